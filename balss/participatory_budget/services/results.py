"""The results of a vote: taken from the count, announced once, with which the clocks of carrying out begin.

Votes that were counted elsewhere are entered; where votes were cast here, nothing but their count can be announced.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balss.box.models import BallotBox
from balss.box.services import show_ballots
from balss.participatory_budget.models import AreaCount, Ballot, Call, Count, Phase, Project
from balss.participatory_budget.services.calls import locked, record_call, sign
from balss.participatory_budget.services.letters import tell_authors_of_project
from balss.participatory_budget.services.news import tell_of_call, tell_of_project
from balss.participatory_budget.services.refusals import NotInThatState
from balss.participatory_budget.services.spreading import index_projects, spread
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.voting.models import Election


@dataclass(frozen=True)
class Results:
    """What a count gives: votes (or points) by `Project.ballot_id`, the chosen in the order of selection, how many
    voted."""

    voters: int
    votes: Mapping[str, int]
    chosen: Sequence[str]


class ResultsDoNotFit(Refused):
    """They name other projects than the list, or choose for more money than there is."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    @property
    def message(self) -> str:
        return _("These results do not fit the list of projects: %(why)s.") % {"why": self.why}


class CountedHere(Refused):
    """Votes were cast here, and only their count can be announced."""

    @property
    def message(self) -> str:
        return _(
            "People voted here, so results are not entered by hand: publish the count that the service made. It is "
            "there within minutes after the ballot box was sealed."
        )


class NotCounted(Refused):
    """The box is not sealed yet, or the count not made."""

    @property
    def message(self) -> str:
        return _("The votes are not counted yet. The count is made within minutes after the ballot box was sealed.")


@transaction.atomic
def announce_results(*, call: Call, results: Results, by: Actor, now: datetime) -> Call:
    """Tell what was chosen by votes that were counted elsewhere, once and for good, after voting has closed. Authors
    and followers are told.

    Raises NotAllowed, NotInThatState, CountedHere, ResultsDoNotFit.
    """
    call = _to_be_announced(call, by, now)
    if counts_here(call):
        raise CountedHere
    return _announce(call, results, by, now)


@transaction.atomic
def publish_count(*, call: Call, by: Actor, now: datetime) -> Call:
    """Announce what the count of the votes cast here gave, and let everybody get the ballots of those areas where they
    betray nobody. Raises NotAllowed, NotInThatState, NotCounted."""
    call = _to_be_announced(call, by, now)
    count = Count.objects.filter(call=call).first()
    if count is None:
        raise NotCounted
    areas = list(count.areas.all())
    results = Results(
        voters=count.voters,
        votes={id_: votes for area in areas for id_, votes in area.trace["votes"].items()},
        chosen=[id_ for area in areas for id_ in area.trace["selected"]],
    )
    call = _announce(call, results, by, now)
    transaction.on_commit(lambda: show_counted_ballots(call))
    return call


def show_counted_ballots(call: Call) -> None:
    """Let everybody get the ballots of a published count. Repeatable: the job asks it too."""
    shown = AreaCount.objects.filter(count=call.pk, shows_ballots=True).select_related("area")
    numbers = {str(each.area.number) for each in shown if each.area is not None}
    if any(each.area is None for each in shown):
        numbers = {str(number) for number in call.areas.values_list("number", flat=True)}
    show_ballots(election=call.election_id, areas=numbers)


def show_announced(*, by: Actor, now: datetime) -> None:
    """Show the ballots of announced counts of which a process that died did not. Repeatable. Raises NotAllowed."""
    require(by, "participatory_budget.count", None, now)
    announced = Count.objects.filter(call__results_announced_at__isnull=False).select_related("call")
    by_election = {each.call.election_id: each.call for each in announced}
    waiting = BallotBox.objects.filter(pk__in=by_election, shown_areas__isnull=True)
    for box in waiting:
        show_counted_ballots(by_election[box.pk])


def counts_here(call: Call) -> bool:
    """Whether votes were or may have been cast in the room of voting: it stands, and was not counted as empty."""
    stands = Election.objects.filter(pk=call.election_id, called_off_date=None).exists()
    return stands and not Count.objects.filter(call=call, voters=0).exists()


def _to_be_announced(call: Call, by: Actor, now: datetime) -> Call:
    call = locked(call, by, now, Call.State.PUBLISHED)
    if call.phase(now) != Phase.COUNTING:
        raise NotInThatState
    return call


def _announce(call: Call, results: Results, by: Actor, now: datetime) -> Call:
    standing = call.projects.standing().select_related("area", "category", "call")
    projects = {each.ballot_id: each for each in standing}
    check_results(call, results, projects)
    ranks = {ballot_id: rank for rank, ballot_id in enumerate(results.chosen, start=1)}
    for ballot_id, project in projects.items():
        project.votes, project.rank = results.votes[ballot_id], ranks.get(ballot_id)
        project.is_chosen = ballot_id in ranks
        project.state = Project.State.CHOSEN if project.is_chosen else Project.State.NOT_CHOSEN
        project.updated_at = now
    Project.objects.bulk_update(projects.values(), ["votes", "rank", "is_chosen", "state", "updated_at"])
    call.results_announced_at, call.voters = now, results.voters
    sign(call, by, now)
    record_call(
        "participatory_budget.results_announced", call, by, now,
        voters=results.voters, votes=dict(results.votes), chosen=list(results.chosen),
    )  # fmt: skip
    index_projects(list(projects.values()))
    spread(call, by=by, now=now)
    for project in projects.values():
        tell_authors_of_project(
            kind="participatory_budget.results", project=project, now=now, is_chosen=project.is_chosen
        )
        what = "project_chosen" if project.is_chosen else "project_not_chosen"
        tell_of_project(f"participatory_budget.{what}", project, now=now)
    tell_of_call("participatory_budget.results_published", call, now=now)
    return call


def check_results(call: Call, results: Results, projects: Mapping[str, Project]) -> None:
    """Whether they name these projects, and choose for no more than there is. Raises ResultsDoNotFit."""
    if set(results.votes) != set(projects):
        odd = sorted(set(results.votes) ^ set(projects))
        raise ResultsDoNotFit(_("votes are given for others, or missing: %(ids)s") % {"ids": ", ".join(odd)})
    if len(set(results.chosen)) != len(results.chosen) or not set(results.chosen) <= set(projects):
        raise ResultsDoNotFit(_("a project is chosen that is not on the list, or twice"))
    most = Ballot.objects.filter(call=call).values_list("most_winners", flat=True).first()
    for area in call.areas.all():
        cost = sum(projects[each].cost_cents for each in results.chosen if projects[each].area_id == area.pk)
        if cost > area.money_cents:
            raise ResultsDoNotFit(_("the chosen projects cost more than there is: %(area)s") % {"area": area.name})
        if most and sum(projects[each].area_id == area.pk for each in results.chosen) > most:
            raise ResultsDoNotFit(_("more projects are chosen than can win: %(area)s") % {"area": area.name})
    for category in call.categories.exclude(most_cents=None):
        cost = sum(projects[each].cost_cents for each in results.chosen if projects[each].category_id == category.pk)
        if category.most_cents is not None and cost > category.most_cents:
            raise ResultsDoNotFit(
                _("the chosen projects cost more than their category may: %(category)s") % {"category": category.name}
            )
