"""The list of projects that people choose from: written from admitted ideas, published before voting opens."""

from datetime import datetime

from django.db import transaction

from balss.participation.models import written_by
from balss.participatory_budget.models import Ballot, Call, Idea, Phase, Project
from balss.participatory_budget.services.calls import locked, record_call, sign
from balss.participatory_budget.services.refusals import (
    BallotMissing,
    NothingToChoose,
    NotInThatState,
    TooLate,
    VettingUnfinished,
)
from balss.participatory_budget.services.spreading import index_projects, spread
from balss.shared.permissions import Actor

CARRIED_OVER = ("area", "category", "title", "text", "place", "geometry", "language")


def write_project(idea: Idea, *, cost_cents: int, by: Actor, now: datetime) -> Project:
    """The project of an admitted idea; its number is the idea's. Called where the idea is admitted."""
    assert idea.number is not None  # noqa: S101  (a constraint)
    of_idea = {name: getattr(idea, name) for name in CARRIED_OVER}
    project, _created = Project.objects.update_or_create(
        call=idea.call,
        number=idea.number,
        defaults=of_idea | {"idea": idea, "cost_cents": cost_cents, "updated_at": now, **written_by(by)},
        create_defaults=of_idea
        | {"idea": idea, "cost_cents": cost_cents, "created_at": now, "updated_at": now, **written_by(by)},
    )
    return project


@transaction.atomic
def publish_projects(*, call: Call, by: Actor, now: datetime) -> Call:
    """Make the list of the ballot public, for good: the projects, their costs and the ballot's wording.

    Raises NotAllowed, NotInThatState, BallotMissing, VettingUnfinished, NothingToChoose, TooLate.
    """
    call = locked(call, by, now, Call.State.PUBLISHED)
    if call.projects_published_at is not None or call.phase(now) != Phase.VETTING:
        raise NotInThatState
    if not Ballot.objects.filter(call=call, published_at__isnull=False).exists():
        raise BallotMissing
    if waiting := call.ideas.filter(state=Idea.State.SUBMITTED).count():
        raise VettingUnfinished(waiting)
    projects = list(call.projects.select_related("area"))
    if not projects:
        raise NothingToChoose
    if call.voting_opens_at is None or now >= call.voting_opens_at:
        raise TooLate
    call.projects_published_at = now
    sign(call, by, now)
    listed = [{"id": each.ballot_id, "title": each.title, "cost_cents": each.cost_cents} for each in projects]
    record_call("participatory_budget.projects_published", call, by, now, projects=listed)
    index_projects(projects)
    spread(call, by=by, now=now)
    return call
