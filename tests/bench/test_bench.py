"""The benchmark runs, says where each page stands, and fails nobody."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measuring import Measured
from bench.pages import PAGES, BenchPage, Limits
from bench.report import table
from bench.search import MIX
from tests.tables import MAIN, migrated_files


def test_table_marks_what_keeps_and_what_misses_its_limit() -> None:
    page = BenchPage("plan", "/plans/", Limits(rendered_ms=25.0, queries=10))
    measured = Measured(page, bare_ms=0.2, rendered_ms=12.0, cached_ms=0.05, queries=11, first_load_kb=90.4)

    words = table([measured]).splitlines()[1].split("  ")

    assert [word.strip() for word in words if word.strip()] == [
        "plan",
        "12.0 ms of 25.0 ms ✓",
        "60.0",
        "11 of 10 ✗",
        "0.05 ms of 1.00 ms ✓",
        "0.25",
        "90 KB of 105 KB ✓",
    ]


@pytest.mark.slow
def test_benchmark_measures_every_page() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bench", "--requests", "1", "--part", "50"], capture_output=True, text=True
    )

    assert run.returncode == 0, run.stderr
    assert [page.name for page in PAGES if page.name not in run.stdout] == []
    assert [form for form in ("text", "Word") if f"import of the published plan, {form}: " not in run.stdout] == []


@pytest.mark.slow
def test_search_is_measured_by_sort_of_question(tmp_path: Path) -> None:
    database = shutil.copy(migrated_files()[MAIN], tmp_path)
    small = ["--documents", "200", "--questions", "2", "--updates", "2", "--searches", "10"]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "bench.search", *small]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    assert [sort for sort in (*MIX, "phrase", "update", "addition") if f"{sort}: median" not in run.stdout] == []
