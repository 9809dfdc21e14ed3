"""Recurring jobs: what runs, how often, and what a missed tick means.

A room pins its jobs on the board; `balss tick` (and the tick inside `balss worker`) runs those that are due, see
`shared.tick`. A job may be run twice for one due time (the machine may die between its work and our note of it), so
every job must be repeatable.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from balss.shared.boards import Board

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_CATCH_UP = 100  # due times run at one tick for a job that wants each; the rest follow at the next tick


class Missed(StrEnum):
    """What a job wants when ticks were missed (the machine was off)."""

    LATEST = "latest"  # one run, for the last due time: sweeps, reminders computed from the state of today
    EACH = "each"  # one run for every due time, in order: a daily figure that must have no gap


@dataclass(frozen=True)
class ScheduledJob:
    """Something done again and again: `run(due_at)`, with the time at which it was due.

    Due times lie `offset` after each multiple of `every` counted from 1970 in UTC, so that every process computes
    the same ones: a daily job with an offset of six hours is due at 06:00 UTC. A job silent for longer than
    `time_limit` is taken for dead and run again.
    """

    name: str  # room.verb_noun
    meaning: str
    every: timedelta
    run: Callable[[datetime], None]
    offset: timedelta = timedelta(0)
    missed: Missed = Missed.LATEST
    time_limit: timedelta = timedelta(minutes=15)

    def latest_due(self, now: datetime) -> datetime:
        """The last due time that is not after `now`."""
        start = EPOCH + self.offset
        return start + (now - start) // self.every * self.every

    def due_since(self, last_due_at: datetime | None, now: datetime) -> list[datetime]:
        """The due times to run now, oldest first; `last_due_at` is the last one that was run, None before the first."""
        latest = self.latest_due(now)
        if last_due_at is None or self.missed == Missed.LATEST:
            return [latest] if last_due_at is None or latest > last_due_at else []
        first = self.latest_due(last_due_at) + self.every
        count = (latest - first) // self.every + 1
        return [first + i * self.every for i in range(min(count, LONGEST_CATCH_UP))]


jobs: Board[ScheduledJob] = Board(
    "jobs", key=lambda job: job.name, purpose="what is done again and again, and how often"
)
