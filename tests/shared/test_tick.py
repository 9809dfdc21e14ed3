"""A tick runs what is due, once, and no failing job stops another."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from balss.shared.models import JobState
from balss.shared.schedule import ScheduledJob
from balss.shared.tick import JobOutcome, tick
from tests.installation import Installation, finished

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def hourly(name: str, run: Callable[[datetime], None]) -> ScheduledJob:
    return ScheduledJob(name, "work", every=timedelta(hours=1), run=run)


def failing(_due_at: datetime) -> None:
    raise ValueError("no such indicator")


def test_tick_runs_a_due_job_with_its_due_time() -> None:
    seen: list[datetime] = []
    outcomes = tick(now=NOW + MINUTE, only=[hourly("a.work", seen.append)])
    assert (seen, outcomes) == ([NOW], [JobOutcome("a.work", runs=1)])


def test_tick_leaves_a_job_that_has_been_run() -> None:
    seen: list[datetime] = []
    work = hourly("a.work", seen.append)
    tick(now=NOW, only=[work])
    assert (tick(now=NOW + 59 * MINUTE, only=[work]), seen) == ([], [NOW])


def test_tick_goes_on_after_a_failing_job() -> None:
    seen: list[datetime] = []
    outcomes = tick(now=NOW, only=[hourly("a.fails", failing), hourly("b.work", seen.append)])
    assert outcomes == [JobOutcome("a.fails", 0, "ValueError: no such indicator"), JobOutcome("b.work", 1)]


def test_tick_tries_a_failed_job_again_later_and_later() -> None:
    fails = hourly("a.fails", failing)
    tried = [minute for minute in range(12) if tick(now=NOW + minute * MINUTE, only=[fails])]
    assert tried == [0, 1, 3, 7]


def test_tick_forgets_failures_after_a_success() -> None:
    tick(now=NOW, only=[hourly("a.work", failing)])
    tick(now=NOW + MINUTE, only=[hourly("a.work", lambda _due_at: None)])
    state = JobState.objects.get(name="a.work")
    assert (state.failures, state.retry_at, state.last_error, state.last_due_at) == (0, None, "", NOW)


def test_tick_leaves_a_job_that_another_tick_holds() -> None:
    outcomes: list[list[JobOutcome]] = []
    inner = hourly("a.work", lambda _due_at: None)
    tick(now=NOW, only=[hourly("a.work", lambda _due_at: outcomes.append(tick(now=NOW, only=[inner])))])
    assert outcomes == [[]]


def test_tick_runs_a_job_again_whose_process_died() -> None:
    class Killed(BaseException):
        pass

    def dies(_due_at: datetime) -> None:
        raise Killed

    with pytest.raises(Killed):
        tick(now=NOW, only=[hourly("a.work", dies)])
    works = hourly("a.work", lambda _due_at: None)
    assert tick(now=NOW + 14 * MINUTE, only=[works]) == []
    assert tick(now=NOW + 15 * MINUTE, only=[works]) == [JobOutcome("a.work", 1)]


TICK_IN_A_PROCESS = """
import sys, time
from datetime import UTC, datetime, timedelta
from balss.shared.schedule import ScheduledJob
from balss.shared.tick import tick
def run(due_at):
    time.sleep(0.05)
    print("run", flush=True)
jobs = [ScheduledJob(f"t.work{i}", "work", every=timedelta(hours=1), run=run) for i in range(10)]
tick(now=datetime(2026, 11, 23, 10, tzinfo=UTC), only=jobs)
"""


def test_two_ticks_at_once_run_each_job_once(installation: Installation) -> None:
    ticks = [installation.start(TICK_IN_A_PROCESS) for _ in range(2)]
    assert "".join(finished(process) for process in ticks) == "run\n" * 10
