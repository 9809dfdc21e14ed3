"""Latvian working days: holidays, moved days, and what is not known yet."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.calendar.working_days import (
    FIRST_DAY,
    KNOWN_UNTIL,
    MOVED,
    ContradictoryDay,
    OutsideCalendar,
    WorkingCalendar,
)

CALENDAR = WorkingCalendar.published()
DAYS = st.dates(date(2005, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 18), False),  # Proclamation Day, a Wednesday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2025, 5, 5), False),  # 4 May 2025 was a Sunday: the Monday after it
        (date(2026, 6, 22), False),  # moved to 27 June
        (date(2026, 6, 27), True),  # a working Saturday
        (date(2026, 1, 2), False),  # moved to 17 January
        (date(2026, 1, 17), True),
        (date(2025, 5, 10), True),
        (date(2025, 11, 8), True),
        (date(2027, 6, 25), True),  # nothing is known to be moved in 2027
    ],
)
def test_day_is_working_as_published(day: date, working: bool) -> None:
    assert CALENDAR.is_working_day(day) == working


def test_moved_saturday_counts_among_working_days() -> None:
    assert CALENDAR.add_working_days(date(2026, 6, 19), 2) == date(2026, 6, 26)
    assert CALENDAR.add_working_days(date(2026, 6, 19), 3) == date(2026, 6, 27)
    assert CALENDAR.add_working_days(date(2026, 6, 29), -1) == date(2026, 6, 27)


def test_calendar_without_moved_days_keeps_public_holidays() -> None:
    plain = CALENDAR.without_moved_days()
    assert plain.is_working_day(date(2026, 6, 22))
    assert not plain.is_working_day(date(2026, 6, 27))
    assert not plain.is_working_day(date(2026, 6, 23))
    assert not plain.is_provisional(date(2027, 6, 25))


def test_coordinators_table_decides_later_years() -> None:
    source = "Ministru kabineta rīkojums (example)"
    extended = CALENDAR.extended(
        known_until=date(2027, 12, 31),
        days_off={date(2027, 6, 25): source},
        working_days={date(2027, 6, 19): source},
    )
    assert not extended.is_working_day(date(2027, 6, 25))
    assert extended.is_working_day(date(2027, 6, 19))
    assert not extended.is_provisional(date(2027, 6, 25))
    assert extended.is_working_day(date(2026, 6, 27))
    assert list(extended.moved_days(date(2027, 1, 1), date(2027, 12, 31))) == [
        (date(2027, 6, 19), source),
        (date(2027, 6, 25), source),
    ]


def test_coordinators_table_wins_over_published_days() -> None:
    corrected = CALENDAR.extended(
        known_until=KNOWN_UNTIL, days_off={date(2026, 6, 27): "x"}, working_days={date(2026, 6, 22): "x"}
    )
    assert corrected.is_working_day(date(2026, 6, 22))
    assert not corrected.is_working_day(date(2026, 6, 27))
    assert corrected.known_until == KNOWN_UNTIL


def test_new_public_holiday_is_off_in_both_readings() -> None:
    day = date(2027, 7, 5)
    extended = CALENDAR.extended(known_until=KNOWN_UNTIL, public_holidays={day: "a law of 2027 (example)"})
    assert not extended.is_working_day(day)
    assert not extended.without_moved_days().is_working_day(day)


def test_day_given_twice_is_refused() -> None:
    day = date(2027, 6, 25)
    with pytest.raises(ContradictoryDay, match="2027-06-25"):
        WorkingCalendar(known_until=KNOWN_UNTIL, days_off={day: "a"}, working_days={day: "b"})


@pytest.mark.parametrize("day", [date(2000, 12, 31), date(2101, 1, 1)])
def test_day_outside_calendar_is_refused(day: date) -> None:
    with pytest.raises(OutsideCalendar, match="2001 to 2100"):
        CALENDAR.is_working_day(day)


def test_last_known_day_is_not_provisional() -> None:
    assert not CALENDAR.is_provisional(KNOWN_UNTIL)
    assert CALENDAR.is_provisional(KNOWN_UNTIL + timedelta(days=1))


def test_calendars_of_the_same_data_are_equal() -> None:
    assert WorkingCalendar.published() == CALENDAR
    assert CALENDAR.without_moved_days() != CALENDAR


def test_holidays_package_gives_moves_exactly_as_far_as_we_say() -> None:
    """When a newer package knows another year, this fails: raise KNOWN_UNTIL."""
    later = holidays.country_holidays("LV", years=range(KNOWN_UNTIL.year + 1, KNOWN_UNTIL.year + 5), language="lv")
    known = holidays.country_holidays("LV", years=range(FIRST_DAY.year, KNOWN_UNTIL.year + 1), language="lv")
    assert [name for name in later.values() if MOVED.search(name)] == []
    assert set(CALENDAR.working_days) == known.weekend_workdays
    assert {day.year for day in CALENDAR.working_days} >= {2024, 2025, 2026}


@given(DAYS, st.integers(-40, 40).filter(bool))
def test_counting_ends_on_a_working_day(day: date, count: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add_working_days(day, count))


@given(DAYS, st.integers(1, 40))
def test_backward_counting_undoes_forward_counting(day: date, count: int) -> None:
    start = CALENDAR.working_day_on_or_after(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, count), -count) == start


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_counting_adds_up(day: date, first: int, second: int) -> None:
    assert CALENDAR.add_working_days(day, first + second) == CALENDAR.add_working_days(
        CALENDAR.add_working_days(day, first), second
    )


@given(DAYS, DAYS, st.integers(-20, 20))
def test_later_start_never_ends_earlier(one: date, other: date, count: int) -> None:
    earlier, later = sorted([one, other])
    assert CALENDAR.add_working_days(earlier, count) <= CALENDAR.add_working_days(later, count)


@given(DAYS, st.integers(0, 40))
def test_working_days_between_counts_what_was_added(day: date, count: int) -> None:
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, count)) == count


@given(DAYS)
def test_nearest_working_days_enclose_the_day(day: date) -> None:
    before, after = CALENDAR.working_day_on_or_before(day), CALENDAR.working_day_on_or_after(day)
    assert before <= day <= after
    assert (before == after) == CALENDAR.is_working_day(day)
