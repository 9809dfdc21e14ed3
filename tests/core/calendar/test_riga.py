"""Which day it is in Riga, and when a due date is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.calendar.riga import NaiveMoment, day_in_riga, days_left, end_of_day, start_of_day

LAST_MICROSECOND = 999_999


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 15), utc(2026, 1, 15, 21, 59, 59, LAST_MICROSECOND)),  # winter: UTC+2
        (date(2026, 7, 15), utc(2026, 7, 15, 20, 59, 59, LAST_MICROSECOND)),  # summer: UTC+3
        (date(2026, 3, 28), utc(2026, 3, 28, 21, 59, 59, LAST_MICROSECOND)),  # the eve of the change in March
        (date(2026, 3, 29), utc(2026, 3, 29, 20, 59, 59, LAST_MICROSECOND)),  # 23 hours long
        (date(2026, 10, 24), utc(2026, 10, 24, 20, 59, 59, LAST_MICROSECOND)),  # the eve of the change in October
        (date(2026, 10, 25), utc(2026, 10, 25, 21, 59, 59, LAST_MICROSECOND)),  # 25 hours long
    ],
)
def test_due_date_ends_at_midnight_in_riga(day: date, end: datetime) -> None:
    assert end_of_day(day) == end
    assert end_of_day(day).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (utc(2026, 1, 15, 21, 59, 59), date(2026, 1, 15)),  # 23:59:59 in Riga
        (utc(2026, 1, 15, 22, 0, 0), date(2026, 1, 16)),
        (utc(2026, 7, 15, 20, 59, 59), date(2026, 7, 15)),
        (utc(2026, 7, 15, 21, 0, 0), date(2026, 7, 16)),
        (utc(2026, 3, 29, 0, 59, 59), date(2026, 3, 29)),  # the second before the clocks go forward
        (utc(2026, 3, 29, 1, 0, 0), date(2026, 3, 29)),
        (utc(2026, 3, 29, 21, 0, 0), date(2026, 3, 30)),
        (utc(2026, 10, 25, 0, 30, 0), date(2026, 10, 25)),  # 03:30 the first time
        (utc(2026, 10, 25, 1, 30, 0), date(2026, 10, 25)),  # 03:30 the second time
        (utc(2026, 10, 25, 21, 59, 59), date(2026, 10, 25)),
        (utc(2026, 10, 25, 22, 0, 0), date(2026, 10, 26)),
    ],
)
def test_moment_falls_on_its_day_in_riga(moment: datetime, day: date) -> None:
    assert day_in_riga(moment) == day


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 5, 4), 24)])
def test_day_of_the_clock_change_has_its_hours(day: date, hours: int) -> None:
    assert start_of_day(day + timedelta(days=1)) - start_of_day(day) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (utc(2026, 12, 30, 21, 59, 59), 1),  # 23:59:59 on the eve
        (utc(2026, 12, 30, 22, 0, 0), 0),
        (utc(2026, 12, 31, 21, 59, 59), 0),  # 23:59:59 on the day itself
        (utc(2026, 12, 31, 22, 0, 0), -1),
    ],
)
def test_days_left_change_at_midnight_in_riga(now: datetime, left: int) -> None:
    assert days_left(date(2026, 12, 31), now) == left


def test_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(NaiveMoment, match="no time zone"):
        day_in_riga(datetime(2026, 1, 1, 12, 0))  # noqa: DTZ001


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_day_holds_its_first_and_last_moment(day: date) -> None:
    assert day_in_riga(start_of_day(day)) == day
    assert day_in_riga(end_of_day(day)) == day
    assert day_in_riga(end_of_day(day) + timedelta(microseconds=1)) == day + timedelta(days=1)
