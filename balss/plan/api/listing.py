"""The tables of open data as the API gives them: a schema made of a table's fields, and its rows in parts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, overload

from django.utils.translation import override
from ninja import Field, Schema
from pydantic import create_model

from balss.core.tabular.cells import Row, written
from balss.plan.queries.scope import Scope
from balss.plan.queries.tables import Table, Type

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
TYPES: dict[Type, Any] = {
    Type.STRING: str,
    Type.INTEGER: int,
    Type.NUMBER: Exact,
    Type.BOOLEAN: bool,
    Type.DATE: dt.date,
    Type.DATETIME: dt.datetime,
}


def schema_of(table: Table, name: str) -> Any:
    """The schema of a row; meanings in English, as everywhere in the description of the API."""
    fields: dict[str, Any] = {}
    with override("en"):
        for field in table.fields:
            kind = TYPES[field.type] if field.required else TYPES[field.type] | None
            fields[field.name] = (kind, Field(..., description=str(field.meaning)))
        return create_model(name, __base__=Schema, __doc__=str(table.meaning), **fields)


@dataclass(frozen=True)
class Listing(Sequence[dict[str, Any]]):
    """The rows of a table, made only where they are asked for; words in a language."""

    table: Table
    scope: Scope
    language: str

    def __len__(self) -> int:
        records = self.table.records(self.scope)
        return len(records) if isinstance(records, Sequence) else records.count()

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        records = self.table.records(self.scope)
        with override(self.language):
            if isinstance(place, slice):
                return [self._exact(self.table.row(record, self.scope)) for record in records[place]]
            return self._exact(self.table.row(records[place], self.scope))

    def newest(self, most: int) -> list[dict[str, Any]]:
        """The last rows of a table that is in the order of time."""
        count = len(self)
        return self[max(count - most, 0) : count]

    @staticmethod
    def _exact(row: Row) -> dict[str, Any]:
        """Numbers as text: JSON readers would round them."""
        return {name: written(cell) if isinstance(cell, Decimal) else cell for name, cell in row.items()}
