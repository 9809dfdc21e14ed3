"""The Method of Equal Shares, exact (Peters, Skowron: Proportionality and the Limits of Welfarism, EC 2020; Peters,
Pierczyński, Skowron: Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021; equalshares.net).

Every voter has the same share of the money. A project can be bought if those who chose it have enough together; they
pay alike for each unit of its worth to them, and who has less gives all. In each round that project is bought whose
price for a unit of worth is the lowest; when none can be bought any more, the count ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from heapq import heapify, heappop, heappush

from balss.core.count.amounts import Amount
from balss.core.count.purses import Price, Purses
from balss.core.count.supported import Circle, Supported, Units

PRECISION = 96  # binary digits behind the point of the lower bounds by which projects wait for their turn


@dataclass(frozen=True)
class Round:
    """A project bought, and with which others it tied. What it cost its voters is worked out when asked for, in the
    currency's units: a count with raised shares makes thousands of rounds, and few are looked at."""

    paid: Price
    denominator: int
    units: Units
    tied: tuple[int, ...]

    @property
    def place(self) -> int:
        return self.paid.project.place

    @property
    def price(self) -> Fraction:
        """What each paid for a level."""
        return Fraction(self.paid.rest * self.units.level, self.paid.levels * self.denominator * self.units.money)

    @property
    def rate(self) -> Fraction:
        """What a unit of worth cost."""
        return self.price * self.units.weight / self.paid.project.weight

    @property
    def gave_last(self) -> int:
        return self.paid.gave_last

    @property
    def paid_in_full(self) -> int:
        return self.paid.paid_in_full

    @property
    def last_money(self) -> Fraction:
        return Fraction(self.paid.last_money, self.denominator * self.units.money)


Entry = tuple[int, int, int]  # lower bound of the price, rank, place in the list of projects


@dataclass(frozen=True)
class Moment:
    """What there was before a round: the purses, the projects that wait, and the winner; None at the end."""

    purses: Purses
    waiting: list[Entry]
    winner: Price | None


@dataclass
class Shares:
    """One election, ready to be counted with any share."""

    projects: Sequence[Supported]
    units: Units
    ranks: Sequence[int]
    ballots: int

    def at(self, place: int) -> int | None:
        """Where the project stands among those that somebody chose."""
        return self._at.get(place)

    def circles_of(self, place: int) -> tuple[Circle, ...]:
        at = self._at.get(place)
        return () if at is None else self.projects[at].circles

    @cached_property
    def _at(self) -> dict[int, int]:
        return {project.place: at for at, project in enumerate(self.projects)}

    def rounds(self, share: Amount, *, most: int | None = None, moments: list[Moment] | None = None) -> list[Round]:
        """What is bought where every voter has `share`, in order. Once the winners cost more than `most` (in units of
        the count), the rest is not counted. `moments` gets what there was before each round and at the end."""
        waiting = [
            (lower_bound(first_price(project), 1), self.ranks[project.place], at)
            for at, project in enumerate(self.projects)
        ]
        heapify(waiting)
        return self.go_on(Purses(self.ballots, share, self.units), waiting, [], most, moments)

    def go_on(
        self,
        purses: Purses,
        waiting: list[Entry],
        rounds: list[Round],
        most: int | None,
        moments: list[Moment] | None = None,
    ) -> list[Round]:
        """`rounds` with those that follow. `purses` are paid from, and `waiting` is a heap that gets empty."""
        spent = sum(each.paid.project.cost for each in rounds)
        while True:
            kept = (purses.kept(), waiting.copy()) if moments is not None else None
            best = self._cheapest(purses, waiting)
            if kept and moments is not None:
                moments.append(Moment(*kept, best[0] if best else None))
            if best is None:
                return rounds
            price, tied = best
            rounds.append(Round(price, purses.denominator, self.units, tied))
            spent += price.project.cost
            if most is not None and spent > most:
                return rounds
            purses.pay(price)

    def _cheapest(self, purses: Purses, waiting: list[Entry]) -> tuple[Price, tuple[int, ...]] | None:
        """Take the next project out of `waiting`, with all that it tied with; what cannot be paid any more is dropped.

        Purses only get emptier, so a price never falls: what waits with a bound above the best price is not asked."""
        best: Price | None = None
        best_at, best_bound = 0, 0
        tied: list[int] = []
        asked: list[Entry] = []
        while waiting and (best is None or waiting[0][0] <= best_bound):
            _, rank, at = heappop(waiting)
            price = purses.price(self.projects[at])
            if price is None:
                continue
            bound = lower_bound(price, purses.denominator)
            if best is None or price.cheaper_than(best):
                best, best_at, best_bound, tied = price, at, bound, [at]
            elif price.equals(best):
                tied.append(at)
                if rank < self.ranks[best.project.place]:
                    best, best_at = price, at
            asked.append((bound, rank, at))
        if best is None:
            return None
        for entry in asked:
            if entry[2] != best_at:
                heappush(waiting, entry)
        return best, tuple(self.projects[at].place for at in tied) if len(tied) > 1 else ()


def first_price(project: Supported) -> Price:
    """What no price of the project can be below: as if every supporter paid in full."""
    return Price(project, project.cost, project.total_level, (), 0, 0, 0)


def lower_bound(price: Price, denominator: int) -> int:
    """A whole number that rises with the rate and is never above it."""
    return (price.rest << PRECISION) // (price.levels * price.project.weight * denominator)
