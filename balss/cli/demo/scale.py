"""Data for measuring, of a size that is asked for: invented bodies that report on every measure, one of them much more.

Always the same for the same day: numbers take the place of chance. Rows are written many at once; the ledger's entries
by its own service, one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from balss.ledger.services import record
from balss.places.models import Institution, InstitutionKind, InstitutionName
from balss.plan.models import (
    Assessment,
    Indicator,
    IndicatorValue,
    Measure,
    OfficialStatus,
    Plan,
    ProgressReport,
    authored_by,
)
from balss.shared.permissions import SYSTEM

BODIES, REPORTS, ASSESSMENTS = 100, 1_000, 100  # for each unit of scale
VALUES_EACH = 2  # of a report, where its measure has so many indicators
BUSY = "2.2"  # the measure that gets every second report
CODE = "MERIJUMS"  # what the codes of the invented bodies begin with
STEP = 400  # rows in one statement


class AlreadyScaled(Exception):
    """Data for measuring is there: a second portion would not be of the size asked for."""


@dataclass(frozen=True)
class Written:
    bodies: int
    reports: int
    values: int
    assessments: int


@transaction.atomic
def write(plan: Plan, *, scale: int, now: datetime) -> Written:
    """Write `scale` times the sizes above, none of it dated after `now`. Raises AlreadyScaled."""
    if Institution.objects.filter(code__startswith=CODE).exists():
        raise AlreadyScaled
    bodies = _bodies(BODIES * scale, plan)
    measures = _measures(plan)
    days = _days(plan, until=timezone.localdate(now))
    reports = list(islice(_reports(plan, bodies, measures, days), REPORTS * scale))
    ProgressReport.objects.bulk_create(reports, batch_size=STEP)
    values = list(_values(reports))
    IndicatorValue.objects.bulk_create(values, batch_size=STEP)
    assessments = list(islice(_assessments(measures, days), ASSESSMENTS * scale))
    Assessment.objects.bulk_create(assessments, batch_size=STEP)
    for report in reports:
        content = {"plan": plan.slug, "measure": report.measure.key, "institution": report.institution.code}
        record(action="plan.report_accepted", subject=report, by=SYSTEM, now=now, content=content)
    for assessment in assessments:
        content = {"plan": plan.slug, "measure": assessment.measure.key, "completion": assessment.completion}
        record(action="plan.measure_assessed", subject=assessment, by=SYSTEM, now=now, content=content)
    return Written(len(bodies), len(reports), len(values), len(assessments))


def _bodies(count: int, plan: Plan) -> list[Institution]:
    bodies = [
        Institution(
            code=f"{CODE}_{number:05}",
            slug=f"{CODE}-{number:05}".lower(),
            kind=InstitutionKind.SUBORDINATE_INSTITUTION,
            valid_from=plan.start_date,
            source="balss demo --scale",
        )
        for number in range(1, count + 1)
    ]
    Institution.objects.bulk_create(bodies, batch_size=STEP)
    names = [InstitutionName(institution=body, lv=f"Mērījumu iestāde {body.code[-5:]}") for body in bodies]
    InstitutionName.objects.bulk_create(names, batch_size=STEP)
    return bodies


def _measures(plan: Plan) -> list[Measure]:
    """Every measure once, and the busy one between each two."""
    measures = list(Measure.objects.standing().filter(plan=plan).prefetch_related("indicators"))
    busy = [measure for measure in measures if measure.key == BUSY] or measures[:1]
    return [each for measure in measures if measure not in busy for each in (measure, *busy)]


def _days(plan: Plan, *, until: date) -> list[date]:
    """Days of the plan that are over, the oldest first; at least its first."""
    count = max((min(until, plan.end_date) - plan.start_date).days, 1)
    return [plan.start_date + timedelta(days=number) for number in range(count)]


def _reports(
    plan: Plan, bodies: list[Institution], measures: list[Measure], days: list[date]
) -> Iterator[ProgressReport]:
    """Accepted reports without end, outside the periods. A body reports on a measure again when all had their turn."""
    statuses: list[OfficialStatus] = list(plan.statuses.all())
    turns = zip(cycle(bodies), cycle(measures), cycle(days), cycle(statuses), strict=False)
    for number, (body, measure, day, status) in enumerate(turns):
        at = _noon(day)
        yield ProgressReport(
            public_id=_name("report", number), measure=measure, institution=body, as_of_date=day, status=status,
            text=f"Mērījumu pārskats {number}: izpilde noris saskaņā ar plānu.", state=ProgressReport.State.ACCEPTED,
            created_at=at, updated_at=at, submitted_at=at, decided_at=at, decided_by=SYSTEM.public_id,
            **authored_by(SYSTEM),
        )  # fmt: skip


def _values(reports: list[ProgressReport]) -> Iterator[IndicatorValue]:
    """A number for the first indicators of each report's measure."""
    for number, report in enumerate(reports):
        indicators: list[Indicator] = list(report.measure.indicators.all())[:VALUES_EACH]
        for indicator in indicators:
            yield IndicatorValue(
                public_id=_name(f"value {indicator.serial}", number), indicator=indicator, report=report,
                institution=report.institution, metric=_first_metric(indicator), number=number % 100,
                as_of_date=report.as_of_date, recorded_at=report.created_at,
                **authored_by(SYSTEM),
            )  # fmt: skip


def _first_metric(indicator: Indicator) -> str:
    return indicator.metrics[0] if len(indicator.metrics) > 1 else ""


def _assessments(measures: list[Measure], days: list[date]) -> Iterator[Assessment]:
    turns = zip(cycle(measures), cycle(days), cycle(Assessment.Completion.values), strict=False)
    for number, (measure, day, completion) in enumerate(turns):
        yield Assessment(
            public_id=_name("assessment", number), measure=measure, completion=completion, as_of_date=day,
            text=f"Mērījumu vērtējums {number}.", recorded_at=_noon(day), **authored_by(SYSTEM),
        )  # fmt: skip


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _name(kind: str, number: int) -> UUID:
    """The same public name for the same thing wherever the data is loaded."""
    return uuid5(NAMESPACE_URL, f"balss demo --scale: {kind} {number}")
