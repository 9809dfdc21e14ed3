"""With which changes losers get a turn at all, and at which change it is promising to begin the search.

With each share a loser has a *turn* (`course`) from some change on, and never with a smaller one. With the turn others
leave it *room*: what they do not spend of the budget. The promising change is the smallest that has both, a turn and
enough room, with one of the shares. It is only a guess, because winners of raised shares depend on all of them.

Shares are looked at from the highest down, and each only as far as it could better what is known; the least that a turn
needs is seldom sought out, because most shares are refuted by one question.
"""

from collections.abc import Callable
from math import ceil

from balss.core.count.amounts import Amount
from balss.core.count.change import Change, Varied
from balss.core.count.course import Course, Courses, Turn
from balss.core.count.equal_shares import Moment
from balss.core.count.nearest import fewest_voters, highest_cost
from balss.core.count.purses import Pockets
from balss.core.count.rules import Utility
from balss.core.count.smallest import Threshold


class Turns:
    def __init__(self, varied: Varied, courses: Courses, losers: list[int], first: Amount, last: Amount) -> None:
        """Shares are counted in steps of 1."""
        self._varied, self._courses, self._last = varied, courses, last
        self._election = varied.election
        self._ranked: Change | None = None
        self._ranks: list[int] = []
        self._unit = varied.shares.units.money
        self._budget = int(varied.election.budget * self._unit)
        self._thresholds: dict[tuple[int, bool, Amount], Threshold] = {}
        self._cheaper = {place: ceil(varied.election.projects[place].cost) for place in losers}
        self._voters: dict[int, int | None] = dict.fromkeys(losers)
        for step in reversed(range(int(last - first) + 1)):
            course = courses[first + step]
            for place in losers:
                self._look_cheaper(place, course)
                if place not in course.bought:
                    self._look_more_voters(place, course)

    def are_known(self, share: Amount) -> bool:
        """Whether the unchanged election can be counted with the share too."""
        return (share - self._last).denominator == 1

    def held_unchanged(self, share: Amount) -> bool:
        """Whether the winners of the unchanged election, with the share, cost no more than there is."""
        return share < self._last

    def first_with(self, change: Change, share: Amount, last: Amount) -> Amount:
        """The share before the first one with a turn; `last` where there is none before it."""
        while share < last and self._surely_none(change, share) and self._surely_none(change, share + 1):
            share += 1
        return share

    def _surely_none(self, change: Change, share: Amount) -> bool:
        return self.are_known(share) and not self.has_turn(change, share)

    def promising_cheaper(self, place: int) -> int:
        return self._cheaper[place]

    def promising_voters(self, place: int) -> int:
        return self._voters[place] or 1

    def has_turn(self, change: Change, share: Amount) -> bool:
        """Whether the changed project could be bought with the share, ties won."""
        return self._threshold(change, share).wins(
            change.more_voters or change.cheaper,
            lambda _: self._courses[share].turn(self._varied.project(change)) is not None,
        )

    def _threshold(self, change: Change, share: Amount) -> Threshold:
        return self._thresholds.setdefault((change.place, bool(change.more_voters), share), Threshold())

    def turn(self, change: Change, share: Amount) -> Turn | None:
        """The turn in which it is bought, with ties broken by the order of the changed election."""

        def wins_tie(other: int) -> bool:
            if self._ranked != change:
                self._ranked, self._ranks = change, self._varied.rule.ties_by.ranks(change.of(self._election))
            return self._ranks[change.place] < self._ranks[other]

        return self._courses[share].turn(self._varied.project(change), wins_tie)

    def _look_cheaper(self, place: int, course: Course) -> None:
        """What is best is where getting cheaper gives it a turn and fits the room: the larger of the two."""
        project, known, unit = self._varied.project(Change(place)), self._cheaper[place], self._unit
        by_cost = self._varied.rule.utility is Utility.COST

        def nearest(moment: Moment, pockets: Pockets) -> int:
            return max(0, -((highest_cost(moment, project, pockets, by_cost=by_cost) - project.cost) // unit))

        most = min(known, ceil(self._election.projects[place].cost) - 1)
        least = self._least(course, lambda less: Change(place, cheaper=less), nearest, most)
        if least is not None and least < known:
            turn = self.turn(Change(place, cheaper=least), course.share)
            rounds = course.rounds_from(turn) if turn else course.rounds
            room = self._budget - sum(each.paid.project.cost for each in rounds if each.place != place)
            self._cheaper[place] = min(known, max(least, -((room - project.cost) // unit)))

    def _look_more_voters(self, place: int, course: Course) -> None:
        """As few as give it a turn, if then there is room."""
        project, known, level = self._varied.project(Change(place)), self._voters[place], self._varied.level
        if not level or not course.share:
            return

        def nearest(moment: Moment, pockets: Pockets) -> int:
            return fewest_voters(moment, project, pockets, level)

        alone = int(-(-project.cost // (course.share * self._unit)))  # so many pay all, and need nobody else
        most = alone if known is None else min(known, alone)
        least = self._least(course, lambda more: Change(place, more_voters=more), nearest, most)
        if least and least != known and self._has_room(Change(place, more_voters=least), course):
            self._voters[place] = least

    def _least(
        self, course: Course, changed: Callable[[int], Change], nearest: Callable[[Moment, Pockets], int], most: int
    ) -> int | None:
        """The least change that gives a turn, if that is not more than `most`. Each turn tells the least for its own
        round; whether less would do in another round is asked anew."""
        threshold = self._threshold(changed(1), course.share)
        turn = course.turn(self._varied.project(changed(most)))
        if turn is None:
            threshold.lost = most
            return None
        least = most
        while turn:
            number, price = turn
            least = nearest(course.moments[number], course.pockets(number, price.project.place))
            turn = course.turn(self._varied.project(changed(least - 1))) if least else None
        threshold.lost, threshold.won = least - 1, least
        return least

    def _has_room(self, change: Change, course: Course) -> bool:
        turn = self.turn(change, course.share)
        if turn is None:
            return course.spent[-1] + self._varied.project(change).cost <= self._budget
        if course.most_after(turn) <= self._budget:
            return True
        rounds = course.rounds_from(turn, most=self._budget)
        return sum(each.paid.project.cost for each in rounds) <= self._budget
