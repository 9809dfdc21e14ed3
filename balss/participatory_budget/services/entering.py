"""How ideas come into a call, handed in here or taken in from a file: under which number, for how much, and that people
can find, compare and discuss them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils import translation

from balss.core.text import fingerprint
from balss.participation.services import Discussed, host_discussions
from balss.participatory_budget.models import Call, Idea, Project
from balss.participatory_budget.queries.authors import discussion_key
from balss.participatory_budget.services.refusals import CostOutOfBounds
from balss.participatory_budget.services.spreading import ORIGIN, index_ideas
from balss.shared.permissions import Actor


def enter(ideas: Sequence[Idea], *, call: Call, by: Actor, now: datetime) -> None:
    """Make ideas public, each under the next number; the right to, and what they say, were checked. In the same number
    of queries for one and for thousands, and in the transaction that has the row of the call locked: numbers have no
    doubles. `by`: who is told to have opened the discussions."""
    first = next_number(call)
    for number, idea in enumerate(ideas, start=first):
        idea.number, idea.state, idea.submitted_at, idea.updated_at = number, Idea.State.SUBMITTED, now, now
        idea.fingerprint = fingerprint_of(idea)
        if idea.pk is not None:
            idea.save()
    Idea.objects.bulk_create([idea for idea in ideas if idea.pk is None], batch_size=500)
    index_ideas(ideas)
    host_discussions(
        map(discussed, ideas),
        origin=ORIGIN,
        institution=call.institution,
        closes_at=call.voting_closes_at,
        by=by,
        now=now,
    )


def discussed(idea: Idea) -> Discussed:
    """A public idea as what people talk about."""
    with translation.override("lv"):
        return Discussed(discussion_key(idea), idea.title, idea.get_absolute_url(), idea.language)


def next_number(call: Call) -> int:
    """That no idea and no project of the call has: a project has the number of its idea, or one that was taken in."""
    last = (rows.filter(call=call).aggregate(last=Max("number"))["last"] for rows in (Idea.objects, Project.objects))
    return max(number or 0 for number in last) + 1


def check_cost(of: Idea | Project, cents: int) -> None:
    """Within what a project may cost in its call, category and area. Raises CostOutOfBounds."""
    bounds = (
        of.call.largest_cents,
        of.category.largest_cents if of.category else None,
        of.area.money_cents if of.area else None,
    )
    largest = min((each for each in bounds if each is not None), default=None)
    if largest is not None and cents > largest:
        raise CostOutOfBounds(smallest_cents=None, largest_cents=largest)
    if of.call.smallest_cents is not None and cents < of.call.smallest_cents:
        raise CostOutOfBounds(smallest_cents=of.call.smallest_cents, largest_cents=None)


def fingerprint_of(idea: Idea) -> bytes:
    """By which similar ones are found."""
    return fingerprint(f"{idea.title} {idea.text}")
