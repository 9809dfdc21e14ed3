"""What a municipality has to do next in a round, and by when: else voting does not open, or results do not come, as it
told residents. Nothing of the law: the days are the round's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from balss.core.calendar.riga import day_before, day_in_riga
from balss.participatory_budget.models import Call, Idea, Phase


class Task(StrEnum):
    DECIDE = "decide"  # on each idea, so that the list can be published
    LIST = "list"  # publish the list of projects before voting opens: without it nobody can vote
    RESULTS = "results"


@dataclass(frozen=True)
class Duty:
    """`due_date`: the last day. `waiting`: ideas without a decision. `needs_ballot`: how one votes is not public yet,
    and the list has to wait for it."""

    call: Call
    task: Task
    due_date: date
    left: int
    waiting: int = 0
    needs_ballot: bool = False

    @property
    def is_late(self) -> bool:
        return self.left < 0


def with_waiting(calls: QuerySet[Call]) -> QuerySet[Call]:
    """With how many of its ideas wait for a decision (`waiting`), and the ballot."""
    waiting = Count("ideas", filter=Q(ideas__state=Idea.State.SUBMITTED), distinct=True)
    return calls.select_related("institution", "ballot").annotate(waiting=waiting)


def duties_now(now: datetime) -> Iterator[Duty]:
    """Of every public round, in one query."""
    calls = Call.objects.filter(state=Call.State.PUBLISHED, results_announced_at=None)
    for call in with_waiting(calls).order_by("pk"):
        if duty := duty_of(call, now=now):
            yield duty


def duty_of(call: Call, *, now: datetime) -> Duty | None:
    """None where nothing waits for the municipality. `call` is one of `with_waiting`."""
    today, phase, waiting = day_in_riga(now), call.phase(now), getattr(call, "waiting", 0)
    if phase == Phase.COUNTING and call.results_by_date:
        return Duty(call, Task.RESULTS, call.results_by_date, (call.results_by_date - today).days)
    if phase != Phase.VETTING or call.projects_published_at is not None or call.voting_opens_at is None:
        return None
    due, ballot = day_before(call.voting_opens_at), getattr(call, "ballot", None)
    return Duty(
        call,
        Task.DECIDE if waiting else Task.LIST,
        due,
        (due - today).days,
        waiting,
        needs_ballot=ballot is None or ballot.published_at is None,
    )
