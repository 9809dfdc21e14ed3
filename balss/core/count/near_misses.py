"""For each loser the smallest change that would have won it: so many more voters for it, or so much cheaper.

Every change that is told was counted: with it the project wins, and with one voter or one unit of money less it does
not. For greedy rules and for costs with fixed shares nothing smaller can win either. Where shares are raised, or depend
on how many voters come, winners do not depend on money step by step, and a much smaller change could by chance win too.

More voters are people who give all that a ballot allows to this project alone. They share the same money, so
everybody's share gets smaller.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from balss.core.count.amounts import Amount, simplest
from balss.core.count.counting import bought, counted, finished, shares_of
from balss.core.count.election import Election
from balss.core.count.equal_shares import Moment, Round, Shares
from balss.core.count.margins import Margins
from balss.core.count.outcome import Outcome, Verdict
from balss.core.count.raised_shares import Known, first_share
from balss.core.count.recount import varied_shares
from balss.core.count.rules import Completion, Rule, RuleName, Utility

Wins = Callable[[int], bool]

MOST_KEPT = 8_000_000  # ballots in kept moments, of 8 bytes each


@dataclass(frozen=True)
class NearMiss:
    """`more_voters`, `cheaper` (whole units of money): None where not even as many more voters as there were, or a cost
    of nearly nothing, would have won. `verdict`: why it lost, for greedy rules. `supporters_have`: for Equal Shares,
    the money that those who chose it had left together."""

    project: int
    more_voters: int | None
    cheaper: int | None
    verdict: Verdict | None = None
    supporters_have: Amount | None = None


def near_misses(outcome: Outcome) -> tuple[NearMiss, ...]:
    """Of all projects that were not selected, in the order of the file."""
    losers = [place for place in range(len(outcome.election.projects)) if place not in set(outcome.selected)]
    recount = _SharesRecount(outcome, losers) if outcome.rule.name.shares_money else _GreedyRecount(outcome)
    return tuple(recount.near_miss(place) for place in losers)


class _GreedyRecount:
    """Counts all anew with a change: a greedy count is a matter of sorting."""

    def __init__(self, outcome: Outcome) -> None:
        self._election, self._rule = outcome.election, outcome.rule
        self._steps = {step.project: step for step in outcome.steps}

    def near_miss(self, place: int) -> NearMiss:
        step, cost = self._steps[place], self._election.projects[place].cost
        return NearMiss(
            project=place,
            more_voters=smallest(lambda more: self._wins(place, more_voters=more), 1, self._election.voters),
            cheaper=smallest(lambda less: self._wins(place, cheaper=less), ceil(cost - step.left), ceil(cost) - 1),
            verdict=step.verdict,
        )

    def _wins(self, place: int, *, cheaper: int = 0, more_voters: int = 0) -> bool:
        election = self._election.changed(place, cheaper=cheaper, more_voters=more_voters)
        return place in counted(election, self._rule, self._rule.ties_by.ranks(election)).selected


class _SharesRecount:
    """Counts anew only with those shares with which the changed project could be bought, and only from the round where
    it is; before, and with all other shares, nothing changes, because what is not bought changes nothing."""

    def __init__(self, outcome: Outcome, losers: list[int]) -> None:
        self._election, self._rule = outcome.election, outcome.rule
        election, rule = self._election, self._rule
        shares = shares_of(election, rule, rule.ties_by.ranks(election))
        self._shares = replace(shares, ballots=shares.ballots + 1)  # the last is for more voters
        self._level = int(_most_level(election, rule) * shares.units.level)
        self._margins: dict[Amount, Margins] = {}
        self._moments: dict[Amount, list[Moment]] = {}
        self._held = self._held_near = outcome.share or 0
        if rule.name is RuleName.EQUAL_SHARES_ADD1:
            share, end = first_share(election, rule), self._held + 1
        else:
            share = end = self._held
        while share <= end:
            self._margins[share] = Margins(
                self._shares, share, losers, by_cost=rule.utility is Utility.COST, most_level=self._level
            )
            share += 1

    def near_miss(self, place: int) -> NearMiss:
        cost = self._election.projects[place].cost
        return NearMiss(
            project=place,
            more_voters=self._smallest(
                lambda more, near: self._wins(place, more_voters=more, near=near),
                self._guess_voters(place),
                self._election.voters,
            ),
            cheaper=self._smallest(
                lambda less, near: self._wins(place, cheaper=less, near=near),
                self._guess_cheaper(place),
                ceil(cost) - 1,
            ),
            supporters_have=simplest(self._margins[self._held].of[place].money / self._shares.units.money),
        )

    def _smallest(self, wins: Callable[[int, bool], bool], guess: int, most: int) -> int | None:
        """Sought by counting near the share that held before; what is told is what whole counts confirm."""
        if self._rule.name is RuleName.EQUAL_SHARES_ADD1:
            self._held_near = self._held
            guess = smallest(lambda change: wins(change, True), guess, most) or most
        return smallest(lambda change: wins(change, False), guess, most)

    def _guess_cheaper(self, place: int) -> int:
        """With each share the project is bought up to a cost, and then others leave so much for it: the best of these.
        Only a guess, because others may change when it gets cheaper."""
        unit, full = self._shares.units.money, self._election.projects[place].cost
        best: Amount = 0
        for share, margins in sorted(self._margins.items(), key=lambda item: -item[1].of[place].cost):
            cost = min(Fraction(margins.of[place].cost, unit), full)
            if cost <= best:
                break
            less = ceil(full - cost)
            if less < full:
                best = max(best, min(full - less, self._room(place, share, cheaper=less)))
        return ceil(full - best)

    def _guess_voters(self, place: int) -> int:
        full = self._election.projects[place].cost
        for share, margins in sorted(self._margins.items(), key=lambda item: (item[1].of[place].voters or 0, item[0])):
            more = margins.of[place].voters or 0
            if more and self._room(place, share, more_voters=more) >= full:
                return more
        return 1

    def _room(self, place: int, share: Amount, *, cheaper: int = 0, more_voters: int = 0) -> Amount:
        """What others leave of the money in one count with the change."""
        election, shares = self._changed(place, cheaper=cheaper, more_voters=more_voters)
        rounds = shares.rounds_since(self._moments_of(share), self._margins[share].rounds, place)
        return election.budget - election.cost_of([each.place for each in rounds if each.place != place])

    def _wins(self, place: int, *, near: bool, cheaper: int = 0, more_voters: int = 0) -> bool:
        """`near`: the share that holds is sought beside the one that held when last asked, not from the first."""
        election, shares = self._changed(place, cheaper=cheaper, more_voters=more_voters)
        cost = int(election.projects[place].cost * shares.units.money)
        budget = int(election.budget * shares.units.money)

        def never(share: Amount) -> bool:
            return share in self._margins and self._margins[share].of[place].never(cost, more_voters)

        def rounds_with(share: Amount) -> list[Round]:
            if share not in self._margins:
                return shares.rounds(share, most=budget)
            if never(share):
                return self._margins[share].rounds
            return shares.rounds_since(self._moments_of(share), self._margins[share].rounds, place, most=budget)

        def costs_too_much(share: Amount) -> bool:
            return sum(each.paid.project.cost for each in rounds_with(share)) > budget

        first = lowest = first_share(election, self._rule)
        if near:
            first = max(lowest, self._held_near)
            while first > lowest and costs_too_much(first):
                first -= 1
        else:
            while first < self._held and never(first) and never(first + 1):
                first += 1  # the last count without a change stays: it holds if the next one costs too much
        found = bought(election, self._rule, shares, Known(first, rounds_with))
        self._held_near = found.share
        if self._rule.completion is Completion.NONE and not self._rule.comparison:
            return any(each.place == place for each in found.rounds)
        return place in finished(election, self._rule, shares, found).selected

    def _moments_of(self, share: Amount) -> list[Moment]:
        """Of the count with this share; the last ones asked for are kept, as many as memory allows."""
        moments = self._moments.pop(share, None)
        if moments is None:
            moments = []
            self._shares.rounds(share, moments=moments)
            while len(self._moments) * len(moments) * self._shares.ballots > MOST_KEPT:
                del self._moments[next(iter(self._moments))]
        self._moments[share] = moments
        return moments

    def _changed(self, place: int, *, cheaper: int, more_voters: int) -> tuple[Election, Shares]:
        election = self._election.changed(place, cheaper=cheaper, more_voters=more_voters)
        return election, varied_shares(
            self._shares, election, place, self._rule, level=self._level, more_voters=more_voters
        )


def smallest(wins: Wins, guess: int, most: int) -> int | None:
    """The smallest change from 1 to `most` that wins, if a larger change never loses again; else one that wins while
    one less does not. Asks near the guess first. None where not even `most` wins."""
    if most < 1:
        return None
    lost, won, step = 0, min(max(guess, 1), most), 1
    if wins(won):
        while won - step > 0:
            if not wins(won - step):
                lost = won - step
                break
            won, step = won - step, step * 2
    else:
        while True:
            if won == most:
                return None
            lost, won, step = won, min(won + step, most), step * 2
            if wins(won):
                break
    while won - lost > 1:
        middle = (lost + won) // 2
        lost, won = (lost, middle) if wins(middle) else (middle, won)
    return won


def _most_level(election: Election, rule: Rule) -> Amount:
    """The level of a project on a ballot that gives all to it."""
    if rule.utility is Utility.POINTS:
        return election.most_for_one
    return election.most_for_one - 1 if rule.utility is Utility.BORDA else 1
