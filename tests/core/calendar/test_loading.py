"""A file of rules with a mistake is refused, and the mistake named."""

from typing import Any

import pytest
import yaml

from balss.core.calendar.loading import BUNDLED_RULES, BadRules, read_rules

GOOD: dict[str, Any] = {
    "id": "a.rule",
    "law": "law",
    "article": "5(3)",
    "kind": "deadline",
    "value": 10,
    "unit": "working_days",
    "counted_from": "receipt",
    "lv": "atbild",
    "en": "answer",
    "source": "text",
    "confidence": "high",
}


def written(*rules: dict[str, Any]) -> str:
    return yaml.safe_dump(
        {
            "sources": {"text": "a consolidated text"},
            "laws": {"law": {"lv": "Likums", "genitive": "Likuma", "en": "Law"}},
            "events": {"receipt": {"lv": "saņemšana", "en": "receipt"}},
            "rules": list(rules),
        }
    )


def problems_of(text: str | bytes) -> list[str]:
    with pytest.raises(BadRules) as refused:
        read_rules(text, name="rules.yaml")
    return refused.value.problems


def test_good_rule_is_read() -> None:
    (rule,) = read_rules(written(GOOD), name="rules.yaml")
    assert (rule.id, rule.family, rule.source) == ("a.rule", "a.rule", "a consolidated text")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"unit": "fortnights"}, "a.rule: unknown unit “fortnights” of a deadline; known are "
                                 "hours, days, working_days, weeks, months, years"),
        ({"value": 0}, "a.rule: a period's value is a whole number from 1, not “0”"),
        ({"value": 1.5}, "a.rule: a period's value is a whole number from 1, not “1.5”"),
        ({"value": True}, "a.rule: a period's value is a whole number from 1, not “True”"),
        ({"value": None}, "a.rule: a period has both a value and a unit, or neither"),
        ({"kind": "wish"}, "a.rule: unknown kind “wish”; known are deadline, minimum, notice, effect, recurring, "
                           "amount, table, duty"),
        ({"kind": "duty"}, "a.rule: a duty has no value or unit"),
        ({"law": "other"}, "a.rule: unknown law “other”; known are law"),
        ({"source": "rumour"}, "a.rule: unknown source “rumour”; known are text"),
        ({"counted_from": "noon"}, "a.rule: unknown counted_from “noon”; known are receipt"),
        ({"confidence": "sure"}, "a.rule: unknown confidence “sure”; known are high, medium-high, medium"),
        ({"article": "five"}, "a.rule: “five” is not an article such as 5(3), 47(4)-(7), 14(1)1.1) or 61 3)"),
        ({"effective_from": "soon"}, "a.rule: effective_from “soon” is not a date such as 2026-03-01"),
        ({"article": 5}, "a.rule: article is a text, not “5”"),
        ({"law": ["law"]}, "a.rule: unknown law “['law']”; known are law"),
        ({"colour": "red"}, "a.rule: “colour” is not a key of a rule"),
        ({"lv": 5}, "a.rule: lv and en are texts"),
        ({"note": {"lv": "x"}}, "a.rule: a note has lv and en, and nothing else"),
        ({"table": {"a": 1}}, "a.rule: a table has its numbers in “table”, and nothing else has"),
        ({"id": "A rule"}, "rule no. 1: has no id such as subm.reply.new"),
        ({"id": None}, "rule no. 1: has no id such as subm.reply.new"),
    ],
)  # fmt: skip
def test_mistake_in_a_rule_is_named(change: dict[str, Any], problem: str) -> None:
    assert problems_of(written(GOOD | change)) == [problem]


def test_missing_key_is_named() -> None:
    assert problems_of(written({key: GOOD[key] for key in GOOD if key != "source"})) == ["a.rule: “source” is missing"]


def test_all_mistakes_are_named_at_once() -> None:
    text = written(GOOD | {"unit": "fortnights"}, GOOD | {"id": "b.rule", "law": "other"})
    assert [problem.partition(":")[0] for problem in problems_of(text)] == ["a.rule", "b.rule"]


def test_end_before_start_is_named() -> None:
    bad = yaml.safe_load("{effective_from: 2026-03-01, effective_to: 2026-02-28}")
    assert problems_of(written(GOOD | bad)) == ["a.rule: effective_to 2026-02-28 is before effective_from 2026-03-01"]


def test_rule_standing_twice_is_named() -> None:
    assert "a.rule: stands twice" in problems_of(written(GOOD, GOOD))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{}", "{}"),
        ("{effective_to: 2026-03-01}", "{effective_from: 2026-03-01}"),
        ("{effective_to: 2026-02-28}", "{}"),
    ],
)
def test_overlapping_times_in_a_family_are_named(old: str, new: str) -> None:
    versions = [GOOD | {"id": f"a.{name}", "family": "a"} | yaml.safe_load(time) for name, time in
                (("old", old), ("new", new))]  # fmt: skip
    (problem,) = problems_of(written(*versions))
    assert "overlaps" in problem


def test_family_named_like_a_rule_of_another_family_is_named() -> None:
    versions = [GOOD | {"id": "a", "family": "b"}, GOOD | {"id": "a.new", "family": "a"}]
    assert problems_of(written(*versions)) == ["a: is a family, and also a rule of the family b"]


@pytest.mark.parametrize(
    "text", ["", "[]", "rules: []", "- a\n b: [", b"\x00\x01\xff", b"\xff\xfe", "sources:\nlaws:\nevents:\nrules:\n"]
)
def test_something_else_than_a_file_of_rules_is_refused(text: str | bytes) -> None:
    assert problems_of(text)


def test_bundled_rules_are_good() -> None:
    assert len(read_rules(BUNDLED_RULES.read_bytes(), name=BUNDLED_RULES.name)) > 74
