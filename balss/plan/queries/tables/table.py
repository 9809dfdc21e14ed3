"""A table of open data: its fields with their meanings, and its rows. CSV, XLSX, JSON and the API all read this."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language, override

from balss.core.tabular.cells import Cell
from balss.plan.queries.scope import Scope

Row = dict[str, Cell]
Records = Sequence[Any] | QuerySet[Any, Any]

AT_ONCE = 500  # rows read together: memory holds no more of them, however long a table is


class Type(StrEnum):
    """Types of the Table Schema (Data Package). A number is exact; in JSON it stands as text."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True)
class Field:
    """One column: a name that never changes, and its meaning. An empty cell is None; a `required` column has none."""

    name: str
    meaning: str | Promise
    type: Type = Type.STRING
    required: bool = False


@dataclass(frozen=True)
class Table:
    """`records` gives what the rows are made of, in a total order; `row` makes one row, with the keys of `fields`.

    `key` names the fields that together tell rows of one plan apart.
    """

    name: str
    title: str | Promise
    meaning: str | Promise
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    records: Callable[[Scope], Records]
    row: Callable[[Any, Scope], Row]

    def rows(self, scope: Scope) -> Iterator[Row]:
        """All rows, read as they are asked for; their words in the language in which this was called."""
        records = self.records(scope)
        iterator = records.iterator(chunk_size=AT_ONCE) if isinstance(records, QuerySet) else iter(records)
        return _rows(self, iterator, scope, get_language())


def _rows(table: Table, records: Iterator[Any], scope: Scope, language: str | None) -> Iterator[Row]:
    """Whoever streams rows asks for them when the language of the request is no longer set."""
    while True:
        with override(language):
            rows = [table.row(record, scope) for record in islice(records, AT_ONCE)]
        if not rows:
            return
        yield from rows
