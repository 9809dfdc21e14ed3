"""Correcting a published result: in the open, with its reason and the decision that it rests on, beside the old one.

What lies in a sealed box cannot change, and nobody knows whose ballots are whose: so a count is never made anew from
fewer ballots. Where a mistake is found, or a result is contested, the municipality decides and says so here; the count,
its steps and its files stay as they were published. Votes that were counted elsewhere can be corrected too.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balss.participatory_budget.models import Call, Correction, Project
from balss.participatory_budget.services.calls import locked, record_call, sign
from balss.participatory_budget.services.letters import tell_authors_of_project
from balss.participatory_budget.services.news import tell_of_call, tell_of_project
from balss.participatory_budget.services.refusals import Missing, NotInThatState
from balss.participatory_budget.services.results import Results, check_results, counts_here
from balss.participatory_budget.services.spreading import index_projects, spread
from balss.shared.permissions import Actor
from balss.shared.refusals import Refused

State = Project.State


class AlreadyBegun(Refused):
    """A project would no longer be chosen, but work on it has begun, or it was stopped."""

    def __init__(self, numbers: Sequence[str]) -> None:
        self.numbers = numbers
        super().__init__(numbers)

    @property
    def message(self) -> str:
        return _(
            "These projects were begun or stopped already and stay among the chosen: %(numbers)s. Stop a project that "
            "is not to be carried out, and say why."
        ) % {"numbers": ", ".join(self.numbers)}


class VotesStay(Refused):
    """Votes were cast and counted here."""

    @property
    def message(self) -> str:
        return _("The votes were cast and counted here and do not change; what was chosen can be corrected.")


@transaction.atomic
def correct_results(
    *, call: Call, results: Results, reason: str, decision: str, by: Actor, now: datetime
) -> Correction:
    """Publish a correction of the announced results; also one that changes nothing but explains. Authors of projects
    that are now chosen, or no longer, and followers are told.

    Raises NotAllowed, NotInThatState, Missing, VotesStay, ResultsDoNotFit, AlreadyBegun.
    """
    call = locked(call, by, now, Call.State.PUBLISHED)
    if call.results_announced_at is None:
        raise NotInThatState
    for name, words in (("reason", reason), ("decision", decision)):
        if not words.strip():
            raise Missing(Correction, name)
    standing = call.projects.standing().select_related("area", "category", "call", "idea__call")
    projects = {each.ballot_id: each for each in standing}
    votes_before = {ballot_id: each.votes for ballot_id, each in projects.items()}
    if counts_here(call) and (results.voters, dict(results.votes)) != (call.voters, votes_before):
        raise VotesStay
    check_results(call, results, projects)
    before = [each.ballot_id for each in sorted(projects.values(), key=lambda each: each.rank or 0) if each.is_chosen]
    added = [each for each in results.chosen if each not in before]
    removed = [each for each in before if each not in results.chosen]
    if begun := [each for each in removed if projects[each].state != State.CHOSEN]:
        raise AlreadyBegun(begun)
    correction = Correction.objects.create(
        call=call, reason=reason.strip(), decision=decision.strip(), added=added, removed=removed,
        voters_before=call.voters or 0, votes_before=votes_before if votes_before != dict(results.votes) else {},
        author=by.public_id, created_at=now, updated_at=now,
    )  # fmt: skip
    _write(projects, results, now)
    call.voters = results.voters
    sign(call, by, now)
    record_call(
        "participatory_budget.results_corrected", call, by, now, reason=correction.reason, decision=correction.decision,
        added=added, removed=removed, voters=results.voters, votes=dict(results.votes), chosen=list(results.chosen),
    )  # fmt: skip
    index_projects(list(projects.values()))
    spread(call, by=by, now=now)
    _tell(call, [projects[each] for each in (*added, *removed)], now)
    return correction


def _write(projects: dict[str, Project], results: Results, now: datetime) -> None:
    ranks = {ballot_id: rank for rank, ballot_id in enumerate(results.chosen, start=1)}
    for ballot_id, project in projects.items():
        project.votes, project.rank, project.updated_at = results.votes[ballot_id], ranks.get(ballot_id), now
        if (ballot_id in ranks) != project.is_chosen:
            project.is_chosen = ballot_id in ranks
            project.state = State.CHOSEN if project.is_chosen else State.NOT_CHOSEN
    Project.objects.bulk_update(projects.values(), ["votes", "rank", "is_chosen", "state", "updated_at"])


def _tell(call: Call, changed: Sequence[Project], now: datetime) -> None:
    for project in changed:
        tell_authors_of_project(
            kind="participatory_budget.results", project=project, now=now, is_chosen=bool(project.is_chosen)
        )
        what = "project_chosen" if project.is_chosen else "project_not_chosen"
        tell_of_project(f"participatory_budget.{what}", project, now=now)
    tell_of_call("participatory_budget.results_corrected", call, now=now)
