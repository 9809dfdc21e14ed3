"""Voters' money while a project after another is bought, exact and without a number for each voter.

Voters who paid for the same projects have the same money left, so money is kept by *purse*: a purse is what is left
after one history of payments, and each ballot points at its purse. There are far fewer purses than ballots (a few
hundred for tens of thousands), so a price is found from how many supporters hold each purse. Who gave the last money
holds purse 0, the empty one, for ever.

All money is whole numbers over one denominator, which grows with each price: nothing is ever rounded. A purse keeps
the number it got with the denominator of its day; `_grown` tells by how much to multiply it today.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from balss.core.count.amounts import Amount
from balss.core.count.election import Election
from balss.core.count.rules import Utility
from balss.core.count.utilities import levels, weight

EMPTY = 0

Holders = list[tuple[int, int]]  # purses, and how many hold each
PurseOf = npt.NDArray[np.int32]  # the number of the purse that each ballot's voter holds


class Circle:
    """Voters who find a project worth the same, by the places of their ballots in the list."""

    def __init__(self, level: int, ballots: Sequence[tuple[int, int]]) -> None:
        """`ballots` are pairs of the ballot's place and how many times it was cast."""
        self.level = level
        self.ballots = np.array([place for place, _ in ballots], np.intp)
        self.voters = sum(times for _, times in ballots)
        # numpy adds weights up as floats, which are exact for whole numbers up to 2 ** 53
        self._times = np.array([times for _, times in ballots], float) if self.voters > len(ballots) else None

    def holders(self, purse_of: PurseOf) -> list[tuple[int, int]]:
        """The purses that these voters hold, without the empty one, and how many hold each."""
        voters = np.bincount(purse_of[self.ballots], self._times)
        voters[EMPTY] = 0
        held = voters.nonzero()[0]
        return list(zip(held.tolist(), voters[held].astype(int).tolist(), strict=True))


@dataclass(frozen=True)
class Supported:
    """A project with the circles of its supporters. Costs and levels are whole numbers of the election's `Units`."""

    place: int
    cost: int
    weight: int
    circles: tuple[Circle, ...]

    @cached_property
    def total_level(self) -> int:
        return sum(circle.level * circle.voters for circle in self.circles)

    @cached_property
    def common_level(self) -> int:
        return lcm(*(circle.level for circle in self.circles))


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Units:
    """By what costs, levels and weights were multiplied to make them whole."""

    money: int
    level: int
    weight: int


def supported_projects(election: Election, utility: Utility) -> tuple[list[Supported], Units]:
    """The projects that somebody finds worth something."""
    by_level: list[dict[Any, list[tuple[int, int]]]] = [{} for _ in election.projects]
    for at, ballot in enumerate(election.ballots):
        for place, level in levels(ballot, utility):
            by_level[place].setdefault(level, []).append((at, ballot.times))
    money = lcm(*(Fraction(project.cost).denominator for project in election.projects))
    units = Units(
        money=money,
        level=lcm(*(Fraction(level).denominator for found in by_level for level in found)),
        weight=money if utility is Utility.COST else 1,
    )
    projects = [
        Supported(
            place,
            int(election.projects[place].cost * units.money),
            int(weight(election, utility, place) * units.weight),
            tuple(Circle(int(level * units.level), ballots) for level, ballots in sorted(found.items())),
        )
        for place, found in enumerate(by_level)
        if found
    ]
    return projects, units


class Purses:
    """The money of all voters, who begin with the same `share` each."""

    def __init__(self, ballots: int, share: Amount, units: Units) -> None:
        money = share * units.money
        self.purse_of = np.ones(ballots, np.int32)
        self.denominator = money.denominator
        self._money = [0, money.numerator]
        self._day = [0, 0]
        self._grown = [1]

    def price(self, project: Supported) -> Price | None:
        """What the project costs its supporters now; None where they have not enough."""
        held = tuple((circle, circle.holders(self.purse_of)) for circle in project.circles)
        rest = project.cost * self.denominator
        purses = self.by_poverty(project, held)
        levels = sum([voters * level for _, _, voters, level in purses])
        gave_last = last_money = 0
        for _, money, voters, level in purses:
            if rest * level <= money * levels:
                payers = sum([voters for _, _, voters, _ in purses]) - gave_last
                return Price(project, rest, levels, held, payers, gave_last, last_money)
            gives = money * voters
            rest -= gives
            last_money += gives
            levels -= level * voters
            gave_last += voters
        return None

    def pay(self, price: Price) -> None:
        """Every supporter pays the price, or the last money."""
        common = gcd(price.rest, price.levels)
        each, grown = price.rest // common, price.levels // common
        today = len(self._grown)
        for circle, held in price.held:
            cost = each * circle.level
            next_purse = np.zeros(len(self._money), self.purse_of.dtype)  # EMPTY, unless something is left
            for purse, _ in held:
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
        """These purses as they are now; later payments do not change them."""
        kept = copy(self)
        kept.purse_of, kept._grown = self.purse_of.copy(), self._grown.copy()
        kept._money, kept._day = self._money.copy(), self._day.copy()
        return kept

    @property
    def untouched(self) -> int:
        """What a voter has who paid nothing yet, over the denominator."""
        return self._money[1] * self._grown[0]

    def by_poverty(self, project: Supported, held: Iterable[tuple[Circle, Holders]]) -> list[tuple[int, int, int, int]]:
        """(money for the common level, money, voters, level) of each purse, those that give the last first; money over
        the denominator."""
        money, day, grown, common = self._money, self._day, self._grown, project.common_level
        purses = [
            (has * (common // circle.level), has, voters, circle.level)
            for circle, found in held
            for purse, voters in found
            for has in (money[purse] * grown[day[purse]],)
        ]
        purses.sort()
        return purses
