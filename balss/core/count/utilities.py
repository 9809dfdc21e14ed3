"""What a project is worth to a voter, by each utility."""

from collections.abc import Iterator

from balss.core.count.amounts import Amount
from balss.core.count.election import Ballot, Election
from balss.core.count.rules import Utility


def levels(ballot: Ballot, utility: Utility) -> Iterator[tuple[int, Amount]]:
    """Each chosen project with its level: 1, the points given, or how many projects the ballot places below it.
    By cost, a project of level 1 is worth its cost (`weight`). Projects of level 0 are left out."""
    if utility is Utility.POINTS:
        yield from zip(ballot.choices, ballot.points, strict=True)
    elif utility is Utility.BORDA:
        yield from zip(ballot.choices[:-1], range(len(ballot.choices) - 1, 0, -1), strict=True)
    else:
        for place in ballot.choices:
            yield place, 1


def weight(election: Election, utility: Utility, place: int) -> Amount:
    """What one level of the project is worth."""
    return election.projects[place].cost if utility is Utility.COST else 1


def total_utilities(election: Election, utility: Utility) -> list[Amount]:
    """For each project, what it is worth to all voters together."""
    totals: list[Amount] = [0] * len(election.projects)
    for ballot in election.ballots:
        for place, level in levels(ballot, utility):
            totals[place] += level * ballot.times
    return [total * weight(election, utility, place) for place, total in enumerate(totals)]


def utility_of(election: Election, utility: Utility, ballot: Ballot, winners: frozenset[int]) -> Amount:
    """What a set of winners is worth to who cast the ballot."""
    return sum(
        (level * weight(election, utility, place) for place, level in levels(ballot, utility) if place in winners),
        start=0,
    )
