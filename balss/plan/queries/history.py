"""What happened to a plan or a measure, newest first: reports, values, assessments, editions, in one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from balss.plan.models import Assessment, Change, IndicatorValue, Measure, Plan, ProgressReport

Subject = ProgressReport | IndicatorValue | Assessment | Change


@dataclass(frozen=True)
class Happening:
    """`kind` is report, value, assessment or change; values that came with a report are told by the report."""

    at: datetime
    kind: str
    subject: Subject


def history_of(about: Plan | Measure, *, first: int = 0, most: int = 30) -> list[Happening]:
    """`most` public happenings after the `first` newest ones. Four queries, whatever there is."""
    until = first + most
    told = [each for kind, rows, when in _sources(about) for each in _told(kind, rows, when, until)]
    return sorted(told, key=lambda each: (each.at, each.kind, each.subject.pk), reverse=True)[first:until]


def _sources(about: Plan | Measure) -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """Kind, rows, and the column that says when."""
    of_measure = {"measure": about} if isinstance(about, Measure) else {"measure__plan": about}
    of_indicator = {f"indicator__{key}": value for key, value in of_measure.items()}
    plan = about.plan if isinstance(about, Measure) else about
    changes = Change.objects.filter(edition__plan=plan)
    if isinstance(about, Measure):
        changes = changes.filter(measure_key=about.key)
    reports = ProgressReport.objects.filter(state__in=ProgressReport.PUBLIC_STATES, **of_measure)
    values = IndicatorValue.objects.filter(report=None, **of_indicator)
    yield "report", reports.select_related("measure", "institution", "status", "period"), "submitted_at"
    yield "value", values.select_related("indicator__measure", "institution"), "recorded_at"
    yield "assessment", Assessment.objects.filter(**of_measure).select_related("measure"), "recorded_at"
    yield "change", changes.select_related("edition"), "edition__imported_at"


def _told(kind: str, rows: "QuerySet[Any]", when: str, until: int) -> Iterator[Happening]:
    with_names = rows.prefetch_related("institution__names") if kind in ("report", "value") else rows
    for row in with_names.order_by(f"-{when}", "-pk")[:until]:
        at = row.edition.imported_at if kind == "change" else getattr(row, when)
        yield Happening(at, kind, row)
