"""Rows as JSON, in pieces of text. Exact numbers stand as text, days and moments as ISO 8601."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from balss.core.tabular.cells import Row, written

AT_ONCE = 200


def json_lines(head: Mapping[str, Any], tables: Mapping[str, Iterable[Row]]) -> Iterator[str]:
    """One object: the members of the head, then each table as a list with a row to a line."""
    members = [f"{json_value(name)}: {json_value(value)}" for name, value in head.items()]
    yield "{" + ",\n".join(members)
    for place, (name, rows) in enumerate(tables.items()):
        yield f"{',' if members or place else ''}\n{json_value(name)}: ["
        yield from _rows(iter(rows))
        yield "]"
    yield "}\n"


def json_value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_written)


def _rows(rows: Iterator[Row]) -> Iterator[str]:
    before = "\n"
    while batch := list(islice(rows, AT_ONCE)):
        yield before + ",\n".join(json_value(row) for row in batch)
        before = ",\n"


def _written(value: object) -> str:
    """What json does not know, and lazy texts."""
    return written(value) if isinstance(value, (date, Decimal)) else str(value)
