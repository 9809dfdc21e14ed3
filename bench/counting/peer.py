"""The same by pabutools, in its own environment: `python peer.py FILE CASE PROFILE SECONDS`."""

import json
import resource
import sys
import time

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import completion_by_rule_combination, greedy_utilitarian_welfare, method_of_equal_shares

sys.setrecursionlimit(10_000)


def main(file: str, case: str, profile: str, most_s: str) -> None:
    """`profile`: plain or multi. Ends by a signal after `most_s` seconds of processor time."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(most_s), int(most_s) + 1))
    start = time.process_time()
    instance, ballots = parse_pabulib(file)
    if profile == "multi":
        ballots = ballots.as_multiprofile()
    if case == "greedy":
        selected = greedy_utilitarian_welfare(instance, ballots, sat_class=Cost_Sat)
    elif case == "shares":
        selected = method_of_equal_shares(instance, ballots, sat_class=Cost_Sat)
    else:
        selected = completion_by_rule_combination(
            instance,
            ballots,
            [method_of_equal_shares, greedy_utilitarian_welfare],
            [{"sat_class": Cost_Sat, "voter_budget_increment": 1}, {"sat_class": Cost_Sat}],
        )
    cpu = time.process_time() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "peak_mb": peak_mb, "winners": [project.name for project in selected]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
