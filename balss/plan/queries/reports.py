"""Reports as the workplace asks for them: an institution's own, those that stand, and periods that are open."""

from datetime import date

from django.db.models import Q

from balss.places.models import Institution
from balss.places.queries import predecessors_on
from balss.plan.models import Measure, Plan, ProgressReport, ReportingPeriod
from balss.plan.models.progress import ReportQuerySet


def reports_of(institution: Institution, *, on: date) -> ReportQuerySet:
    """Its own reports and those of institutions that it took over, in every state; newest first."""
    return ProgressReport.objects.filter(institution__in=predecessors_on(institution, on=on))


def standing_report(measure: Measure, institution: Institution, period: ReportingPeriod) -> ProgressReport | None:
    """What the institution has reported for the period, in whatever state but draft; the last of its corrections."""
    reports = ProgressReport.objects.exclude(state=ProgressReport.State.DRAFT).filter(
        Q(superseded_by=None) | Q(superseded_by__state=ProgressReport.State.DRAFT),
        measure=measure, institution=institution, period=period,
    )  # fmt: skip
    return reports.order_by("-submitted_at", "-id").first()


def last_public_report(measure: Measure, institution: Institution, *, on: date) -> ProgressReport | None:
    """What the next report begins from."""
    return reports_of(institution, on=on).public().filter(measure=measure).first()


def open_periods(plan: Plan, *, on: date) -> list[ReportingPeriod]:
    """Periods that have begun and are not closed on the day, oldest first."""
    begun = ReportingPeriod.objects.filter(plan=plan, start_date__lte=on)
    return list(begun.filter(Q(closes_date=None) | Q(closes_date__gte=on)))


def awaited_period(plan: Plan, *, on: date) -> ReportingPeriod | None:
    """The last period that is over and not closed: what reports are due for."""
    over = [period for period in open_periods(plan, on=on) if period.end_date < on]
    return over[-1] if over else None
