"""Voters' money while a project after another is bought, exact and without a number for each voter.

Voters who paid for the same projects have the same money left, so money is kept by *purse*: a purse is what is left
after one history of payments, and each ballot points at its purse. There are far fewer purses than ballots (a few
hundred for tens of thousands), so a price is found from how many supporters hold each purse. Who gave the last money
holds purse 0, the empty one, for ever.

All money is whole numbers over one denominator, which grows with each price: nothing is ever rounded. A purse keeps
the number it got with the denominator of its day; `_grown` tells by how much to multiply it today.
"""

from bisect import insort
from copy import copy
from dataclasses import dataclass
from math import gcd, lcm

import numpy as np

from balss.core.count.amounts import Amount
from balss.core.count.supported import Circle, Holders, Supported, Units

UNTOUCHED = 1

Pocket = tuple[int, int, int]  # money for `common` levels over the denominator, and how many levels and voters have it


@dataclass(slots=True)
class Pockets:
    """What the supporters of a project have, whatever it costs, without those whose purse is empty. `held`: how many
    hold each purse, by circle. `common`: a level that all levels divide. `poorest`: the pockets of voters who have
    alike for each level, those that give the last first. `levels`: of all together."""

    held: tuple[tuple[Circle, Holders], ...]
    common: int
    poorest: list[Pocket]
    levels: int

    def money(self) -> int:
        return sum([has * levels for has, levels, _ in self.poorest]) // self.common

    def joined(self, circle: Circle, money: int) -> "Pockets":
        """With more supporters, who have paid nothing yet and have so much each."""
        common = lcm(self.common, circle.level)
        larger = common // self.common
        poorest = [(has * larger, levels, voters) for has, levels, voters in self.poorest]
        levels = circle.level * circle.voters
        insort(poorest, (money * (common // circle.level), levels, circle.voters))
        return Pockets((*self.held, (circle, ([UNTOUCHED], [circle.voters]))), common, poorest, self.levels + levels)


@dataclass(slots=True)
class Price:
    """What a project costs its supporters now: for each level `rest / levels`, over the denominator of the purses,
    after `gave_last` voters with too little gave all their `last_money`. `paid_in_full`: the other voters. `held`: how
    many hold each purse, by circle."""

    project: Supported
    rest: int
    levels: int
    held: tuple[tuple[Circle, Holders], ...]
    paid_in_full: int
    gave_last: int
    last_money: int

    def cheaper_than(self, other: "Price") -> bool:
        return self._across(other) < other._across(self)

    def equals(self, other: "Price") -> bool:
        return self._across(other) == other._across(self)

    def _across(self, other: "Price") -> int:
        return self.rest * other.levels * other.project.weight


class Purses:
    """The money of all voters, who begin with the same `share` each."""

    def __init__(self, ballots: int, share: Amount, units: Units) -> None:
        money = share * units.money
        self.purse_of = np.full(ballots, UNTOUCHED, np.int32)
        self.denominator = money.denominator
        self._money = [0, money.numerator]
        self._day = [0, 0]
        self._grown = [1]
        self._known = 2  # how many purses there were when these were kept

    def price(self, project: Supported, pockets: Pockets | None = None) -> Price | None:
        """What the project costs its supporters now; None where they have not enough. `pockets` of its circles, where
        they are known."""
        pockets = pockets or self.pockets(project.circles)
        cost, levels = project.cost * self.denominator * pockets.common, pockets.levels
        rest, gave_last = cost, 0
        for has, of_levels, voters in pockets.poorest:
            if rest <= has * levels:
                paid_in_full = sum([each[2] for each in pockets.poorest]) - gave_last
                common, last = pockets.common, cost - rest
                return Price(project, rest // common, levels, pockets.held, paid_in_full, gave_last, last // common)
            rest -= has * of_levels
            levels -= of_levels
            gave_last += voters
        return None

    def pockets(self, circles: tuple[Circle, ...]) -> Pockets:
        money, day, grown = self._money, self._day, self._grown
        common = lcm(*[circle.level for circle in circles])
        held, poorest = [], []
        for circle in circles:
            holders, level = circle.holders(self.purse_of), circle.level
            larger = common // level
            held.append((circle, holders))
            poorest += [
                (money[purse] * grown[day[purse]] * larger, voters * level, voters)
                for purse, voters in zip(*holders, strict=True)
            ]
        poorest.sort()
        return Pockets(tuple(held), common, poorest, sum([levels for _, levels, _ in poorest]))

    def pay(self, price: Price) -> None:
        """Every supporter pays the price, or the last money."""
        common = gcd(price.rest, price.levels)
        each, grown = price.rest // common, price.levels // common
        today = len(self._grown)
        for circle, (held, _) in price.held:
            cost = each * circle.level
            next_purse = np.zeros(len(self._money), self.purse_of.dtype)  # EMPTY, unless something is left
            for purse in held:
                left = self._money[purse] * self._grown[self._day[purse]] * grown - cost
                if left > 0:
                    next_purse[purse] = len(self._money)
                    self._money.append(left)
                    self._day.append(today)
            self.purse_of[circle.ballots] = next_purse[self.purse_of[circle.ballots]]
        self._grown = [factor * grown for factor in self._grown]
        self._grown.append(1)
        self.denominator *= grown

    def kept(self) -> "Purses":
        """These purses as they are now, to be asked for prices: later payments only add purses to the list."""
        kept = copy(self)
        kept.purse_of, kept._grown, kept._known = self.purse_of.copy(), self._grown.copy(), len(self._money)
        return kept

    def parted(self) -> "Purses":
        """Kept purses with a list of their own, from which others can be paid than were paid before."""
        parted = self.kept()
        parted._money, parted._day = self._money[: self._known], self._day[: self._known]
        return parted

    @property
    def untouched(self) -> int:
        """What a voter has who paid nothing yet, over the denominator."""
        return self._money[UNTOUCHED] * self._grown[0]
