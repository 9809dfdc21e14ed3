"""Where we stand: what a page costs, beside a bare Django page measured in the same run. `make bench`.

Ratios, because a machine's speed says nothing about ours. CPU is this process's own (`time.process_time`), so other
work on the machine hardly matters. Nothing is asserted: a missed limit is marked, and the exit code stays 0.
"""
