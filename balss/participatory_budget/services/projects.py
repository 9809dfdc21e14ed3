"""The list of projects that people choose from: written from admitted ideas, published before voting opens.

Until it opens a project can be taken off the list, in the open and with the reason."""

from datetime import datetime

from django.db import transaction

from balss.core.vote.paper import MOST_PROJECTS
from balss.participation.models import written_by
from balss.participatory_budget.models import Ballot, Call, Idea, Phase, Project
from balss.participatory_budget.services.calls import locked, record_call, sign
from balss.participatory_budget.services.elections import carry_change
from balss.participatory_budget.services.letters import tell_authors_of_project
from balss.participatory_budget.services.news import tell_of_project
from balss.participatory_budget.services.refusals import (
    BallotMissing,
    ListFixed,
    Missing,
    NothingToChoose,
    NotInThatState,
    NumberTaken,
    TooLate,
    TooMany,
    VettingUnfinished,
)
from balss.participatory_budget.services.spreading import index_projects, spread
from balss.shared.permissions import Actor

CARRIED_OVER = ("area", "category", "title", "text", "place", "geometry", "language")


def write_project(idea: Idea, *, cost_cents: int, by: Actor, now: datetime) -> Project:
    """The project of an admitted idea; its number is the idea's. Called where the idea is admitted. Raises NumberTaken
    where a project of another idea, or one that was taken in from a file, has that number."""
    assert idea.number is not None  # noqa: S101  (a constraint)
    project = Project.objects.select_for_update().filter(call=idea.call, number=idea.number).first()
    if project is None:
        project = Project(call=idea.call, number=idea.number, idea=idea, created_at=now)
    elif project.idea_id != idea.pk:
        raise NumberTaken(project.number, project.title)
    of_idea = {name: getattr(idea, name) for name in CARRIED_OVER}
    for name, value in (of_idea | {"cost_cents": cost_cents, "updated_at": now} | written_by(by)).items():
        setattr(project, name, value)
    project.save()
    return project


@transaction.atomic
def publish_projects(*, call: Call, by: Actor, now: datetime) -> Call:
    """Make the list of the ballot public, for good: the projects, their costs and the ballot's wording.

    Raises NotAllowed, NotInThatState, BallotMissing, VettingUnfinished, NothingToChoose, TooMany, TooLate.
    """
    call = locked(call, by, now, Call.State.PUBLISHED)
    if call.projects_published_at is not None or call.phase(now) != Phase.VETTING:
        raise NotInThatState
    if not Ballot.objects.filter(call=call, published_at__isnull=False).exists():
        raise BallotMissing
    if waiting := call.ideas.filter(state=Idea.State.SUBMITTED).count():
        raise VettingUnfinished(waiting)
    projects = list(call.projects.standing().select_related("area"))
    if not projects:
        raise NothingToChoose
    if len(projects) > MOST_PROJECTS and Ballot.objects.filter(call=call, elsewhere="").exists():
        raise TooMany(len(projects))
    if call.voting_opens_at is None or now >= call.voting_opens_at:
        raise TooLate
    call.projects_published_at = now
    sign(call, by, now)
    listed = [{"id": each.ballot_id, "title": each.title, "cost_cents": each.cost_cents} for each in projects]
    record_call("participatory_budget.projects_published", call, by, now, projects=listed)
    index_projects(projects)
    spread(call, by=by, now=now)
    return call


@transaction.atomic
def withdraw_project(*, project: Project, reason: str, by: Actor, now: datetime) -> Project:
    """Take a project off the list before voting opens, with the reason, which stays on its page; its author and
    followers are told. Raises NotAllowed, ListFixed, NotInThatState, Missing, NothingToChoose."""
    call = locked(project.call, by, now, Call.State.PUBLISHED)
    project = Project.objects.select_related("area", "idea__call").get(pk=project.pk)
    if call.phase(now) in (Phase.VOTING, Phase.COUNTING, Phase.CARRYING_OUT):
        raise ListFixed
    if project.state != Project.State.LISTED:
        raise NotInThatState
    if not reason.strip():
        raise Missing(Project, "stop_reason")
    if not call.projects.standing().exclude(pk=project.pk).exists():
        raise NothingToChoose
    project.state, project.stop_reason = Project.State.WITHDRAWN, reason.strip()
    project.author, project.updated_at, project.version = by.public_id, now, project.version + 1
    project.save()
    content = {"project": project.ballot_id, "reason": project.stop_reason}
    record_call("participatory_budget.project_withdrawn", call, by, now, **content)
    index_projects([project])
    tell_authors_of_project(
        kind="participatory_budget.project_news", project=project, now=now, what="withdrawn", text=project.stop_reason
    )
    tell_of_project("participatory_budget.project_off_list", project, now=now)
    carry_change(call, now=now)
    return project
