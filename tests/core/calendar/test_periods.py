"""Periods after and before a day, and quarters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.calendar import CountedInHours, OutsideCalendar, Period, Unit, WorkingCalendar
from balss.core.calendar.periods import add_months
from balss.core.calendar.quarters import quarter_end, quarter_of, quarter_start

CALENDAR = WorkingCalendar.published()
DAYS = st.dates(date(2005, 1, 1), date(2060, 1, 1))
DAY_UNITS = st.sampled_from([unit for unit in Unit if unit is not Unit.HOURS])


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
    ],
)
def test_months_end_on_the_same_date_or_the_last_of_the_month(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("period", "after", "before"),
    [
        (Period(10, Unit.DAYS), date(2026, 6, 25), date(2026, 6, 5)),
        (Period(2, Unit.WEEKS), date(2026, 6, 29), date(2026, 6, 1)),
        (Period(3, Unit.WORKING_DAYS), date(2026, 6, 18), date(2026, 6, 10)),
        (Period(1, Unit.MONTHS), date(2026, 7, 15), date(2026, 5, 15)),
        (Period(2, Unit.YEARS), date(2028, 6, 15), date(2024, 6, 15)),
    ],
)
def test_period_is_counted_both_ways(period: Period, after: date, before: date) -> None:
    assert period.after(date(2026, 6, 15), CALENDAR) == after
    assert period.before(date(2026, 6, 15), CALENDAR) == before


def test_period_of_hours_has_no_day() -> None:
    with pytest.raises(CountedInHours):
        Period(3, Unit.HOURS).after(date(2026, 6, 15), CALENDAR)


@pytest.mark.parametrize("value", [0, -1])
def test_period_below_one_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Period(value, Unit.DAYS)


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.WORKING_DAYS])
def test_period_past_the_calendar_is_refused(unit: Unit) -> None:
    with pytest.raises(OutsideCalendar):
        Period(40_000_000, unit).after(date(2026, 1, 1), CALENDAR)


@pytest.mark.parametrize(
    ("value", "latvian", "english"),
    [(1, "1 darbdiena", "1 working day"), (10, "10 darbdienas", "10 working days"),
     (11, "11 darbdienas", "11 working days"), (21, "21 darbdiena", "21 working days")],
)  # fmt: skip
def test_period_is_named_in_both_languages(value: int, latvian: str, english: str) -> None:
    period = Period(value, Unit.WORKING_DAYS)
    assert (period.name("lv"), period.name("en")) == (latvian, english)


@given(DAYS, st.integers(1, 36), DAY_UNITS)
def test_period_ends_after_its_event_and_begins_before(day: date, value: int, unit: Unit) -> None:
    period = Period(value, unit)
    assert period.before(day, CALENDAR) < day < period.after(day, CALENDAR)


@given(DAYS, DAYS, st.integers(1, 36), DAY_UNITS)
def test_later_event_never_ends_earlier(one: date, other: date, value: int, unit: Unit) -> None:
    earlier, later = sorted([one, other])
    period = Period(value, unit)
    assert period.after(earlier, CALENDAR) <= period.after(later, CALENDAR)
    assert period.before(earlier, CALENDAR) <= period.before(later, CALENDAR)


@given(DAYS, st.integers(1, 36), DAY_UNITS)
def test_longer_period_never_ends_earlier(day: date, value: int, unit: Unit) -> None:
    assert Period(value, unit).after(day, CALENDAR) < Period(value + 1, unit).after(day, CALENDAR)


@given(DAYS, st.integers(1, 36))
def test_months_back_never_pass_the_start(day: date, count: int) -> None:
    back = add_months(add_months(day, count), -count)
    assert (back.year, back.month) == (day.year, day.month)
    assert back <= day


@pytest.mark.parametrize(
    ("quarter", "start", "end"),
    [
        (1, date(2026, 1, 1), date(2026, 3, 31)),
        (2, date(2026, 4, 1), date(2026, 6, 30)),
        (3, date(2026, 7, 1), date(2026, 9, 30)),
        (4, date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_quarter_has_its_first_and_last_day(quarter: int, start: date, end: date) -> None:
    assert (quarter_start(2026, quarter), quarter_end(2026, quarter)) == (start, end)


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_quarter_outside_the_year_is_refused(quarter: int) -> None:
    with pytest.raises(ValueError, match="quarters 1 to 4"):
        quarter_end(2026, quarter)


@given(DAYS)
def test_day_lies_within_its_quarter(day: date) -> None:
    assert quarter_start(*quarter_of(day)) <= day <= quarter_end(*quarter_of(day))
