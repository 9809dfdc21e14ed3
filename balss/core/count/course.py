"""The course of a count of Equal Shares with one share, remembered, so that a change of one project can be followed.

A *change* makes one project cheaper or gives it more supporters (`change`). While the changed project is not bought, it
changes nothing for others: all goes as before up to its *turn*, the first round in which its supporters can pay for it
at the winner's rate or a lower one. Purses only get emptier, so a price asked before one round is a lower bound of its
price before all later ones, and rates of winners only rise: most rounds are passed without asking.

For the same reason nobody can win after a round whose supporters could not pay before it. What they still could pay is
the *reach* of the round: more than that and what was spent before, the winners cannot cost.
"""

from bisect import bisect_left
from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from heapq import heapify

from balss.core.count.amounts import Amount
from balss.core.count.equal_shares import Entry, Moment, Round, Shares, first_price, lower_bound
from balss.core.count.purses import Pockets, Price
from balss.core.count.supported import Supported

Turn = tuple[int, Price]  # the number of a round, and the price of the changed project in it
WinsTie = Callable[[int], bool]  # whether the changed project goes before another one at the same rate

MOST_KEPT = 96_000_000  # bytes, about


class Course:
    def __init__(self, shares: Shares, share: Amount) -> None:
        self._shares, self.share = shares, share
        self.moments: list[Moment] = []
        self.rounds = shares.rounds(share, moments=self.moments)
        self._rates = [lower_bound(each.paid, each.denominator) for each in self.rounds]
        self._payables: dict[int, list[Entry]] = {}
        self._asked, self._known = -1, dict[int, Pockets]()

    @cached_property
    def bought(self) -> frozenset[int]:
        return frozenset(each.place for each in self.rounds)

    @cached_property
    def spent(self) -> list[int]:
        """Before each round and at the end."""
        spent = [0]
        for each in self.rounds:
            spent.append(spent[-1] + each.paid.project.cost)
        return spent

    @property
    def size(self) -> int:
        """Bytes, about: each moment has purses by ballots and a list of projects."""
        return sum(4 * self._shares.ballots + 8 * len(moment.waiting) + 1000 for moment in self.moments)

    def turn(self, changed: Supported, wins_tie: WinsTie = lambda other: True) -> Turn | None:
        """None where it is not bought at all."""
        if not changed.circles:
            return None
        number, bound = 0, lower_bound(first_price(changed), 1)
        while number < len(self.moments):
            number = bisect_left(self._rates, bound, number)
            moment = self.moments[number]
            price = moment.purses.price(changed, self._pockets(number, changed))
            if price is None:
                return None
            winner = moment.winner
            if winner is None or price.cheaper_than(winner):
                return number, price
            if price.equals(winner) and (winner.project.place == changed.place or wins_tie(winner.project.place)):
                return number, price
            number, bound = number + 1, lower_bound(price, moment.purses.denominator)
        return None

    def rounds_from(self, turn: Turn, *, most: int | None = None) -> list[Round]:
        """What is bought where the changed project is bought in its turn. Others keep their order in ties."""
        number, price = turn
        purses = self.moments[number].purses.parted()
        rounds = [*self.rounds[:number], Round(price, purses.denominator, self._shares.units, ())]
        if most is not None and self.spent[number] + price.project.cost > most:
            return rounds
        purses.pay(price)
        waiting = [entry for entry in self._payable(number) if entry[2] != self._shares.at(price.project.place)]
        heapify(waiting)
        return self._shares.go_on(purses, waiting, rounds, most)

    def most_after(self, turn: Turn) -> int:
        """What the winners surely do not cost more than."""
        number, price = turn
        others = [self._shares.projects[at] for _, _, at in self._payable(number)]
        reach = sum([other.cost for other in others if other.place != price.project.place])
        return self.spent[number] + price.project.cost + reach

    def money_left(self, project: Supported) -> Fraction:
        """What its supporters have together at the end."""
        purses = self.moments[-1].purses
        return Fraction(purses.pockets(project.circles).money(), purses.denominator)

    def pockets(self, number: int, place: int) -> Pockets:
        """What the supporters of the unchanged project have before a round. Questions about one project follow each
        other, so the answers are kept until the next one is asked for."""
        if self._asked != place:
            self._asked, self._known = place, {}
        if number not in self._known:
            self._known[number] = self.moments[number].purses.pockets(self._shares.circles_of(place))
        return self._known[number]

    def _pockets(self, number: int, changed: Supported) -> Pockets:
        pockets = self.pockets(number, changed.place)
        for newcomers in changed.circles[len(pockets.held) :]:
            pockets = pockets.joined(newcomers, self.moments[number].purses.untouched)
        return pockets

    def _payable(self, number: int) -> list[Entry]:
        """The projects that were not bought before the round and whose supporters could pay before it, each with the
        bound of its price then."""
        if number not in self._payables:
            purses, payable = self.moments[number].purses, []
            for _, rank, at in self.moments[number].waiting:
                price = purses.price(self._shares.projects[at])
                if price:
                    payable.append((lower_bound(price, purses.denominator), rank, at))
            self._payables[number] = payable
        return self._payables[number]


class Courses:
    """The courses of one election with any share. Those last asked for are kept, as many as memory allows."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares
        self._kept: dict[Amount, Course] = {}
        self._size = 0

    def __getitem__(self, share: Amount) -> Course:
        course = self._kept.pop(share, None)
        if course is None:
            course = Course(self._shares, share)
            self._size += course.size
            while self._kept and self._size > MOST_KEPT:
                self._size -= self._kept.pop(next(iter(self._kept))).size
        self._kept[share] = course
        return course
