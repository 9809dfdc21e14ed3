"""For each loser the smallest change that would have won it: so many more voters for it, or so much cheaper.

Every change that is told was counted: with it the project wins, and with one voter or one unit of money less it does
not. For greedy rules and for costs with fixed shares nothing smaller can win either. Where shares are raised, or depend
on how many voters come, winners do not depend on money step by step, and a much smaller change could by chance win too.

More voters are people who give all that a ballot allows to this project alone. They share the same money, so
everybody's share gets smaller.
"""

from dataclasses import dataclass
from math import ceil

from balss.core.count.amounts import Amount, simplest
from balss.core.count.change import Change
from balss.core.count.counting import counted
from balss.core.count.outcome import Outcome, Verdict
from balss.core.count.recount import SharesRecount
from balss.core.count.smallest import smallest


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
    return _misses_of_shares(outcome, losers) if outcome.rule.name.shares_money else _misses_of_greedy(outcome, losers)


def _misses_of_greedy(outcome: Outcome, losers: list[int]) -> tuple[NearMiss, ...]:
    """All is counted anew with each change: a greedy count is a matter of sorting."""
    election, rule = outcome.election, outcome.rule
    steps = {step.project: step for step in outcome.steps}

    def wins(change: Change) -> bool:
        changed = change.of(election)
        return change.place in counted(changed, rule, rule.ties_by.ranks(changed)).selected

    def near_miss(place: int) -> NearMiss:
        step, cost = steps[place], election.projects[place].cost
        return NearMiss(
            project=place,
            more_voters=smallest(lambda more: wins(Change(place, more_voters=more)), 1, election.voters),
            cheaper=smallest(lambda less: wins(Change(place, cheaper=less)), ceil(cost - step.left), ceil(cost) - 1),
            verdict=step.verdict,
        )

    return tuple(near_miss(place) for place in losers)


def _misses_of_shares(outcome: Outcome, losers: list[int]) -> tuple[NearMiss, ...]:
    recount = SharesRecount(outcome, losers)
    return tuple(
        NearMiss(
            project=place,
            more_voters=recount.more_voters(place),
            cheaper=recount.cheaper(place),
            supporters_have=simplest(recount.supporters_have(place)),
        )
        for place in losers
    )
