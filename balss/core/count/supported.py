"""Projects with those who find them worth something: what Equal Shares counts with.

Costs, levels and weights are made whole numbers once, before the count (`Units`). Voters who find a project worth the
same are its *circle* of that level; ballots that only choose give each project one circle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from balss.core.count.election import Election
from balss.core.count.rules import Utility
from balss.core.count.utilities import levels, weight

EMPTY = 0

Holders = tuple[list[int], list[int]]  # purses, and how many hold each
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

    def holders(self, purse_of: PurseOf) -> Holders:
        """The purses that these voters hold, without the empty one, and how many hold each."""
        voters = np.bincount(purse_of.take(self.ballots), self._times)
        voters[EMPTY] = 0
        held = voters.nonzero()[0]
        return held.tolist(), voters[held].astype(int).tolist()


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
