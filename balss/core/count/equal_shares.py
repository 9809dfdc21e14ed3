"""The Method of Equal Shares, exact (Peters, Skowron: Proportionality and the Limits of Welfarism, EC 2020; Peters,
Pierczyński, Skowron: Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021; equalshares.net).

Every voter has the same share of the money. A project can be bought if those who chose it have enough together; they
pay alike for each unit of its worth to them, and who has less gives all. In each round that project is bought whose
price for a unit of worth is the lowest; when none can be bought any more, the count ends.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from balss.core.count.purses import Price, Purses, Supported, Units

PRECISION = 96  # binary digits behind the point of the lower bounds by which projects wait for their turn


@dataclass(frozen=True)
class Round:
    """A project bought, and with which others it tied. Money in the currency's units, exact."""

    place: int
    price: Fraction
    rate: Fraction
    paid_in_full: int
    gave_last: int
    last_money: Fraction
    tied: tuple[int, ...]


Watch = Callable[[Purses, Price | None], None]


@dataclass
class Shares:
    """One election, ready to be counted with any share."""

    projects: Sequence[Supported]
    units: Units
    ranks: Sequence[int]
    ballots: int

    def rounds(self, share: Fraction, *, most: int | None = None, watch: Watch | None = None) -> list[Round]:
        """What is bought where every voter has `share`, in order. Once the winners cost more than `most` (in units of
        the count), the rest is not counted. `watch` sees the purses before each payment, and at the end with None."""
        purses = Purses(self.ballots, share, self.units)
        waiting = [(_bound(_first_price(project), 1), self.ranks[project.place], at)
                   for at, project in enumerate(self.projects)]  # fmt: skip
        heapify(waiting)
        rounds: list[Round] = []
        spent = 0
        while best := self._cheapest(purses, waiting):
            price, tied = best
            rounds.append(self._round(price, tied, purses))
            spent += price.project.cost
            if most is not None and spent > most:
                return rounds
            if watch:
                watch(purses, price)
            purses.pay(price)
        if watch:
            watch(purses, None)
        return rounds

    def _cheapest(self, purses: Purses, waiting: list[tuple[int, int, int]]) -> tuple[Price, list[int]] | None:
        """Take the next project out of `waiting`, with all that it tied with; what cannot be paid any more is dropped.

        Purses only get emptier, so a price never falls: what waits with a bound above the best price is not asked."""
        best: Price | None = None
        best_at, best_bound = 0, 0
        tied: list[int] = []
        asked: list[tuple[int, int, int]] = []
        while waiting and (best is None or waiting[0][0] <= best_bound):
            _, rank, at = heappop(waiting)
            price = purses.price(self.projects[at])
            if price is None:
                continue
            bound = _bound(price, purses.denominator)
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
        return best, tied

    def _round(self, price: Price, tied: list[int], purses: Purses) -> Round:
        money = purses.denominator * self.units.money
        voters = sum(sum(held.values()) for _, held in price.held)
        each = Fraction(price.rest * self.units.level, price.levels * money)
        return Round(
            place=price.project.place,
            price=each,
            rate=each * self.units.weight / price.project.weight,
            paid_in_full=voters - price.gave_last,
            gave_last=price.gave_last,
            last_money=Fraction(price.last_money, money),
            tied=tuple(self.projects[at].place for at in tied) if len(tied) > 1 else (),
        )


def _first_price(project: Supported) -> Price:
    """What no price of the project can be below: as if every supporter paid in full."""
    return Price(project, project.cost, project.total_level, (), 0, 0)


def _bound(price: Price, denominator: int) -> int:
    """A whole number that rises with the rate and is never above it."""
    return (price.rest << PRECISION) // (price.levels * price.project.weight * denominator)
