"""What a project is worth to a voter, by each utility."""

from collections.abc import Iterator, Sequence

from balss.core.count.amounts import Amount
from balss.core.count.election import Ballot, Election
from balss.core.count.rules import Utility


def levels(ballot: Ballot, utility: Utility) -> Iterator[tuple[int, Amount]]:
    """Each chosen project with its level: 1, the points given, or how many projects the ballot places below it.
    By cost, a project of level 1 is worth its cost (`weight`). Projects of level 0 are left out."""
    if utility is Utility.POINTS:
        yield from zip(ballot.choices, ballot.points, strict=True)
    elif utility is Utility.BORDA:
        points = ballot.points or range(len(ballot.choices), 0, -1)
        yield from ((place, given - 1) for place, given in zip(ballot.choices, points, strict=True) if given > 1)
    else:
        for place in ballot.choices:
            yield place, 1


def weight(election: Election, utility: Utility, place: int) -> Amount:
    """What one level of the project is worth."""
    return election.projects[place].cost if utility is Utility.COST else 1


def total_utilities(election: Election, utility: Utility) -> Sequence[Amount]:
    """For each project, what it is worth to all voters together."""
    votes, scores = election.votes, election.scores
    if utility is Utility.COST:
        return [count * project.cost for count, project in zip(votes, election.projects, strict=True)]
    if utility is Utility.BORDA:
        return [score - count for score, count in zip(scores, votes, strict=True)]
    return scores if utility is Utility.POINTS else votes
