"""The story of the demonstration: what invented people did on which day, as written in story/*.yaml.

Each deed has `at` (time in Riga), `by` (the part of the address before the @), `deed` (one of those of `stage`), and
the facts that the deed asks for. The story covers both years of the plan; it is told up to the moment of loading, so
that nothing in it lies in the future.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent / "story"
RIGA = ZoneInfo("Europe/Riga")
BEGINS_AT = datetime(
    2026, 1, 5, 9, 0, tzinfo=RIGA
)  # the first working days of the plan: roles are given, the plan loaded


@dataclass(frozen=True)
class Deed:
    at: datetime
    by: str
    verb: str
    facts: dict[str, Any]


def read_story() -> list[Deed]:
    """All deeds, in the order in which they happen."""
    rows = [row for path in sorted(FOLDER.glob("*.yaml")) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return sorted((_deed(row) for row in rows), key=lambda deed: deed.at)


def _deed(row: dict[str, Any]) -> Deed:
    facts = {name: value for name, value in row.items() if name not in ("at", "by", "deed")}
    return Deed(datetime.fromisoformat(row["at"]).replace(tzinfo=RIGA), row["by"], row["deed"], facts)
