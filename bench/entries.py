"""A measure about which much has been said: what its page costs must not grow with it."""

from datetime import date, timedelta

from django.utils import timezone

from balss.places.models import Institution
from balss.plan.models import IndicatorValue, Measure, ProgressReport

REPORTS = VALUES = 250


def write_entries(*, plan: str, key: str) -> None:
    """So many reports and values of all ministries on one measure, as of consecutive days from the plan's first."""
    measure = Measure.objects.select_related("plan").get(plan__slug=plan, key=key)
    ministries = list(Institution.objects.filter(kind="ministry"))
    ProgressReport.objects.bulk_create(_report(measure, place, ministries) for place in range(REPORTS))
    IndicatorValue.objects.bulk_create(_value(measure, place, ministries) for place in range(VALUES))


def _day(measure: Measure, place: int) -> date:
    return measure.plan.start_date + timedelta(days=place)


def _report(measure: Measure, place: int, ministries: list[Institution]) -> ProgressReport:
    now = timezone.now()
    return ProgressReport(
        measure=measure, institution=ministries[place % len(ministries)], as_of_date=_day(measure, place),
        status=measure.plan.statuses.all()[place % 3], text=f"Report {place}.", state=ProgressReport.State.ACCEPTED,
        created_at=now, updated_at=now, submitted_at=now, decided_at=now, author="bench",
    )  # fmt: skip


def _value(measure: Measure, place: int, ministries: list[Institution]) -> IndicatorValue:
    return IndicatorValue(
        indicator=measure.indicators.all()[place % 2], institution=ministries[place % len(ministries)], number=place,
        as_of_date=_day(measure, place), address=f"https://example.org/{place}", recorded_at=timezone.now(),
        author="bench",
    )  # fmt: skip
