"""The election of a call in the room of voting, kept as the call says: arranged, prolonged, called off.

It is arranged within minutes after the list of projects became public, so that the paper and its keys stand in the
ledger before voting opens. A job does it and catches up: after a missed tick, and after a process that died between
the two databases. What changes a call carries the change at once where the election stands already.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from balss.box.queries import box_of
from balss.core.calendar.riga import day_in_riga
from balss.participatory_budget.models import Call
from balss.participatory_budget.queries.elections import Election, election_of
from balss.participatory_budget.queries.legal import rule
from balss.participatory_budget.queries.papers import paper_of
from balss.places.models import Institution
from balss.shared.one_by_one import one_by_one
from balss.shared.permissions import SYSTEM, Actor, require
from balss.voting.models import Election as VotingElection
from balss.voting.services import arrange, call_election_off, prolong_election


def carry_elections(*, by: Actor, now: datetime) -> None:
    """Make every election stand as its call says. Repeatable; of two at once the second finds nothing to do.
    Raises NotAllowed; what is wrong with one call does not keep the others waiting, and is raised at the end."""
    require(by, "participatory_budget.carry_elections", None, now)
    listed = Call.objects.public().filter(projects_published_at__isnull=False, results_announced_at=None)
    listed = listed.order_by("voting_opens_at", "pk")
    one_by_one(listed, lambda call: carry_election(call, now=now), failed="elections that could not be carried")


@transaction.atomic
def carry_election(call: Call, *, now: datetime) -> VotingElection | None:
    """The election as the call stands now; None where nobody is to vote. The lock of the call lets only one do it."""
    locked = Call.objects.select_for_update(no_key=True, of=("self",)).select_related("institution").get(pk=call.pk)
    wanted, stands = election_of(locked.election_id), _standing(locked)
    if wanted is None or wanted.is_called_off:  # where the call says later that one votes elsewhere
        return call_election_off(election=stands, by=SYSTEM, now=now) if stands else None
    if stands is None and now >= wanted.closes_at:
        return None  # results that were counted elsewhere
    if stands is None or now < stands.opens_at:
        return _arranged(wanted, locked.institution, stands, now)
    if stands.closes_at != wanted.closes_at:
        return prolong_election(election=stands, closes_at=wanted.closes_at, by=SYSTEM, now=now)
    return stands


def carry_change(call: Call, *, now: datetime) -> None:
    """Carry a change of the call in the transaction under way, where its election stands; the job makes new ones."""
    if _standing(call) is not None:
        carry_election(call, now=now)


def _standing(call: Call) -> VotingElection | None:
    return VotingElection.objects.select_related("institution").filter(pk=call.election_id).first()


def _arranged(
    wanted: Election, institution: Institution, stands: VotingElection | None, now: datetime
) -> VotingElection:
    """Made, or made anew where the paper, the times or the places are others; the list of voters stays."""
    paper, opens_date = paper_of(wanted), day_in_riga(wanted.opens_at)
    columns: dict[str, Any] = {
        "page": Call(slug=wanted.call).get_absolute_url(),
        "opens_at": wanted.opens_at,
        "closes_at": wanted.closes_at,
        "least_age": int(rule("pb.voter", opens_date).amount or 0),
        "places": places_of(institution, wanted.opens_at),
    }
    box = box_of(wanted.id)
    same_paper = box is not None and box.paper == paper.text()
    if stands and same_paper and all(getattr(stands, name) == value for name, value in columns.items()):
        return stands
    roll_date = stands.roll_date if stands else None
    return arrange(paper=paper, institution=institution, roll_date=roll_date, by=SYSTEM, now=now, **columns)


def places_of(institution: Institution, at: datetime) -> list[str]:
    """How sign-in providers may name the municipality: its territory's name and its code in the classifier ATVK."""
    if institution.territory is None:
        return []
    version = institution.territory.version_on(day_in_riga(at))
    return [name for name in (version.name, version.atvk) if name]
