"""Where the share of one ballot went: what its voter paid for, and what was left."""

from dataclasses import dataclass

from balss.core.count.amounts import Amount, simplest
from balss.core.count.ballots import BallotReader, Limits
from balss.core.count.election import Ballot, Election, NotCountable
from balss.core.count.outcome import Outcome, Stage
from balss.core.count.utilities import levels


class NotABallot(NotCountable):
    """What was given is no ballot of the election."""


@dataclass(frozen=True)
class Contribution:
    """`gave_last`: the voter had less than the price, and gave all that was left."""

    project: int
    paid: Amount
    gave_last: bool


@dataclass(frozen=True)
class OwnBallot:
    """`won` and `lost` are the projects that the ballot chose; `share`, `contributions` and `left` are of Equal Shares,
    and None or empty where another rule decided. What won and has no contribution was paid from what all had left."""

    won: tuple[int, ...]
    lost: tuple[int, ...]
    share: Amount | None
    contributions: tuple[Contribution, ...]
    left: Amount | None


def own_ballot(outcome: Outcome, ballot: Ballot) -> OwnBallot:
    selected = set(outcome.selected)
    won = tuple(place for place in ballot.choices if place in selected)
    lost = tuple(place for place in ballot.choices if place not in selected)
    if outcome.share is None or (outcome.comparison and outcome.comparison.greedy_taken):
        return OwnBallot(won, lost, None, (), None)
    level_of = dict(levels(ballot, outcome.rule.utility))
    left, contributions = outcome.share, []
    for step in outcome.steps:
        if step.stage is Stage.SHARES and step.purchase and step.project in level_of and left > 0:
            price = step.purchase.price * level_of[step.project]
            paid = min(price, left)
            contributions.append(Contribution(step.project, simplest(paid), gave_last=paid < price))
            left = simplest(left - paid)
    return OwnBallot(won, lost, outcome.share, tuple(contributions), left)


def ballot_of(election: Election, vote: str, points: str = "") -> Ballot:
    """The ballot that a file would write so: “5,7” and, where ballots have points, “2,1”. Raises NotABallot."""
    places = {project.id: place for place, project in enumerate(election.projects)}
    reader = BallotReader(election.ballot_type, places)
    return Ballot(*reader.read(vote, points, Limits(), NotABallot))
