"""Equal Shares with shares raised by one unit of money at a time, as cities that use the method count (Wieliczka 2023,
Aarau 2023, Świecie 2023, Assen 2024; equalshares.net, “completion by increasing the budget”).

With fixed shares much money stays unspent, because supporters of no project have enough left together. So every voter
is given one unit more and all is counted anew, again and again, until the winners would cost more than there is; the
last count before that holds. Winners may change on the way: the count does not end where nothing more fits, unless
asked.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from balss.core.count.amounts import Amount
from balss.core.count.election import Election
from balss.core.count.equal_shares import Round, Shares
from balss.core.count.rules import Rule, Start, Until


@dataclass
class Raised:
    """The count that holds, the share of every voter in it, and the ties of all counts: (projects, first) by times."""

    rounds: list[Round]
    share: Amount
    raises: int = 0
    ties: Counter[tuple[tuple[int, ...], int]] = field(default_factory=Counter)


def exact_share(election: Election) -> Fraction:
    """The money divided by the voters."""
    return Fraction(election.budget) / election.voters if election.voters else Fraction(0)


def first_share(election: Election, rule: Rule) -> Amount:
    exact = exact_share(election)
    return exact if rule.start is Start.EXACT else floor(exact)


@dataclass(frozen=True)
class Raising:
    """When to end: before the winners would cost more than there is, and where every project that somebody chose is
    bought, because more money would change nothing; with `Until.EXHAUSTED` also where nothing more fits. `costs`: by
    place, in units of the count, as the budget."""

    budget: int
    costs: Mapping[int, int]
    until: Until

    @classmethod
    def of(cls, shares: Shares, election: Election, rule: Rule) -> "Raising":
        costs = {project.place: project.cost for project in shares.projects}
        return cls(int(election.budget * shares.units.money), costs, rule.until)

    def is_over(self, rounds: list[Round]) -> bool:
        return self._spent(rounds) > self.budget

    def is_last(self, rounds: list[Round]) -> bool:
        """Of a count that is not over."""
        missing = self.costs.keys() - {each.place for each in rounds}
        if not missing or self.until is Until.OVER:
            return not missing
        return min(self.costs[place] for place in missing) > self.budget - self._spent(rounds)

    def _spent(self, rounds: list[Round]) -> int:
        return sum([self.costs[each.place] for each in rounds])


def raise_shares(shares: Shares, election: Election, rule: Rule) -> Raised:
    raising = Raising.of(shares, election, rule)
    held = Raised([], first_share(election, rule))
    share, raises = held.share, 0
    while True:
        rounds = shares.rounds(share, most=raising.budget)
        note_ties(held.ties, rounds)
        if raising.is_over(rounds):
            return held
        held.rounds, held.share, held.raises = rounds, share, raises
        if raising.is_last(rounds):
            return held
        share, raises = share + 1, raises + 1


def note_ties(ties: Counter[tuple[tuple[int, ...], int]], rounds: list[Round]) -> None:
    for each in rounds:
        if each.tied:
            ties[tuple(sorted(each.tied)), each.place] += 1
