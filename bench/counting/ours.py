"""Counts one election in a process of its own and prints what it cost: `python -m bench.counting.ours FILE CASE`."""

import json
import resource
import sys
import time
from pathlib import Path

from balss.core.count import RuleName, count, read_pabulib
from balss.core.count.near_misses import near_misses
from balss.core.count.rules import Completion, Rule, Start, Until
from balss.core.count.ties import TieOrder

BY_ID = TieOrder.parse("id")
RULES = {
    "greedy": Rule(RuleName.GREEDY_WELFARE, tie_order=BY_ID),
    "shares": Rule(RuleName.EQUAL_SHARES, tie_order=BY_ID),
    "raised": Rule(  # as pabutools raises shares, so that the winners can be compared
        RuleName.EQUAL_SHARES_ADD1,
        completion=Completion.GREEDY_WELFARE,
        start=Start.EXACT,
        until=Until.EXHAUSTED,
        tie_order=BY_ID,
    ),
    "city": Rule(RuleName.EQUAL_SHARES_ADD1),
}


def main(file: str, case: str) -> None:
    """A case is a rule, or “why-” before a rule: all explanations of losers after the count."""
    start = time.process_time()
    outcome = count(read_pabulib(Path(file).read_bytes()), RULES[case.removeprefix("why-")])
    if case.startswith("why-"):
        start = time.process_time()
        near_misses(outcome)
    cpu = time.process_time() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    winners = [project.id for project in outcome.winners]
    print(json.dumps({"cpu": cpu, "peak_mb": peak_mb, "winners": winners}))


if __name__ == "__main__":
    main(*sys.argv[1:])
