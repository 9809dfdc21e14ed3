"""`python -m bench.counting`: print the table, line by line."""

import argparse

from bench.counting.measuring import report

parser = argparse.ArgumentParser(prog="python -m bench.counting", description="What counting costs beside pabutools.")
parser.add_argument(
    "--peer-seconds", type=int, default=600, help="stop the peer after so much processor time (default: %(default)s)"
)
for line in report(parser.parse_args().peer_seconds):
    print(line, flush=True)
