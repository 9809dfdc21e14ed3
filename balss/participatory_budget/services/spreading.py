"""Where else a call is shown: in the one feed of opportunities while one can propose and vote, and in the search."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import translation

from balss.participation.models import OpportunityKind
from balss.participation.services import Announcement, announce, retract
from balss.participatory_budget.models import Call, Idea, Project
from balss.plan.services import recount
from balss.search.services import index
from balss.shared.permissions import Actor

ORIGIN = "participatory_budget"
CALLS = "participatory_budget.call"
IDEAS = "participatory_budget.idea"
PROJECTS = "participatory_budget.project"


def spread(call: Call, *, by: Actor, now: datetime) -> None:
    """Show what a call is now wherever it is shown; in the transaction of the change, after it is written.

    It stands in the feed as two opportunities: to propose, and, once the list of projects is public, to vote.
    """
    index(CALLS, [call.slug])
    recount(now=now, room=ORIGIN)
    keys = {kind: f"{call.slug}/{kind}" for kind in (OpportunityKind.BUDGET_IDEAS, OpportunityKind.BUDGET_VOTE)}
    if call.state == Call.State.CANCELLED:
        for key in keys.values():
            retract(origin=ORIGIN, key=key, reason=call.cancel_reason, now=now)
        return
    with translation.override("lv"):
        announce(_announcement(call, OpportunityKind.BUDGET_IDEAS, keys[OpportunityKind.BUDGET_IDEAS]), by=by, now=now)
        if call.projects_published_at is not None:
            vote = _announcement(call, OpportunityKind.BUDGET_VOTE, keys[OpportunityKind.BUDGET_VOTE])
            announce(vote, by=by, now=now)


def index_idea(idea: Idea) -> None:
    """An idea's words in the search, once it is handed in."""
    index_ideas([idea])


def index_ideas(ideas: Iterable[Idea]) -> None:
    index(IDEAS, [f"{each.call.slug}/{each.number}" for each in ideas])


def index_projects(projects: Iterable[Project]) -> None:
    index(PROJECTS, [f"{each.call.slug}/{each.number}" for each in projects])


def _announcement(call: Call, kind: OpportunityKind, key: str) -> Announcement:
    votes = kind == OpportunityKind.BUDGET_VOTE
    opens_at = call.voting_opens_at if votes else call.ideas_open_at
    assert opens_at is not None  # noqa: S101  (a constraint)
    territory = call.institution.territory
    return Announcement(
        origin=ORIGIN,
        key=key,
        kind=kind,
        institution=call.institution,
        title=call.title,
        summary=call.summary,
        address=reverse("participatory_budget:call", args=[call.slug]),
        opens_at=opens_at,
        closes_at=call.voting_closes_at if votes else call.ideas_close_at,
        offline=call.offline,
        contact=call.contact,
        answers_by_date=call.results_by_date,
        language=call.language,
        territories=[territory] if territory else [],
    )
