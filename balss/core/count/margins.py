"""How near a project came in a count of Equal Shares that did not buy it: at what cost, or with how many more voters,
it would have been bought with the same share.

While a project is not bought, it changes nothing for others. So one count tells for all losers at once: in each round
the winner has a rate, the money for a unit of worth. A loser would have been bought instead if its supporters could pay
its cost at that rate or a lower one; and at the end, if they had enough left. The best of all rounds is the margin.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from balss.core.count.amounts import Amount
from balss.core.count.equal_shares import Moment, Round, Shares
from balss.core.count.purses import Price, Purses, Supported


@dataclass
class Margin:
    """In units of the count. `cost`: bought at this whole cost or a lower one, and never at a higher one. `voters`:
    bought with so many more voters who give all to it, and never with fewer. `money`: what supporters had at the end.
    Where the tie order decides, one unit or voter more may be needed."""

    cost: int = 0
    voters: int | None = None
    money: Fraction = Fraction(0)

    def never(self, cost: int, more_voters: int) -> bool:
        """Whether the project is surely not bought at this cost and with so many more voters, one of which changed."""
        if more_voters:
            return self.voters is None or self.voters > more_voters
        return self.cost < cost

    def better(self, cost: int, voters: int | None) -> None:
        self.cost = max(self.cost, cost)
        self.voters = min((known for known in (self.voters, voters) if known is not None), default=None)


class Margins:
    """One count with one share: what was bought, and the margin of each project asked for."""

    def __init__(self, shares: Shares, share: Amount, places: Iterable[int], *, by_cost: bool, most_level: int) -> None:
        """`by_cost`: the utility is cost. `most_level`: that of one more voter, in units of the count."""
        asked = set(places)
        self._by_cost, self._most_level = by_cost, most_level
        moments: list[Moment] = []
        self.rounds: list[Round] = shares.rounds(share, moments=moments)
        self.of = {place: Margin() for place in asked}
        for project in shares.projects:
            if project.place in asked:
                self._look(self.of[project.place], project, moments)

    def _look(self, margin: Margin, project: Supported, moments: list[Moment]) -> None:
        """From the end back: the last rounds are nearest, and tell that earlier ones need no look."""
        for at, moment in enumerate(moments):
            if moment.winner and moment.winner.project is project:
                margin.better(project.cost, 0)
                moments = moments[:at]
                break
        for moment in reversed(moments):
            purses, winner = moment.purses, moment.winner
            if winner and self._too_far(margin, project, winner, purses):
                continue
            held = [(circle, circle.holders(purses.purse_of)) for circle in project.circles]
            found = purses.by_poverty(project, held)
            if winner is None:
                self._at_the_end(margin, project, purses, found)
            elif self._by_cost:
                self._by_worth_of_cost(margin, project, purses, found, winner)
            else:
                self._by_level(margin, project, purses, found, winner)

    def _too_far(self, margin: Margin, project: Supported, winner: Price, purses: Purses) -> bool:
        """Whether the round cannot be nearer than what is known, even if every supporter paid the price in full."""
        if margin.voters is None:
            return False
        denominator = purses.denominator * winner.levels * winner.project.weight
        each = winner.rest * (project.cost if self._by_cost else 1)
        paid, needed = each * project.total_level, project.cost * denominator
        more = min(purses.untouched * winner.levels * winner.project.weight, each * self._most_level)
        if self._by_cost:
            bought_cheaper = winner.rest * project.total_level > denominator
        else:
            bought_cheaper = paid // denominator > margin.cost
        return not bought_cheaper and needed - paid >= margin.voters * more

    def _at_the_end(
        self, margin: Margin, project: Supported, purses: Purses, found: list[tuple[int, int, int, int]]
    ) -> None:
        money = sum(has * voters for _, has, voters, _ in found)
        margin.money = Fraction(money, purses.denominator)
        margin.better(floor(margin.money), _ceiling(project.cost * purses.denominator - money, purses.untouched))

    def _by_level(
        self, margin: Margin, project: Supported, purses: Purses, found: list[tuple[int, int, int, int]], winner: Price
    ) -> None:
        """At the winner's rate each supporter pays for a level `rest / levels`, or the last money."""
        rest, levels = winner.rest, winner.levels
        paid = sum(min(has * levels, rest * level) * voters for _, has, voters, level in found)
        more = min(purses.untouched * levels, rest * self._most_level)
        denominator = purses.denominator * levels
        margin.better(paid // denominator, _ceiling(project.cost * denominator - paid, more))

    def _by_worth_of_cost(
        self, margin: Margin, project: Supported, purses: Purses, found: list[tuple[int, int, int, int]], winner: Price
    ) -> None:
        """A lower cost makes the project worth less too: at the winner's rate each supporter pays `rate · cost` or the
        last money. What they pay together, less the cost, bends down as the cost grows; the margin is where it is 0."""
        rest, levels = winner.rest, winner.levels * winner.project.weight
        denominator = purses.denominator * levels
        poor_money, rich = 0, sum(voters for _, _, voters, _ in found)
        for _, has, voters, _ in found:
            if (poor_money + has * rich) * rest < has * denominator:
                break
            poor_money += has * voters
            rich -= voters
        cost = poor_money * levels // (denominator - rest * rich) if poor_money else 0
        price, paid = rest * project.cost, 0
        for _, has, voters, _ in found:
            had = has * levels
            paid += (had if had < price else price) * voters
        more = min(purses.untouched * levels, price)
        margin.better(cost, _ceiling(project.cost * denominator - paid, more))


def _ceiling(needed: int, each: int) -> int | None:
    """How many more voters bring what is needed; None where they have nothing to bring."""
    return -(-needed // each) if each else None
