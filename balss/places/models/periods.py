"""Effective dates: what holds from one day to another, both days included."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q

Row = TypeVar("Row", bound="Period")

EARLIEST_FIRST = F("valid_from").asc(nulls_first=True)  # an unknown start is the earliest; the engines disagree on it


class PeriodQuerySet(models.QuerySet[Row]):
    def on(self, day: dt.date) -> Self:
        """Rows in force on the day. A missing start means “before our records”, a missing end “still”."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Period(models.Model):
    """From `valid_from` to `valid_to`, both included; None is unknown (start) or open (end)."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def in_force(rows: Iterable[Row], day: dt.date) -> Row | None:
    """The row in force on the day, else the nearest: the last of those gone by, or the first to come.

    A body keeps its last name once it is gone, and its first name before our records begin.
    None only when there are no rows at all.
    """
    ordered = sorted(rows, key=lambda row: row.valid_from or dt.date.min)
    covering = [row for row in ordered if row.covers(day)]
    if covering:
        return covering[-1]
    past = [row for row in ordered if row.valid_to is not None and row.valid_to < day]
    return past[-1] if past else next(iter(ordered), None)


def one_current_per(*fields: str, name: str) -> list[Any]:
    """Constraints that keep a history apart: one open row, and no two rows with one start, per `fields`."""
    return [
        models.UniqueConstraint(fields=[*fields, "valid_from"], name=f"{name}_one_per_start"),
        models.UniqueConstraint(
            fields=list(fields), condition=Q(valid_from__isnull=True), name=f"{name}_one_without_start"
        ),
        models.UniqueConstraint(fields=list(fields), condition=Q(valid_to__isnull=True), name=f"{name}_one_current"),
    ]
