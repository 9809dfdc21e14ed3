"""The records that a self-assessment of a plan for a period is made of; nothing in it is written for the report.

Official and independent statuses are the latest words about a day up to the end of the period, the computed status is
that of its last day (of today while it lasts). Of reports and values those are told that are about the period. The
number of queries is the same for any number of measures, reports and values.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from balss.plan.models import (
    Assessment,
    BodyPart,
    Change,
    Gap,
    IndicatorValue,
    Plan,
    ProgressReport,
    ReportingPeriod,
    Result,
)
from balss.plan.queries.scope import Scope
from balss.plan.queries.status import ComputedStatus, DeadlineStanding, MeasureStanding

WHOLE_PLAN = "viss"  # stands in addresses for the code of a period
MOST_VALUES = 20  # of each indicator in a report; all of them are in the data
MOST_CORRECTIONS = 100

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Span:
    """Days that a self-assessment is about, both included: a reporting period, or the whole plan (None).

    `until` is the last day of it that has come.
    """

    period: ReportingPeriod | None
    start: date
    end: date
    until: date

    @property
    def code(self) -> str:
        return self.period.code if self.period else WHOLE_PLAN

    @property
    def lasts(self) -> bool:
        """Whether it is not over yet."""
        return self.until < self.end


@dataclass(frozen=True)
class MeasureAccount:
    """One measure: what is promised, its three statuses, and what was said about it in the period.

    `value_counts` holds, by indicator, how many values there are; `values` the newest MOST_VALUES of each.
    """

    standing: MeasureStanding
    results: list[Result]
    bodies: list[BodyPart]
    gaps: list[Gap]
    official: list[ProgressReport]
    assessment: Assessment | None
    reports: list[ProgressReport]
    values: dict[int, list[IndicatorValue]]
    value_counts: dict[int, int]


@dataclass(frozen=True)
class Corrections:
    """What was corrected; the newest MOST_CORRECTIONS of each kind."""

    reports: list[ProgressReport]
    values: list[IndicatorValue]
    assessments: list[Assessment]
    changes: list[Change]

    def __bool__(self) -> bool:
        return bool(self.reports or self.values or self.assessments or self.changes)


@dataclass(frozen=True)
class SelfAssessment:
    """Measures in the order of the plan; `scope` knows the names of institutions."""

    scope: Scope
    span: Span
    measures: list[MeasureAccount]
    gaps: list[Gap]  # of the whole document
    corrections: Corrections

    @property
    def overdue(self) -> list[tuple[MeasureAccount, DeadlineStanding]]:
        """Deadlines that are overdue on the last day, the longest overdue first."""
        found = [
            (account, each)
            for account in self.measures
            for each in account.standing.deadlines
            if each.status == ComputedStatus.OVERDUE
        ]
        return sorted(found, key=lambda pair: pair[1].days_left or 0)


def spans_of(plan: Plan, *, on: date) -> list[Span]:
    """The periods of a plan that have begun, the whole plan last; none before the plan begins."""
    begun = [period for period in plan.periods.all() if period.start_date <= on]
    spans = [Span(each, each.start_date, each.end_date, min(each.end_date, on)) for each in begun]
    if plan.start_date <= on:
        spans.append(Span(None, plan.start_date, plan.end_date, min(plan.end_date, on)))
    return spans


def self_assessment_of(plan: Plan, span: Span) -> SelfAssessment:
    scope = Scope(plan, span.until)
    results = _by_measure(scope.of_measures(Result.objects.all()).order_by("measure_id", "place"))
    bodies = _by_measure(scope.of_measures(BodyPart.objects.all()).order_by("measure_id", "place"))
    gaps = list(Gap.objects.filter(edition__in=plan.editions.in_force()).order_by("place", "id"))
    reports = _by_measure(_reports(scope, span))
    values, counts = _values(scope, span), _value_counts(scope, span)
    measures = [
        MeasureAccount(
            standing=standing,
            results=results[pk],
            bodies=bodies[pk],
            gaps=[gap for gap in gaps if gap.measure_id == pk],
            official=scope.reports.get(pk, []),
            assessment=scope.assessments.get(pk),
            reports=reports[pk],
            values=values,
            value_counts=counts,
        )
        for pk, standing in scope.standings.items()
    ]
    of_document = [gap for gap in gaps if gap.measure_id is None]
    return SelfAssessment(scope, span, measures, of_document, _corrections(scope, span))


def _by_measure(rows: "QuerySet[Row]") -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, "measure_id")].append(row)  # noqa: B009  (every model given here has it)
    return groups


def _reports(scope: Scope, span: Span) -> "QuerySet[ProgressReport]":
    """The latest public report of each body about the period, by its code; told for it, or about a day in it."""
    about = Q(as_of_date__gte=span.start, as_of_date__lte=span.until)
    if span.period is not None:
        about = Q(period=span.period) | Q(about, period=None)
    numbered = scope.of_measures(ProgressReport.objects.public().filter(about)).annotate(
        newer=Window(
            RowNumber(),
            partition_by=[F("measure_id"), F("institution_id")],
            order_by=[F("as_of_date").desc(), F("created_at").desc(), F("id").desc()],
        )
    )
    latest = numbered.filter(newer=1).select_related("status", "period")
    return latest.order_by("measure_id", "institution__code", "id")


def _in_span(scope: Scope, span: Span) -> "QuerySet[IndicatorValue]":
    public = IndicatorValue.objects.public().filter(as_of_date__gte=span.start, as_of_date__lte=span.until)
    return scope.of_measures(public, "indicator__measure")


def _values(scope: Scope, span: Span) -> dict[int, list[IndicatorValue]]:
    """By indicator, the newest first."""
    numbered = _in_span(scope, span).annotate(
        newer=Window(
            RowNumber(),
            partition_by=F("indicator_id"),
            order_by=[F("as_of_date").desc(), F("recorded_at").desc(), F("id").desc()],
        )
    )
    groups: dict[int, list[IndicatorValue]] = defaultdict(list)
    found = numbered.filter(newer__lte=MOST_VALUES).select_related("document")
    for value in found.order_by("indicator_id", "newer"):
        groups[value.indicator_id].append(value)
    return groups


def _value_counts(scope: Scope, span: Span) -> dict[int, int]:
    counted = _in_span(scope, span).order_by("indicator_id").values_list("indicator_id").annotate(Count("pk"))
    return dict(counted)


def _corrections(scope: Scope, span: Span) -> Corrections:
    """Public entries about days of the period that correct earlier ones, and what editions of its time changed."""
    about = Q(as_of_date__gte=span.start, as_of_date__lte=span.until, supersedes__isnull=False)
    reports = scope.of_measures(ProgressReport.objects.filter(about, state__in=ProgressReport.PUBLIC_STATES))
    published = Q(report=None) | Q(report__state__in=ProgressReport.PUBLIC_STATES)
    values = scope.of_measures(IndicatorValue.objects.filter(about, published), "indicator__measure")
    assessments = scope.of_measures(Assessment.objects.filter(about))
    changes = scope.changes().filter(
        edition__imported_at__date__gte=span.start, edition__imported_at__date__lte=span.until
    )
    return Corrections(
        list(reports.select_related("measure", "supersedes").order_by("-submitted_at", "-id")[:MOST_CORRECTIONS]),
        list(
            values.select_related("indicator__measure", "supersedes").order_by("-recorded_at", "-id")[:MOST_CORRECTIONS]
        ),
        list(assessments.select_related("measure").order_by("-recorded_at", "-id")[:MOST_CORRECTIONS]),
        list(
            changes.select_related("edition")
            .defer("edition__document")
            .order_by("-edition__number", "place")[:MOST_CORRECTIONS]
        ),
    )
