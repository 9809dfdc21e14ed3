"""Runs the cases and makes a table of them: what each costs us, how many times that the peer takes, and the limits."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEER = "pabutools==1.2.3"
ROUNDS = 3
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Case:
    """`profile`: how the peer reads ballots; None: it has nothing to compare. `times`: how much slower it should be."""

    name: str
    file: str
    case: str
    profile: str | None = None
    times: float | None = None
    most_s: float | None = None
    most_mb: float | None = None


LODZ, WARSZAWA, ASSEN = "Poland_Lodz_2022", "Poland_Warszawa_2026", "Netherlands_Assen_2024"
SMALL, WIELICZKA = "US_Stanford_Dataset_PB_Chicago_47th_Ward_2020_vote_approvals", "Poland_Wieliczka_2023_Green_Budget"
CASES = [
    Case("Łódź 2022, greedy", LODZ, "greedy", "multi", times=20, most_mb=150),
    Case("Łódź 2022, greedy", LODZ, "greedy", "plain", times=100),
    Case("Łódź 2022, Equal Shares", LODZ, "shares", "multi", times=20, most_mb=150),
    Case("Łódź 2022, Equal Shares", LODZ, "shares", "plain", times=100),
    Case("Łódź 2022, raised, completed", LODZ, "raised", "multi", times=20, most_mb=150),
    Case("Łódź 2022, raised, completed", LODZ, "raised", "plain", times=100),
    Case("Assen 2024, raised, always a tie", ASSEN, "raised", "plain", times=1),
    Case("Warszawa 2026, raised", WARSZAWA, "city", most_s=20),
    Case("Chicago, 1,398 voters, Equal Shares", SMALL, "shares", most_s=0.02),
    Case("Wieliczka, why 41 lost, greedy", WIELICZKA, "why-greedy", most_s=3),
    Case("Wieliczka, why 43 lost, Equal Shares", WIELICZKA, "why-shares", most_s=3),
    Case("Wieliczka, why 34 lost, raised", WIELICZKA, "why-city", most_s=3),
]


def shared_elections() -> Path | None:
    folders = (parent / "shared" / "data" / "elections" for parent in ROOT.parents)
    return next((folder for folder in folders if folder.is_dir()), None)


def report(peer_seconds: int) -> Iterator[str]:
    """Lines of the table, each as soon as it was measured. A peer that needs more than `peer_seconds` of processor time
    is stopped."""
    folder = shared_elections()
    if folder is None:
        yield "Counting is not measured: ../shared/data/elections is absent."
        return
    yield f"Processor time from the file to the winners, beside {PEER.replace('==', ' ')}; best of {ROUNDS} for us.\n"
    yield _row("count", "ours", "memory", "peer", "times", "winners")
    with peer_environment() as python:
        for case in CASES:
            yield _measured(case, folder / f"{case.file}.pb", python, peer_seconds)


@contextmanager
def peer_environment() -> Iterator[Path]:
    """A Python with the peer, for as long as it is needed."""
    uv = Path(sys.executable).with_name("uv")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
        python = Path(folder) / "bin" / "python"
        install = [uv, "pip", "install", "--quiet", "--python", python, PEER]
        if subprocess.run(install, capture_output=True).returncode:
            subprocess.run([*install, "--system-certs"], check=True)  # a proxy that only the system's certificates know
        yield python


def _measured(case: Case, file: Path, python: Path, enough: int) -> str:
    runs = [_run([sys.executable, "-m", "bench.counting.ours", file, case.case]) for _ in range(ROUNDS)]
    ours: dict[str, Any] = min((run for run in runs if run), key=lambda run: run["cpu"])
    peer, times, same = "", "", ""
    if case.profile:
        its = _run([python, Path(__file__).with_name("peer.py"), file, case.case, case.profile, str(enough)])
        peer = f"{case.profile} {its['cpu']:.2f} s" if its else f"{case.profile} > {enough} s"
        ratio = (its["cpu"] if its else enough) / ours["cpu"]
        times = f"{'' if its else '> '}{ratio:.1f}" + _mark(case.times, ratio >= (case.times or 0))
        same = ("same" if its["winners"] == ours["winners"] else "different") if its else "stopped"
    seconds = f"{ours['cpu']:.3f} s" + _mark(case.most_s, ours["cpu"] <= (case.most_s or 0))
    memory = f"{ours['peak_mb']:.0f} MB" + _mark(case.most_mb, ours["peak_mb"] <= (case.most_mb or 0))
    return _row(case.name, seconds, memory, peer, times, same)


def _run(command: list[Any]) -> dict[str, Any] | None:
    """What the process printed; None where it was stopped for taking too long."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return None
    done.check_returncode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _mark(limit: float | None, kept: bool) -> str:
    return "" if limit is None else f" of {limit:g} {'✓' if kept else '✗'}"


def _row(*cells: str) -> str:
    widths = (36, 20, 18, 20, 18, 10)
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
