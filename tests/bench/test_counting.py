"""The table of counting: ratios to the peer, limits, and what is said where the elections are absent."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.counting import measuring
from bench.counting.measuring import Case, report
from bench.counting.ours import RULES


def test_absent_elections_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "shared_elections", lambda: None)
    assert list(report(60)) == ["Counting is not measured: ../shared/data/elections is absent."]


def test_row_tells_the_ratio_and_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = {True: {"cpu": 0.5, "peak_mb": 60.0, "winners": ["1"]}, False: {"cpu": 20.0, "winners": ["1"]}}
    monkeypatch.setattr(measuring, "_run", lambda command: runs["bench.counting.ours" in command])
    case = Case("Town", "town", "shares", "multi", times=50, most_s=1, most_mb=50)
    cells = measuring._measured(case, Path("town.pb"), Path("python"), 60).split("  ")
    assert [cell.strip() for cell in cells if cell.strip()] == [
        "Town", "0.500 s of 1 ✓", "60 MB of 50 ✗", "multi 20.00 s", "40.0 of 50 ✗", "same",
    ]  # fmt: skip


def test_peer_that_takes_too_long_is_stopped_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {"cpu": 0.5, "peak_mb": 60.0, "winners": ["1"]}
    monkeypatch.setattr(measuring, "_run", lambda command: ours if "bench.counting.ours" in command else None)
    row = measuring._measured(Case("Town", "town", "shares", "multi", times=50), Path("town.pb"), Path("python"), 60)
    assert row.split("MB")[1].split() == ["multi", ">", "60", "s", ">", "120.0", "of", "50", "✓", "stopped"]


@pytest.mark.parametrize("case", [*RULES, "why-shares"])
def test_every_case_counts_a_small_file(tmp_path: Path, case: str) -> None:
    file = tmp_path / "small.pb"
    file.write_text(
        "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;10\n2;9\n"
        "VOTES\nvoter_id;vote\na;1\nb;1\n"
    )
    run = subprocess.run([sys.executable, "-m", "bench.counting.ours", file, case], capture_output=True, text=True)
    assert (run.returncode, run.stderr, '"winners": ["1"]' in run.stdout) == (0, "", True)
