"""`python -m bench.mail`: what it takes to tell many people, on the database of DATABASE_URL (SQLite without it).

`python scripts/postgres.py .venv/bin/python -m bench.mail` measures PostgreSQL; the database must be empty. Followers,
what they follow and what happened are made up and written in bulk. Everything is measured in a process of its own, so
that its memory is its own; letters go to a sink that is one more process. Both ways of sending read the same letters
from the outbox; ours also notes each as sent before the next one goes, the framework's does not.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MATCHING_S, EACH_SECOND, TIMES_FASTER, MEGABYTES = 60.0, 1500.0, 2.0, 400.0
ROUNDS, WORKERS = 3, 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.mail", description=__doc__)
    parser.add_argument("--followers", type=int, default=100_000, help="how many people (default: %(default)s)")
    followers = parser.parse_args().followers
    portion = max(1200, followers // 25)  # letters in a round of one way of sending
    with installation() as engine, sink() as (port, taken):
        os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        seeded = step("seed", followers)
        print(
            f"{engine}: {followers} followers of 3 topics each, {seeded['events']} events ({seeded['s']:.0f} s to seed)"
        )

        matched = step("match", followers)
        limit = MATCHING_S * followers / 100_000
        print(f"matching and writing of {matched['letters']} digests: {at_most(matched['s'], limit, 's')}", end="")
        print(f", {matched['cpu']:.1f} s of CPU")
        print(f"  memory: {at_most(matched['mb'], MEGABYTES, 'MB')}")

        rounds = [(step("ours", portion), step("theirs", portion)) for _ in range(ROUNDS)]
        ours, theirs = per_second(rounds, "s")
        our_cpu, their_cpu = per_second(rounds, "cpu")
        print(f"personal digests, median of {ROUNDS} rounds: ours {ours:.0f}/s, Django's loop {theirs:.0f}/s")
        print(f"  ours ÷ Django's: {at_least(ours / theirs, TIMES_FASTER, '×')}", end="")
        print(f"; a second of CPU: {our_cpu:.0f} and {their_cpu:.0f}, {our_cpu / their_cpu:.1f} ×")

        step("clear", 0)
        put = step("put_one_to_all", followers)
        print(f"one notice to all {put['letters']}, written: {put['s']:.1f} s, {at_most(put['mb'], MEGABYTES, 'MB')}")
        before = taken()
        sent = step("ours", followers // 2)
        print(f"one notice, sent by one worker: {at_least(sent['letters'] / sent['s'], EACH_SECOND, '/s')}", end="")
        print(f", {sent['letters'] / sent['cpu']:.0f} a second of CPU")
        print(f"  memory: {at_most(sent['mb'], MEGABYTES, 'MB')}")

        shared = together("ours", followers)
        rate = sum(one["letters"] for one in shared) / max(one["s"] for one in shared)
        parts = ", ".join(str(one["letters"]) for one in shared)
        print(f"the rest by {WORKERS} workers at once: {rate:.0f}/s (they sent {parts})")
        counted = taken() - before
        print(f"letters that the sink took: {counted} of {put['letters']} {'✓' if counted == put['letters'] else '✗'}")


@contextmanager
def installation() -> Iterator[str]:
    """Its tables alone, in a temporary folder or the database given; the name of the engine."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/balss.sqlite3")
        os.environ |= {"BALSS_VAR": folder, "DJANGO_SETTINGS_MODULE": "balss.config.settings"}
        step("tables", 0)
        yield os.environ["DATABASE_URL"].partition(":")[0]


@contextmanager
def sink() -> Iterator[Any]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.mail.sink"], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    asked, told = process.stdin, process.stdout
    assert asked is not None
    assert told is not None

    def taken() -> int:
        asked.write("\n")
        asked.flush()
        return int(told.readline())

    try:
        yield int(told.readline()), taken
    finally:
        process.communicate()


def per_second(rounds: list[tuple[dict[str, Any], dict[str, Any]]], clock: str) -> tuple[float, float]:
    """Letters a second of wall time ("s") or of CPU ("cpu"), medians over the rounds: ours, theirs."""
    ours, theirs = zip(*rounds, strict=True)
    return (
        statistics.median(one["letters"] / one[clock] for one in ours),
        statistics.median(one["letters"] / one[clock] for one in theirs),
    )


def step(name: str, count: int) -> dict[str, Any]:
    return together(name, count, workers=1)[0]


def together(name: str, count: int, *, workers: int = WORKERS) -> list[dict[str, Any]]:
    """The same step in processes that run at once; what each measured."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.mail.steps", name, str(count)], text=True, stdout=subprocess.PIPE
        )
        for _ in range(workers)
    ]
    told = [process.communicate()[0] for process in processes]
    for process in processes:
        if process.returncode:
            raise SystemExit(f"{name} failed")
    return [json.loads(words.splitlines()[-1]) for words in told]


def at_most(value: float, limit: float, unit: str) -> str:
    return f"{value:.1f} {unit} of at most {limit:.1f} {'✓' if value <= limit else '✗'}"


def at_least(value: float, limit: float, unit: str) -> str:
    return f"{value:.1f} {unit} of at least {limit:.0f} {'✓' if value >= limit else '✗'}"


if __name__ == "__main__":
    main()
