"""The book of rules: families over time, names, settings, and the product's own copy."""

from datetime import date
from decimal import Decimal

import pytest
import yaml

from balss.core.calendar import NotInForce, Period, RuleHasNoPeriod, Unit, UnknownRule, rule_book
from balss.core.calendar.rules import RuleAlreadySet
from tests.core.calendar.shared_law import shared_law

BOOK = rule_book()
SHARED = shared_law("rules.yaml")


@pytest.mark.parametrize(
    ("on", "rule_id"),
    [
        (date(2026, 2, 27), "subm.reply.old"),
        (date(2026, 2, 28), "subm.reply.old"),
        (date(2026, 3, 1), "subm.reply.new"),
        (date(2026, 3, 2), "subm.reply.new"),
    ],
)
def test_family_gives_the_rule_of_the_day(on: date, rule_id: str) -> None:
    assert BOOK.rule_at("subm.reply", on=on).id == rule_id


def test_rule_is_found_by_its_own_id() -> None:
    assert BOOK.rule_at("subm.reply.new", on=date(2026, 3, 2)) is BOOK.rule("subm.reply.new")


def test_rule_on_a_day_when_it_was_not_in_force_is_refused() -> None:
    with pytest.raises(NotInForce, match=r"not in force on 2026-02-27: subm\.reply\.new is in force from 2026-03-01"):
        BOOK.rule_at("subm.reply.new", on=date(2026, 2, 27))


def test_family_before_its_first_rule_is_refused() -> None:
    with pytest.raises(NotInForce, match=r"subm\.reply\.complex"):
        BOOK.rule_at("subm.reply.complex", on=date(2026, 2, 27))


@pytest.mark.parametrize(
    ("name", "near"),
    [("subm.repl", "subm.reply"), ("foi", "foi.electronic"), ("mun.pubdisc", "mun.pubdisc.available")],
)
def test_unknown_name_suggests_names_like_it(name: str, near: str) -> None:
    with pytest.raises(UnknownRule) as refused:
        BOOK.rule_at(name, on=date(2026, 3, 2))
    assert near in refused.value.near


def test_name_like_nothing_suggests_nothing() -> None:
    with pytest.raises(UnknownRule) as refused:
        BOOK.rule("zzzz")
    assert (refused.value.near, str(refused.value)) == ((), "there is no rule “zzzz”")


def test_number_that_the_law_gives_is_no_setting() -> None:
    with pytest.raises(RuleAlreadySet, match=r"mun\.pubdisc\.min"):
        BOOK.rule("mun.pubdisc.min").with_period(Period(5, Unit.DAYS), source="an institution")


def test_duty_takes_no_period() -> None:
    with pytest.raises(RuleHasNoPeriod):
        BOOK.rule("subm.joint").with_period(Period(5, Unit.DAYS), source="an institution")


def test_open_rules_are_those_without_a_number() -> None:
    assert [rule.id for rule in BOOK.open_rules()] == [
        "subm.mass.reply.new",
        "subm.mass.forward.new",
        "subm.unsigned.reply",
        "mun.pubdisc.initiators",
        "mk639.discussion",
        "mk639.meeting",
        "mk639.summary",
    ]


@pytest.mark.parametrize(
    ("rule_id", "article", "period"),
    [
        ("mun.regs.exempt", "46(4)", Period(3, Unit.WORKING_DAYS)),
        ("mun.regs.exempt.extraordinary", "46(4)", Period(3, Unit.HOURS)),
        ("mun.regs.promulgate", "47(4)", Period(3, Unit.WORKING_DAYS)),
        ("mun.regs.resend", "47(5)", Period(3, Unit.WORKING_DAYS)),
        ("mun.regs.disagree", "47(6)", Period(2, Unit.MONTHS)),
        ("mun.regs.disagree.send", "47(6)", Period(3, Unit.WORKING_DAYS)),
        ("mun.regs.lapse", "47(7)", None),
        ("pb.start", "62(2)", Period(3, Unit.MONTHS)),
        ("pb.implement", "62(2)", Period(2, Unit.YEARS)),
    ],
)
def test_every_number_of_a_paragraph_is_a_rule(rule_id: str, article: str, period: Period | None) -> None:
    rule = BOOK.rule(rule_id)
    assert (rule.citation.article, rule.period) == (article, period)


def test_article_is_named_for_people() -> None:
    rule = BOOK.rule("mun.pubdisc.min")
    assert rule.article_name("lv") == "Pašvaldību likuma 55. panta pirmā daļa"
    assert rule.article_name("en") == "Local Government Law, Article 55, paragraph 1"


def test_share_is_exact() -> None:
    assert BOOK.rule("pb.amount").amount == Decimal("0.5")


@pytest.mark.skipif(SHARED is None, reason="needs ../shared/law/rules.yaml")
def test_own_copy_keeps_every_shared_number_and_time() -> None:
    units = {None: None, "month": "months", "year": "years", "years": "years_of_age"}
    assert SHARED
    for shared in yaml.safe_load(SHARED.read_text(encoding="utf-8"))["rules"]:
        rule = BOOK.rule(shared["id"])
        value = rule.period.value if rule.period else rule.amount
        assert (shared["id"], value) == (
            shared["id"],
            None if shared["value"] is None else Decimal(str(shared["value"])),
        )
        assert (rule.id, rule.unit) == (rule.id, units.get(shared["unit"], shared["unit"]))
        assert [str(bound) if bound else None for bound in (rule.effective_from, rule.effective_to)] == [
            shared["effective_from"],
            shared["effective_to"],
        ]
