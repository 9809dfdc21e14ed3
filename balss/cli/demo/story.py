"""The story of the demonstration: what invented people did on which day, as written in story/*.yaml.

Each deed has `at` (time in Riga), `by` (the part of the address before the @), `deed` (one of those of `stage`), and
the facts that the deed asks for. The story covers both years of the plan; it is told up to the moment of loading, so
that nothing in it lies in the future.

What has to be fresh counts its days from the day of loading: "day-12" is a date, "day-12 10:00" a time. Where the first
of such deeds would come before the demonstration begins, none of them is told. A row with `one_by_one` stands for a
deed of each of its items, some minutes apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent / "story"
RIGA = ZoneInfo("Europe/Riga")
BEGINS_AT = datetime(
    2026, 1, 5, 9, 0, tzinfo=RIGA
)  # the first working days of the plan: roles are given, the plan loaded
FROM_LOADING = re.compile(r"day([+-]\d+)")
APART = timedelta(minutes=23)  # between the voices of one deed


@dataclass(frozen=True)
class Deed:
    at: datetime
    by: str
    verb: str
    facts: dict[str, Any]


def read_story(*, told_at: datetime) -> list[Deed]:
    """All deeds, in the order in which they happen."""
    rows = [row for path in sorted(FOLDER.glob("*.yaml")) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    today = told_at.astimezone(RIGA).date()
    fresh = [_dated(row, today) for row in rows if _is_fresh(row)]
    told = [row for row in rows if not _is_fresh(row)]
    if min(_moment(row["at"]) for row in fresh) > BEGINS_AT:
        told += fresh
    return sorted((deed for row in told for deed in _deeds(row)), key=lambda deed: deed.at)


def _is_fresh(row: dict[str, Any]) -> bool:
    return FROM_LOADING.match(row["at"]) is not None


def _deeds(row: dict[str, Any]) -> Iterator[Deed]:
    at, by, verb = _moment(row["at"]), row["by"], row["deed"]
    facts = {name: value for name, value in row.items() if name not in ("at", "by", "deed")}
    for place, one in enumerate(facts.pop("one_by_one", [{}])):
        yield Deed(at + place * APART, one.get("by", by), verb, facts | one)


def _dated(value: Any, today: date) -> Any:
    """The value with days counted from loading as dates; with a time, in ISO 8601."""
    if isinstance(value, dict):
        return {name: _dated(each, today) for name, each in value.items()}
    if isinstance(value, list):
        return [_dated(each, today) for each in value]
    if isinstance(value, str) and (found := FROM_LOADING.match(value)):
        day = today + timedelta(days=int(found[1]))
        return day if found.end() == len(value) else value.replace(found[0], day.isoformat())
    return value


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=RIGA)
