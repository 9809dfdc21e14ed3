"""Measures at a glance: who answers for each, and its three statuses side by side, never merged."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from balss.plan.models import Assessment, BodyPart, Plan, ProgressReport, Said, said
from balss.plan.queries.status import ComputedStatus, MeasureStanding, standings_of


@dataclass(frozen=True)
class StatusCount:
    """How many bodies last reported this status of the plan's own scheme."""

    name: Said
    bodies: int


@dataclass(frozen=True)
class MeasureOverview:
    """`responsible` are in the plan's words; `official` is empty while nobody has reported, `assessment` None while no
    reviewer has judged."""

    standing: MeasureStanding
    responsible: list[BodyPart]
    official: list[StatusCount]
    assessment: Assessment | None


def overviews_of(plan: Plan, *, on: date) -> list[MeasureOverview]:
    """All measures of the edition in force, in its order. The same number of queries for any number of measures."""
    standings = standings_of(plan, on=on)
    responsible: dict[int, list[BodyPart]] = defaultdict(list)
    for part in BodyPart.objects.filter(measure__plan=plan, part=BodyPart.Part.RESPONSIBLE):
        responsible[part.measure_id].append(part)
    official = official_statuses(plan)
    assessments = latest_assessments(plan)
    return [
        MeasureOverview(
            standing,
            responsible[standing.measure.pk],
            official.get(standing.measure.pk, []),
            assessments.get(standing.measure.pk),
        )
        for standing in standings
    ]


def status_counts(standings: Iterable[MeasureStanding]) -> list[tuple[ComputedStatus, int]]:
    """How many measures have each computed status, gravest first; those that none has included."""
    counts = Counter(standing.status for standing in standings)
    return [(status, counts[status]) for status in ComputedStatus]


def official_statuses(plan: Plan) -> dict[int, list[StatusCount]]:
    """By measure: what its bodies say in their latest public reports, in the order of the scheme. One query."""
    newer = Window(
        RowNumber(),
        partition_by=[F("measure_id"), F("institution_id")],
        order_by=[F("as_of_date").desc(), F("created_at").desc(), F("id").desc()],
    )
    rows = (
        ProgressReport.objects.public()
        .filter(measure__plan=plan)
        .annotate(newer=newer)
        .filter(newer=1)
        .order_by("measure_id", "status__place", "status_id")
        .values_list("measure_id", "status_id", "status__label")
    )
    labels = {status_id: label for _, status_id, label in rows}
    counts: dict[int, list[StatusCount]] = defaultdict(list)
    for (measure_id, status_id), bodies in Counter((row[0], row[1]) for row in rows).items():
        counts[measure_id].append(StatusCount(said(labels[status_id]), bodies))
    return counts


def latest_assessments(plan: Plan) -> dict[int, Assessment]:
    """By measure: the reviewer's latest word. One query."""
    newest = Assessment.objects.standing().filter(measure=OuterRef("measure")).values("pk")[:1]
    found = Assessment.objects.filter(measure__plan=plan, pk=Subquery(newest))
    return {assessment.measure_id: assessment for assessment in found}
