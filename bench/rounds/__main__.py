"""`python -m bench.rounds`: time, memory and queries of a round of the size of Łódź 2022 (90,494 ballots, 160 projects)
and of a list of voters of the size of Rīga, on the databases of DATABASE_URL and BOX_DATABASE_URL (SQLite without).

`python scripts/postgres.py .venv/bin/python -m bench.rounds` measures PostgreSQL; its databases must be empty. Voters
and ballots are made up: up to five projects each, some much liked and most little. They are written in bulk past the
services, with rights that nobody gave; of the tree over the box the root alone, which is what the sealing reads. All
that is measured goes through the services and pages, each step in a process of its own, so that its memory is its own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MEGABYTES = {"take_list": 300, "apply_list": 300, "seal": 300, "count": 400, "publish": 300}
SECONDS = {"take_list": 120, "apply_list": 60, "seal": 60, "count": 60, "publish": 10}  # of processor time
MEASURED = {
    "take_list": "list of voters read, and put beside the roll",
    "apply_list": "list put in force",
    "apply_newer_list": "the same list read and put in force once more",
    "seal": "box sealed, roll and box held against each other",
    "count": "counted, why each lost, file written and counted again",
    "publish": "result published",
}
Figures = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.rounds", description=__doc__)
    parser.add_argument(
        "--listed", type=int, default=500_000, help="people in the list; 0: no list (default: %(default)s)"
    )
    parser.add_argument("--count", type=int, default=90_494, help="ballots; 0: no count (default: %(default)s)")
    parser.add_argument("--projects", type=int, default=160, help="on the ballot (default: %(default)s)")
    parser.add_argument("--rule", default="greedy", help="how winners are found (default: %(default)s)")
    asked = parser.parse_args()
    with installation() as engine:
        print(f"{engine}; each step in a process of its own, in which Django alone has {step('nothing')['mb']:.0f} MB")
        step("make", asked.projects, asked.rule)
        if asked.listed:
            step("write_list", asked.listed)
            tell("take_list", f" ({asked.listed} lines)")
            tell("apply_list")
            tell("apply_newer_list")
        tell_pages(step("ballot_page", asked.projects))
        if asked.count:
            filled = step("fill", asked.count)
            print(f"{asked.count} ballots put into the box: {filled['s']:.0f} s, {filled['unique']} of them unique")
            for name in ("seal", "count", "publish"):
                tell(name)
            tell_pages(step("result_pages"))
            tell_pages(step("box_file"))


def tell(name: str, more: str = "") -> None:
    found = step(name)
    seconds, most = SECONDS.get(name), MEGABYTES.get(name)
    told = f"{MEASURED[name]}{more}: {found['s']:.1f} s, {at_most(found['cpu'], seconds, 's')} of CPU"
    print(f"{told}, {at_most(found['mb'], most, 'MB')}", flush=True)


def tell_pages(found: Figures) -> None:
    for name, page in found["pages"].items():
        print(f"{name}: {page['ms']:.0f} ms of CPU, {page['queries']} queries, {page['kb']:.0f} KB", flush=True)
    print(f"  memory of the process: {found['mb']:.0f} MB")


@contextmanager
def installation() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/balss.sqlite3")
        os.environ |= {
            "BALSS_VAR": folder, "BENCH_FOLDER": folder, "BALSS_ENV": "development",
            "DJANGO_SETTINGS_MODULE": "balss.config.settings",
        }  # fmt: skip
        Path(folder, "static").mkdir()
        step("tables")
        yield os.environ["DATABASE_URL"].partition(":")[0]


def step(name: str, *words: object) -> Figures:
    command = [sys.executable, "-m", "bench.rounds.steps", name, *map(str, words)]
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def at_most(value: float, limit: float | None, unit: str) -> str:
    return f"{value:.1f} {unit}" + (f" of at most {limit} {'✓' if value <= limit else '✗'}" if limit else "")


if __name__ == "__main__":
    main()
