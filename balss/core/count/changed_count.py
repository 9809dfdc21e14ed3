"""An election of Equal Shares with one change, counted with any share.

With a share that was counted without the change, only what follows the turn of the changed project is counted anew:
before it, and where it has no turn, nothing changes (`course`). With other shares all is counted.
"""

from dataclasses import dataclass, field
from functools import cached_property

from balss.core.count.amounts import Amount
from balss.core.count.change import Change, Varied
from balss.core.count.counting import finished
from balss.core.count.course import Courses, Turn
from balss.core.count.election import Election
from balss.core.count.equal_shares import Round, Shares
from balss.core.count.raised_shares import Raised, Raising, exact_share, first_share
from balss.core.count.rules import Completion, RuleName, Until
from balss.core.count.turns import Turns


@dataclass
class ChangedCount:
    """`rounds` keeps what was counted, by share."""

    change: Change
    varied: Varied
    courses: Courses
    turns: Turns
    rounds: dict[Amount, list[Round]] = field(default_factory=dict)

    @cached_property
    def election(self) -> Election:
        return self.change.of(self.varied.election)

    @cached_property
    def is_raised(self) -> bool:
        return self.varied.rule.name is RuleName.EQUAL_SHARES_ADD1

    @cached_property
    def lowest(self) -> Amount:
        """The share with which a count begins."""
        return first_share(self.election, self.varied.rule) if self.is_raised else exact_share(self.election)

    @cached_property
    def shares(self) -> Shares:
        return self.varied.shares_with(self.change, self.election)

    @cached_property
    def raising(self) -> Raising:
        return Raising.of(self.shares, self.election, self.varied.rule)

    @cached_property
    def _money_can_end(self) -> bool:
        return sum(self.raising.costs.values()) > self.raising.budget

    def is_over(self, share: Amount) -> bool:
        return self.raising.is_over(self.rounds_with(share))

    def held(self, first: Amount) -> Raised:
        """The count that holds, where it is known that no share below `first` is the last."""
        if not self.is_raised:
            return Raised(self.rounds_with(first), first)
        share = first
        while True:
            if not self.surely_goes_on(share):
                rounds = self.rounds_with(share)
                if self.raising.is_over(rounds):
                    break
                if self.raising.is_last(rounds):
                    return Raised(rounds, share)
            share += 1
        return Raised(self.rounds_with(share - 1), share - 1) if share > first else Raised([], first)

    def wins(self, found: Raised) -> bool:
        rule = self.varied.rule
        if rule.completion is Completion.NONE and not rule.comparison:
            return any(each.place == self.change.place for each in found.rounds)
        return self.change.place in finished(self.election, rule, self.shares, found).selected

    def rounds_with(self, share: Amount) -> list[Round]:
        """Once they cost more than there is, the rest may be left out."""
        if share not in self.rounds:
            self.rounds[share] = self._counted(share)
        return self.rounds[share]

    def _counted(self, share: Amount) -> list[Round]:
        most = self.raising.budget
        if not self.turns.are_known(share):
            return self.shares.rounds(share, most=most)
        turn = self._turn(share)
        return self.courses[share].rounds_from(turn, most=most) if turn else self.courses[share].rounds

    def surely_goes_on(self, share: Amount) -> bool:
        """Whether, without counting, there must be a next share: this one neither spends too much nor is the last."""
        if self.varied.rule.until is not Until.OVER or not self._money_can_end or not self.turns.are_known(share):
            return False
        turn = self._turn(share)
        if turn is None:
            return self.turns.held_unchanged(share)
        return self.courses[share].most_after(turn) <= self.raising.budget

    def _turn(self, share: Amount) -> Turn | None:
        return self.turns.turn(self.change, share) if self.turns.has_turn(self.change, share) else None
