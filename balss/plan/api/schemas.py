"""The shapes of the answers; rows have the fields of the tables of open data."""

import datetime as dt
from types import GenericAlias
from typing import Any

from ninja import Field, Schema
from pydantic import create_model

from balss.plan.api.listing import schema_of
from balss.plan.queries.tables import TABLES

Words = dict[str, str]

SCHEMAS = {
    "measures": "Measure",
    "indicators": "Indicator",
    "targets": "Target",
    "values": "IndicatorValue",
    "counts": "EvidenceCount",
    "deadlines": "Deadline",
    "bodies": "BodyPart",
    "gaps": "Gap",
    "footnotes": "Footnote",
    "reports": "ProgressReport",
    "assessments": "Assessment",
    "changes": "Change",
}
ROWS = {name: schema_of(TABLES[name], schema) for name, schema in SCHEMAS.items()}


class EditionOut(Schema):
    """The document that the plan was read from."""

    number: int
    sha256: str
    file_name: str
    imported_at: dt.datetime


class StatusOut(Schema):
    """A status of the plan's own scheme."""

    code: str
    label: Words = Field(description="by language")
    is_final: bool = Field(description="whether it says that the work has ended")
    is_offered: bool = Field(description="whether it can still be reported")


class PeriodOut(Schema):
    """A reporting period, both days included."""

    code: str
    label: Words = Field(description="by language")
    start_date: dt.date
    end_date: dt.date
    closes_date: dt.date | None = Field(description="last day to report; null where nobody has set it")


class PlanOut(Schema):
    """A national action plan."""

    plan: str = Field(description="its name in addresses; never changes")
    country: str = Field(description="ISO 3166-1 alpha-2")
    number: int
    title: Words = Field(description="by language")
    languages: list[str] = Field(description="in which it was published, the leading one first")
    start_date: dt.date
    end_date: dt.date
    coordinator: str | None = Field(description="code of the institution that coordinates it")
    edition: EditionOut | None = Field(description="the edition in force")
    statuses: list[StatusOut]
    periods: list[PeriodOut]
    url: str = Field(description="address of its page")
    data: str = Field(description="address of the description of its data")


class CellWords(Schema):
    """A cell of the published table."""

    column: str
    words: str
    line: int | None


def list_of(table: str) -> Any:
    """The type of a list of a table's rows."""
    return GenericAlias(list, (ROWS[table],))


MEASURE_FIELDS: dict[str, Any] = {
    "measure": (ROWS["measures"], ...),
    "cells": (list[CellWords], Field(..., description="the words of the published table")),
    **{name: (list_of(name), ...) for name in TABLES if name != "measures"},
}
MeasureOut: Any = create_model(
    "MeasureWithAll",
    __base__=Schema,
    __doc__="All that is about one measure. Of reports and values the newest 100; all are in lists of their own.",
    **MEASURE_FIELDS,
)

OBLIGATIONS_FIELDS: dict[str, Any] = {
    "institution": (str, Field(..., description="its code")),
    "institution_name": (str, ...),
    "measures": (list_of("measures"), ...),
    "bodies": (list_of("bodies"), Field(..., description="its parts in them")),
    "deadlines": (list_of("deadlines"), ...),
}
ObligationsOut: Any = create_model(
    "Obligations",
    __base__=Schema,
    __doc__="What an institution has promised in a plan, by name or through its groups.",
    **OBLIGATIONS_FIELDS,
)
