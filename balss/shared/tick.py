"""A tick: runs the recurring jobs that are due, each once however many processes tick at the same moment.

A job is claimed by changing its row only where nobody holds a live claim, which both engines do atomically. A claim
ends with the job, or by its time limit when the process died. A failing job is noted, tried again later and later, and
keeps no other job from running.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from balss.shared.models import JobState
from balss.shared.schedule import ScheduledJob, jobs

log = logging.getLogger(__name__)

FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)


@dataclass(frozen=True)
class JobOutcome:
    """What became of one job at this tick: how many due times were run, and the failure that stopped it ("": none)."""

    name: str
    runs: int
    failure: str = ""


def tick(*, now: datetime, only: Iterable[ScheduledJob] | None = None) -> list[JobOutcome]:
    """Run what is due at `now`, in the order of the jobs' names; jobs not due or held by another tick are left out."""
    outcomes = [_run_if_due(job, now) for job in (jobs if only is None else only)]
    return [outcome for outcome in outcomes if outcome is not None]


def _run_if_due(job: ScheduledJob, now: datetime) -> JobOutcome | None:
    state, _created = JobState.objects.get_or_create(name=job.name)
    if not _due_times(job, state, now):
        return None
    claim = uuid4()
    free = Q(claim=None) | Q(claimed_until__lte=now)
    claimed = JobState.objects.filter(free, name=job.name).update(
        claim=claim, claimed_until=now + job.time_limit, last_started_at=now
    )
    if not claimed:
        return None
    state.refresh_from_db()  # another tick may have run this very job between our look and our claim
    outcome = _run(job, state, _due_times(job, state, now), now)
    JobState.objects.filter(name=job.name, claim=claim).update(claim=None, claimed_until=None)
    return outcome


def _due_times(job: ScheduledJob, state: JobState, now: datetime) -> list[datetime]:
    if state.retry_at is not None and state.retry_at > now:
        return []
    return job.due_since(state.last_due_at, now)


def _run(job: ScheduledJob, state: JobState, due_times: list[datetime], now: datetime) -> JobOutcome | None:
    for runs, due_at in enumerate(due_times):
        try:
            job.run(due_at)
        except Exception as error:  # whatever a job raises, the other jobs go on
            log.exception("Job %s failed", job.name)
            _note_failure(state, error, now)
            return JobOutcome(job.name, runs, failure=state.last_error)
        state.last_due_at, state.last_finished_at = due_at, timezone.now()
        state.failures, state.retry_at, state.last_error = 0, None, ""
        state.save(update_fields=["last_due_at", "last_finished_at", "failures", "retry_at", "last_error"])
    return JobOutcome(job.name, len(due_times)) if due_times else None


def _note_failure(state: JobState, error: Exception, now: datetime) -> None:
    wait = min(FIRST_RETRY * 2**state.failures, LONGEST_RETRY) if state.failures < 10 else LONGEST_RETRY
    state.failures += 1
    state.retry_at = now + wait
    state.last_error = f"{type(error).__name__}: {error}"[:500]
    state.save(update_fields=["failures", "retry_at", "last_error"])
