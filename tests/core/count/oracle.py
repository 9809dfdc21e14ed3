"""The rules as their papers say them, slowly: every voter for himself, everything a fraction, nothing remembered."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from balss.core.count import Ballot, BallotType, Election
from balss.core.count.rules import Utility

Worth = Callable[[int, int], Fraction]  # what a project is worth to a voter


def voters_of(election: Election) -> list[Ballot]:
    return [ballot for ballot in election.ballots for _ in range(ballot.times)]


def worth_of(election: Election, utility: Utility) -> Worth:
    voters = voters_of(election)

    def worth(voter: int, place: int) -> Fraction:
        ballot = voters[voter]
        if place not in ballot.choices:
            return Fraction(0)
        at = ballot.choices.index(place)
        return Fraction(
            {
                Utility.COST: lambda: election.projects[place].cost,
                Utility.CARDINALITY: lambda: 1,
                Utility.POINTS: lambda: ballot.points[at],
                Utility.BORDA: lambda: len(ballot.choices) - at - 1,
            }[utility]()
        )

    return worth


def equal_shares(election: Election, utility: Utility, ranks: list[int], share: Fraction) -> list[int]:
    """A project is rho-affordable if the sum over voters of min(money, rho times worth) is its cost; in each round the
    one with the smallest rho is bought."""
    worth = worth_of(election, utility)
    voters = range(election.voters)
    money = [share] * election.voters
    bought: list[int] = []
    while True:
        affordable = {}
        for place, project in enumerate(election.projects):
            rho = _rho(project.cost, place, voters, money, worth)
            if place not in bought and rho is not None:
                affordable[place] = rho
        if not affordable:
            return bought
        place = min(affordable, key=lambda place: (affordable[place], ranks[place]))
        bought.append(place)
        money = [money[i] - min(money[i], affordable[place] * worth(i, place)) for i in voters]


def _rho(cost: Fraction | int, place: int, voters: range, money: list[Fraction], worth: Worth) -> Fraction | None:
    """The smallest rho at which all pay the cost; between neighbours of money / worth the sum is a straight line."""
    supporters = [i for i in voters if worth(i, place) > 0]
    for rho in sorted({money[i] / worth(i, place) for i in supporters}):
        if sum(min(money[i], rho * worth(i, place)) for i in supporters) >= cost:
            poor = [i for i in supporters if money[i] < rho * worth(i, place)]
            rich_worth = sum(worth(i, place) for i in supporters if i not in poor)
            return (cost - sum(money[i] for i in poor)) / rich_worth
    return None


def raised(election: Election, utility: Utility, ranks: list[int]) -> tuple[list[int], Fraction]:
    """Every share one more, until that would cost too much or everything wanted is bought."""
    wanted = {place for ballot in election.ballots for place in ballot.choices}
    share = Fraction(election.budget // election.voters)
    held: list[int] = []
    while True:
        bought = equal_shares(election, utility, ranks, share)
        if sum(election.projects[place].cost for place in bought) > election.budget:
            return held, share - 1
        held, share = bought, share + 1
        if set(bought) == wanted:
            return held, share - 1


def greedy(election: Election, ranks: list[int], *, skip: bool, most: int = 99) -> list[int]:
    left, chosen = election.budget, []
    for place in sorted(range(len(election.projects)), key=lambda place: (-_score(election, place), ranks[place])):
        cost = election.projects[place].cost
        if len(chosen) == most:
            break
        if cost <= left:
            chosen.append(place)
            left -= cost
        elif not skip:
            break
    return chosen


def _score(election: Election, place: int) -> Fraction:
    return sum((Fraction(points) for points in _points(election, place)), Fraction(0))


def _points(election: Election, place: int) -> Iterator[Fraction | int]:
    for ballot in voters_of(election):
        if place in ballot.choices:
            at = ballot.choices.index(place)
            ranking = len(ballot.choices) - at if election.ballot_type is BallotType.ORDINAL else 1
            yield ballot.points[at] if ballot.points else ranking
