"""What happened to a plan or a measure, newest first: reports, values, assessments, editions, in one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from balss.plan.models import Assessment, Change, EvidenceCount, IndicatorValue, Measure, Plan, ProgressReport
from balss.plan.queries.scope import Scope

Subject = ProgressReport | IndicatorValue | Assessment | Change | EvidenceCount


@dataclass(frozen=True)
class Happening:
    """`kind` is report, value, assessment, count (of records) or change; values that came with a report are told
    by it.

    `is_superseded`: a public correction has taken its place since; what it said stays readable.
    """

    at: datetime
    kind: str
    subject: Subject
    is_superseded: bool = False


def history_of(about: Plan | Measure | Scope, *, first: int = 0, most: int = 30) -> list[Happening]:
    """`most` public happenings after the `first` newest ones. At most eleven queries, whatever there is."""
    until = first + most
    told = [each for kind, rows, when in _sources(_scope(about)) for each in _told(kind, rows, when, until)]
    return sorted(told, key=lambda each: (each.at, each.kind, each.subject.pk), reverse=True)[first:until]


def _scope(about: Plan | Measure | Scope) -> Scope:
    """What happened to a plan or a measure does not depend on the day of the scope."""
    if isinstance(about, Scope):
        return about
    if isinstance(about, Measure):
        return Scope(about.plan, about.plan.end_date, measure=about)
    return Scope(about, about.end_date)


def _sources(scope: Scope) -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """Kind, rows, and the column that says when."""
    reports = scope.of_reporters(ProgressReport.objects.filter(state__in=ProgressReport.PUBLIC_STATES))
    values = scope.of_reporters(IndicatorValue.objects.filter(report=None))
    yield (
        "report",
        scope.of_measures(reports).select_related("measure", "institution", "status", "period"),
        "submitted_at",
    )
    yield (
        "value",
        scope.of_measures(values, "indicator__measure").select_related("indicator__measure", "institution"),
        "recorded_at",
    )
    yield "assessment", scope.of_measures(Assessment.objects.all()).select_related("measure"), "recorded_at"
    counts = EvidenceCount.objects.exclude(came=[], went=[], before=F("number")).defer("records", "parts")
    if scope.institution is None:
        yield (
            "count",
            scope.of_measures(counts, "indicator__measure").select_related("indicator__measure"),
            "recorded_at",
        )
    yield "change", scope.changes().select_related("edition").defer("edition__document"), "edition__imported_at"


def _told(kind: str, rows: "QuerySet[Any]", when: str, until: int) -> Iterator[Happening]:
    for row in _with_what_it_shows(kind, rows).order_by(f"-{when}", "-pk")[:until]:
        at = row.edition.imported_at if kind == "change" else getattr(row, when)
        yield Happening(at, kind, row, is_superseded=kind not in ("change", "count") and _is_superseded(row))


def _with_what_it_shows(kind: str, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    if kind in ("change", "count"):
        return rows
    rows = rows.select_related("supersedes", "superseded_by")
    if kind == "report":
        return rows.prefetch_related("institution__names", "values__indicator", "values__document")
    if kind == "value":
        return rows.select_related("document", "superseded_by__report").prefetch_related("institution__names")
    return rows


def _is_superseded(row: ProgressReport | IndicatorValue | Assessment) -> bool:
    """Whether a correction has taken its place: one that is still a draft, or was returned, has not."""
    correction = getattr(row, "superseded_by", None)
    if isinstance(correction, IndicatorValue):
        correction = correction.report or correction
    if isinstance(correction, ProgressReport):
        return correction.state in ProgressReport.PUBLIC_STATES
    return correction is not None
