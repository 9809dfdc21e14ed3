"""Counts participatory budgets, so that anybody can repeat a count: ballots and a published rule in, winners out.

`pabulib` reads an election, `rules` says what a rule is, `counting` counts, `outcome` is what it found. Exact: money is
whole numbers and fractions, never floats. Rules, tie orders and how they agree with others: docs/counting.md.
"""

from balss.core.count.counting import count
from balss.core.count.declared import declared_rule
from balss.core.count.election import Ballot, BallotType, Election, NotCountable, Project
from balss.core.count.outcome import Outcome
from balss.core.count.pabulib import read_pabulib
from balss.core.count.rules import Rule, RuleName

__all__ = [
    "Ballot", "BallotType", "Election", "NotCountable", "Outcome", "Project", "Rule", "RuleName",
    "count", "declared_rule", "read_pabulib",
]  # fmt: skip
