"""What rules lead to: deadlines, shortest lengths, notices, effects."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.calendar import (
    CountedInHours,
    NaiveMoment,
    OutsideCalendar,
    Period,
    Rule,
    RuleHasNoPeriod,
    RuleKind,
    RuleNeedsSetting,
    Unit,
    WorkingCalendar,
    due_date,
    earliest_end,
    latest_moment,
    latest_start,
    reckon,
    rule_book,
)
from balss.core.calendar.deadlines import ENDS_ON_WORKING_DAY, WrongKind

BOOK = rule_book()
CALENDAR = WorkingCalendar.published()
DAYS = st.dates(date(2005, 1, 1), date(2060, 1, 1))
COUNTED = [rule for rule in BOOK if rule.period and rule.period.unit is not Unit.HOURS]
DEADLINES = [rule for rule in COUNTED if rule.kind in ENDS_ON_WORKING_DAY]


def test_deadline_tells_how_it_was_counted() -> None:
    due = due_date(BOOK.rule("mun.pubdisc.decide"), date(2026, 1, 31), CALENDAR)
    assert due.date == date(2026, 3, 2)
    assert due.reading == ("time.start", "time.month_end", "time.holiday", "time.day_end")
    assert [BOOK.rule(name).article_name("en")[-23:] for name in due.reading[:1]] == ["Article 42, paragraph 1"]


def test_moved_day_off_gives_the_other_date_and_its_source() -> None:
    due = due_date(BOOK.rule("foi.electronic"), date(2026, 6, 12), CALENDAR)
    assert (due.date, due.other_date) == (date(2026, 6, 25), date(2026, 6, 22))
    assert [day for day, _ in due.moved_days] == [date(2026, 6, 22)]
    assert due.reading == ("time.start", "time.holiday", "time.day_end", "time.moved_days")


def test_body_that_does_not_follow_the_move_has_no_other_date() -> None:
    due = due_date(BOOK.rule("foi.electronic"), date(2026, 6, 12), CALENDAR.without_moved_days())
    assert (due.date, due.other_date) == (date(2026, 6, 22), None)


def test_moved_days_that_change_nothing_are_not_mentioned() -> None:
    due = due_date(BOOK.rule("subm.reply.new"), date(2026, 6, 12), CALENDAR)
    assert (due.date, due.other_date, due.moved_days) == (date(2026, 6, 30), None, ())


@pytest.mark.parametrize(
    ("rule_id", "event", "provisional"),
    [
        ("subm.reply.new", date(2026, 12, 16), True),  # its tenth working day is in 2027
        ("subm.reply.new", date(2026, 12, 14), False),  # 30 December
        ("foi.simple", date(2026, 12, 17), True),
        ("mun.pubdisc.min", date(2026, 12, 17), False),  # a shortest length hangs on no working day
        ("mun.session.agenda", date(2027, 1, 1), False),  # every day that counts is in 2026
        ("mun.session.agenda", date(2027, 1, 5), True),
    ],
)
def test_date_is_provisional_past_known_moved_days(rule_id: str, event: date, provisional: bool) -> None:
    assert reckon(BOOK.rule(rule_id), event, CALENDAR).provisional == provisional


def test_coordinators_table_makes_the_date_final() -> None:
    table = CALENDAR.extended(known_until=date(2027, 12, 31), days_off={date(2027, 1, 4): "an example"})
    due = due_date(BOOK.rule("foi.simple"), date(2026, 12, 17), table)
    assert (due.date, due.other_date, due.provisional) == (date(2027, 1, 5), date(2027, 1, 4), False)


def test_notice_in_hours_is_counted_on_the_clock() -> None:
    rule = BOOK.rule("mun.regs.exempt.extraordinary")
    session = datetime(2026, 3, 29, 3, 0, tzinfo=UTC)
    assert latest_moment(rule, session) == datetime(2026, 3, 29, 0, 0, tzinfo=UTC)


def test_notice_in_hours_needs_a_time_zone() -> None:
    with pytest.raises(NaiveMoment):
        latest_moment(BOOK.rule("mun.regs.exempt.extraordinary"), datetime(2026, 3, 5, 15, 0))  # noqa: DTZ001


def test_notice_in_hours_has_no_day() -> None:
    with pytest.raises(CountedInHours):
        latest_start(BOOK.rule("mun.regs.exempt.extraordinary"), date(2026, 3, 5), CALENDAR)


@pytest.mark.parametrize(
    ("ask", "rule_id"),
    [
        (due_date, "mun.pubdisc.min"),
        (due_date, "mun.session.agenda"),
        (earliest_end, "subm.reply.new"),
        (earliest_end, "mun.session.agenda"),
        (latest_start, "mun.pubdisc.min"),
    ],
)
def test_rule_of_another_kind_is_refused(ask, rule_id: str) -> None:
    with pytest.raises(WrongKind, match=rule_id):
        ask(BOOK.rule(rule_id), date(2026, 3, 2), CALENDAR)


@pytest.mark.parametrize("ask", [due_date, earliest_end, latest_start, reckon])
@pytest.mark.parametrize("rule_id", ["mun.coll.threshold", "subm.joint", "pb.voter", "mun.pubdisc.initiators"])
def test_rule_without_a_period_is_refused(ask, rule_id: str) -> None:
    with pytest.raises(RuleHasNoPeriod, match=rule_id):
        ask(BOOK.rule(rule_id), date(2026, 3, 2), CALENDAR)


def test_rule_without_a_number_asks_for_a_setting() -> None:
    with pytest.raises(RuleNeedsSetting, match=r"mk639\.discussion"):
        earliest_end(BOOK.rule("mk639.discussion"), date(2026, 3, 2), CALENDAR)


def test_setting_of_an_institution_is_counted() -> None:
    rule = BOOK.rule("mk639.discussion").with_period(Period(14, Unit.DAYS), source="order of the institution")
    assert earliest_end(rule, date(2026, 3, 2), CALENDAR).date == date(2026, 3, 16)
    assert rule.source == "order of the institution"


def test_event_outside_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        due_date(BOOK.rule("foi.simple"), date(2100, 12, 31), CALENDAR)


@given(st.sampled_from(DEADLINES), DAYS)
def test_deadline_never_ends_on_a_day_off(rule: Rule, day: date) -> None:
    due = due_date(rule, day, CALENDAR)
    assert CALENDAR.is_working_day(due.date)
    assert due.working_date == due.date


@given(st.sampled_from(COUNTED), DAYS, DAYS)
def test_later_event_never_leads_to_an_earlier_day(rule: Rule, one: date, other: date) -> None:
    earlier, later = sorted([one, other])
    assert reckon(rule, earlier, CALENDAR).date <= reckon(rule, later, CALENDAR).date


@given(st.sampled_from(COUNTED), DAYS)
def test_nearest_working_day_keeps_the_rule(rule: Rule, day: date) -> None:
    due = reckon(rule, day, CALENDAR)
    assert CALENDAR.is_working_day(due.working_date)
    assert due.working_date <= due.date if rule.kind is RuleKind.NOTICE else due.working_date >= due.date


@given(st.sampled_from([rule for rule in COUNTED if rule.kind is RuleKind.NOTICE]), DAYS)
def test_notice_on_the_last_day_reaches_the_event(rule: Rule, day: date) -> None:
    event = CALENDAR.working_day_on_or_after(day)
    assert rule.required_period().after(latest_start(rule, event, CALENDAR).date, CALENDAR) == event


@given(st.sampled_from(COUNTED), DAYS)
def test_other_date_is_that_of_the_plain_calendar(rule: Rule, day: date) -> None:
    due = reckon(rule, day, CALENDAR)
    plain = reckon(rule, day, CALENDAR.without_moved_days())
    assert (due.other_date or due.date) == plain.date
    assert bool(due.moved_days) == (due.other_date is not None)
