"""Reported values of indicators: never more rows than are counted or told, however many were reported."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import ExtractYear, RowNumber

from balss.plan.models import Indicator, IndicatorValue

MOST_TOLD = 12  # of each indicator on a page; older ones stand in the history and the data

NEWEST_FIRST = (F("as_of_date").desc(), F("recorded_at").desc(), F("id").desc())
COUNTED = ("indicator", "metric", "institution", "number", "as_of_date", "recorded_at")


def last_values(indicators: Iterable[Indicator], *, yearly: Iterable[int], on: date) -> "QuerySet[IndicatorValue]":
    """Of each institution its last public number of each metric, of indicators in `yearly` (their keys) of each year;
    its last words where it gave no number. Newest first, loaded as far as they are counted."""
    numbered: QuerySet[IndicatorValue] = _numbered(indicators, yearly, on).filter(last=1)
    return numbered.only(*COUNTED)


def last_and_told_values(
    indicators: Iterable[Indicator], *, yearly: Iterable[int], on: date
) -> "QuerySet[IndicatorValue]":
    """The last values, and the newest ones of each indicator with what proves them, as `told` sorts them out."""
    newest = Window(RowNumber(), partition_by=F("indicator_id"), order_by=list(NEWEST_FIRST))
    numbered = _numbered(indicators, yearly, on).annotate(newest=newest)
    found: QuerySet[IndicatorValue] = numbered.filter(Q(last=1) | Q(newest__lte=MOST_TOLD + 1))
    return found.select_related("document", "institution")


def told(values: Sequence[IndicatorValue]) -> tuple[list[IndicatorValue], bool]:
    """Of an indicator's last and told values the MOST_TOLD newest, and whether there are older ones."""
    newest = [value for value in values if getattr(value, "newest", 0) <= MOST_TOLD]
    return newest, len(newest) < len(values)


def _numbered(indicators: Iterable[Indicator], yearly: Iterable[int], on: date) -> "QuerySet[Any]":
    """Public values; `last` is 1 for the last of its institution, metric and (of yearly indicators) year."""
    year = Case(When(indicator__in=list(yearly), then=ExtractYear("as_of_date")), default=Value(0))
    in_words = Case(When(number=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    last = Window(
        RowNumber(),
        partition_by=[F("indicator_id"), F("metric"), F("institution_id"), year],
        order_by=[in_words.asc(), *NEWEST_FIRST],
    )
    public = IndicatorValue.objects.public().filter(indicator__in=list(indicators), as_of_date__lte=on)
    return public.annotate(last=last)
