"""Seeks the smallest change with which a loser of Equal Shares wins, by counting anew.

Where shares are raised, a whole count is one with each of a hundred shares. What a change does shows mostly near the
share that held, so the search first counts there; what it finds is then confirmed by whole counts. These pass what
cannot matter: shares with which the project has no turn, or with which the winners surely cost no more than there is
(`changed_count`).
"""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from balss.core.count.amounts import Amount
from balss.core.count.change import Change, Varied
from balss.core.count.changed_count import ChangedCount
from balss.core.count.counting import shares_of
from balss.core.count.course import Courses
from balss.core.count.election import Election
from balss.core.count.outcome import Outcome
from balss.core.count.raised_shares import first_share
from balss.core.count.rules import Rule, RuleName, Utility
from balss.core.count.smallest import smallest
from balss.core.count.turns import Turns


class SharesRecount:
    def __init__(self, outcome: Outcome, losers: list[int]) -> None:
        self._election, self._rule = outcome.election, outcome.rule
        election, rule = self._election, self._rule
        shares = shares_of(election, rule, rule.ties_by.ranks(election))
        shares = replace(shares, ballots=shares.ballots + 1)  # the last is for more voters
        self._varied = Varied(election, rule, shares, int(_most_level(election, rule) * shares.units.level))
        self._courses = Courses(shares)
        self._held = self._held_near = outcome.share or 0
        self._is_raised = rule.name is RuleName.EQUAL_SHARES_ADD1
        first = first_share(election, rule) if self._is_raised else self._held
        last = self._held + 1 if self._is_raised else self._held
        self._turns = Turns(self._varied, self._courses, losers, first, last)
        self._counts: dict[Change, ChangedCount] = {}

    def cheaper(self, place: int) -> int | None:
        most = ceil(self._election.projects[place].cost) - 1
        return self._smallest(lambda less: Change(place, cheaper=less), self._turns.promising_cheaper(place), most)

    def more_voters(self, place: int) -> int | None:
        most = self._election.voters
        return self._smallest(lambda more: Change(place, more_voters=more), self._turns.promising_voters(place), most)

    def supporters_have(self, place: int) -> Amount:
        """What they have left together; nothing where they bought it, and the comparison step put it aside."""
        course = self._courses[self._held]
        if place in course.bought:
            return 0
        return course.money_left(self._varied.project(Change(place))) / self._varied.shares.units.money

    def _smallest(self, change: Callable[[int], Change], guess: int, most: int) -> int | None:
        """Sought by counting near the share that held before; what is told is what whole counts confirm."""
        self._counts.clear()
        if self._is_raised:
            self._held_near = self._held
            guess = smallest(lambda size: self._wins_near(change(size)), guess, most) or most
        return smallest(lambda size: self._wins(change(size)), guess, most)

    def _wins_near(self, change: Change) -> bool:
        """The share that holds is sought beside the one that held when last asked, not from the lowest."""
        count = self._count(change)
        first = max(count.lowest, self._held_near)
        while first > count.lowest and count.is_over(first):
            first -= 1
        found = count.held(first)
        self._held_near = found.share
        return count.wins(found)

    def _wins(self, change: Change) -> bool:
        count = self._count(change)
        return count.wins(count.held(self._turns.first_with(change, count.lowest, self._held)))

    def _count(self, change: Change) -> ChangedCount:
        if change not in self._counts:
            self._counts[change] = ChangedCount(change, self._varied, self._courses, self._turns)
        return self._counts[change]


def _most_level(election: Election, rule: Rule) -> Amount:
    """The level of a project on a ballot that gives all to it."""
    if rule.utility is Utility.POINTS:
        return election.most_for_one
    return election.most_for_one - 1 if rule.utility is Utility.BORDA else 1
