"""Expected days by the letter of the law: the project's own, and those of ../shared/law where it stands beside it."""

import csv
from datetime import date
from pathlib import Path

import pytest

from balss.core.calendar import WorkingCalendar, reckon, rule_book
from tests.core.calendar.shared_law import shared_law

BOOK = rule_book()
CALENDAR = WorkingCalendar.published()
OWN = Path(__file__).with_name("vectors.csv")
SHARED = shared_law("deadline_vectors.csv")
LENGTH_IN_DAYS = {"mun.pubdisc.min": 30, "mun.regs.opinion": 14, "pb.submission": 30, "pb.vote": 14, "eu.acts": 28}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(row: dict[str, str]) -> str:
    return f"{row.get('rule')}@{row.get('event') or row.get('received')}"


@pytest.mark.parametrize("row", rows_of(OWN), ids=named)
def test_own_vector_holds(row: dict[str, str]) -> None:
    event = date.fromisoformat(row["event"])
    due = reckon(BOOK.rule_at(row["rule"], on=event), event, CALENDAR)
    assert due.date.isoformat() == row["date"]
    assert (due.other_date.isoformat() if due.other_date else "") == row["other_date"]
    assert due.working_date.isoformat() == row["working_date"]


@pytest.mark.parametrize("row", [row for row in rows_of(OWN) if row["rule"] in LENGTH_IN_DAYS], ids=named)
def test_at_least_vector_counts_the_days_it_says(row: dict[str, str]) -> None:
    start, end = date.fromisoformat(row["event"]), date.fromisoformat(row["date"])
    counted = (end - start).days - 1 + int(row["first_day_counts"]) + int(row["last_day_counts"])
    assert counted == LENGTH_IN_DAYS[row["rule"]]


@pytest.mark.skipif(SHARED is None, reason="needs ../shared/law/deadline_vectors.csv")
@pytest.mark.parametrize("row", rows_of(SHARED) if SHARED else [{}], ids=named)
def test_shared_vector_holds(row: dict[str, str]) -> None:
    """Ambiguous rows too: decision 0002 takes the first reading and keeps the second beside it."""
    received = date.fromisoformat(row["received"])
    due = reckon(BOOK.rule_at(row["rule"], on=received), received, CALENDAR)
    assert due.date.isoformat() == row["due"]
    assert (due.other_date or due.date).isoformat() == row["due_if_moved_days_ignored"]
    assert (due.other_date is not None) == (row["ambiguous"] == "1")
