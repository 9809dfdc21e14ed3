"""When a recurring job is due, and what becomes of ticks that were missed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from balss.shared.schedule import LONGEST_CATCH_UP, Missed, ScheduledJob

DAY = timedelta(days=1)
MOMENTS = st.integers(0, 600_000_000).map(lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


def job(*, every: timedelta = DAY, offset: timedelta = timedelta(0), missed: Missed = Missed.LATEST) -> ScheduledJob:
    return ScheduledJob("room.work", "work", every=every, run=lambda _due_at: None, offset=offset, missed=missed)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_latest_due_is_the_start_of_the_period_plus_the_offset() -> None:
    assert job(offset=timedelta(hours=6)).latest_due(at(23, 5, 59)) == at(22, 6)
    assert job(offset=timedelta(hours=6)).latest_due(at(23, 6)) == at(23, 6)


def test_due_since_before_the_first_run_is_the_latest_alone() -> None:
    assert job(missed=Missed.EACH).due_since(None, at(23, 12)) == [at(23)]


def test_due_since_a_run_in_the_same_period_is_nothing() -> None:
    assert job().due_since(at(23), at(23, 23, 59)) == []


def test_due_since_three_missed_days_is_the_latest_for_a_job_that_wants_it() -> None:
    assert job(missed=Missed.LATEST).due_since(at(20), at(23, 1)) == [at(23)]


def test_due_since_three_missed_days_is_each_in_order_for_a_job_that_wants_them() -> None:
    assert job(missed=Missed.EACH).due_since(at(20), at(23, 1)) == [at(21), at(22), at(23)]


def test_due_since_a_long_silence_is_divided_over_ticks() -> None:
    minutely = job(every=timedelta(minutes=1), missed=Missed.EACH)
    due = minutely.due_since(at(1), at(23))
    assert (len(due), due[0]) == (LONGEST_CATCH_UP, at(1, 0, 1))


@given(last=MOMENTS, later=MOMENTS)
def test_each_due_time_comes_exactly_once_however_ticks_fall(last: datetime, later: datetime) -> None:
    hourly = job(every=timedelta(hours=1), missed=Missed.EACH)
    start = hourly.latest_due(last)
    now = min(max(last, later), last + timedelta(hours=50))
    middle = last + (now - last) / 2
    first = hourly.due_since(start, middle)
    rest = hourly.due_since(first[-1] if first else start, now)
    assert first + rest == hourly.due_since(start, now)
