"""Equal Shares with shares raised by one unit of money at a time, as cities that use the method count (Wieliczka 2023,
Aarau 2023, Świecie 2023, Assen 2024; equalshares.net, “completion by increasing the budget”).

With fixed shares much money stays unspent, because supporters of no project have enough left together. So every voter
is given one unit more and all is counted anew, again and again, until the winners would cost more than there is; the
last count before that holds. Winners may change on the way: the count does not end where nothing more fits, unless
asked.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from balss.core.count.amounts import Amount
from balss.core.count.election import Election
from balss.core.count.equal_shares import Round, Shares
from balss.core.count.rules import Rule, Start, Until


@dataclass(frozen=True)
class Known:
    """What another count found already: `first` is a share up to which nothing can have changed."""

    first: Amount
    rounds_with: Callable[[Amount], list[Round]]


@dataclass
class Raised:
    """The count that holds, the share of every voter in it, and the ties of all counts: (projects, first) by times."""

    rounds: list[Round]
    share: Amount
    raises: int = 0
    ties: Counter[tuple[tuple[int, ...], int]] = field(default_factory=Counter)


def exact_share(election: Election) -> Fraction:
    """The money divided by the voters."""
    return Fraction(election.budget) / election.voters if election.voters else Fraction(0)


def first_share(election: Election, rule: Rule) -> Amount:
    exact = exact_share(election)
    return exact if rule.start is Start.EXACT else floor(exact)


def raise_shares(shares: Shares, election: Election, rule: Rule, known: Known | None = None) -> Raised:
    """Ends also where every project that somebody chose is bought: more money would change nothing. `known` says
    what is bought with each share where that is known otherwise, and with which share to begin."""
    share = known.first if known else first_share(election, rule)
    budget = int(election.budget * shares.units.money)
    costs = {project.place: project.cost for project in shares.projects}
    rounds_with = known.rounds_with if known else (lambda share: shares.rounds(share, most=budget))
    held = Raised([], share)
    raises = 0
    while True:
        rounds = rounds_with(share)
        note_ties(held.ties, rounds)
        bought = {each.place for each in rounds}
        left = budget - sum(costs[place] for place in bought)
        if left < 0:
            return held
        held.rounds, held.share, held.raises = rounds, share, raises
        missing = costs.keys() - bought
        if not missing or (rule.until is Until.EXHAUSTED and min(costs[place] for place in missing) > left):
            return held
        share, raises = share + 1, raises + 1


def note_ties(ties: Counter[tuple[tuple[int, ...], int]], rounds: list[Round]) -> None:
    for each in rounds:
        if each.tied:
            ties[tuple(sorted(each.tied)), each.place] += 1
