"""Where the share of one ballot went: from the kept steps of the count and the receipt that its voter shows. Nothing of
the question is kept."""

from dataclasses import dataclass

from balss.box.models import Ballot as KeptBallot
from balss.box.queries import box_of
from balss.core.count import Ballot
from balss.core.count.own_ballot import own_ballot
from balss.core.count.trace import outcome_from
from balss.core.vote.receipt import BallotReceipt, check_ballot_receipt
from balss.participatory_budget.models import AreaCount, Call, Project
from balss.participatory_budget.queries.contests import contests_of, counted_election, rule_of
from balss.participatory_budget.queries.elections import election_of
from balss.participatory_budget.queries.results import cents


@dataclass(frozen=True)
class PaidFor:
    """A project that the ballot chose and that won. `paid_cents`: from the own share; None where no share paid for
    it."""

    project: Project
    paid_cents: int | None
    gave_last: bool


@dataclass(frozen=True)
class OwnShare:
    """`share_cents` and `left_cents` are None where no shares decided."""

    won: tuple[PaidFor, ...]
    lost: tuple[Project, ...]
    share_cents: int | None
    left_cents: int | None


class NotOfThisElection(Exception):
    """The receipt does not prove a ballot of this election."""


class Replaced(Exception):
    """Its voter put a later ballot in the place of the one on the receipt."""


def own_share(call: Call, receipt: BallotReceipt) -> OwnShare:
    """Raises NotOfThisElection, Replaced."""
    election, box = election_of(call.election_id), box_of(call.election_id)
    if election is None or box is None or receipt.ballot.election != str(call.election_id):
        raise NotOfThisElection
    if not all(check_ballot_receipt(receipt, election=box.published).values()):
        raise NotOfThisElection
    kept = KeptBallot.objects.filter(pk=receipt.ballot.key, box=box).first()
    if kept is None or kept.read().leaf != receipt.ballot.leaf:
        raise Replaced
    choices = receipt.ballot.choices
    contest = next(each for each in contests_of(election) if choices[0] in {project.id for project in each.projects})
    trace = AreaCount.objects.get(count=call.pk, number=contest.number).trace
    outcome = outcome_from(trace, counted_election(election, contest), rule_of(election))
    places = {project.id: place for place, project in enumerate(contest.projects)}
    own = own_ballot(outcome, Ballot(tuple(places[id_] for id_ in choices), receipt.ballot.points))
    shown = {each.ballot_id: each for each in call.projects.standing().select_related("call")}
    at = [shown[project.id] for project in contest.projects]
    paid = {each.project: each for each in own.contributions}
    won = tuple(
        PaidFor(at[place], cents(str(paid[place].paid)), paid[place].gave_last)
        if place in paid
        else PaidFor(at[place], None, gave_last=False)
        for place in own.won
    )
    return OwnShare(
        won,
        tuple(at[place] for place in own.lost),
        None if own.share is None else cents(str(own.share)),
        None if own.left is None else cents(str(own.left)),
    )
