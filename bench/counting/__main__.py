"""`python -m bench.counting`: print the table, line by line."""

from bench.counting.measuring import report

for line in report():
    print(line, flush=True)
