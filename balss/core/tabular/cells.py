"""What a cell can hold, and how it is written as text."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

Cell = str | int | bool | Decimal | date | datetime | None
Row = Mapping[str, Cell]


def written(cell: Cell) -> str:
    """As the Table Schema reads it: ISO 8601 days, moments in UTC, exact numbers with a point; empty is ""."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return moment(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return str(cell)


def moment(at: datetime) -> str:
    """In UTC with seconds: 2026-11-23T09:00:00Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
