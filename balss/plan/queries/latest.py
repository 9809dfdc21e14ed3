"""What stands last on a day: of each body its report about each measure, of the reviewer the assessment."""

from collections import defaultdict
from datetime import date

from django.db.models import OuterRef, Subquery

from balss.places.models import Institution
from balss.plan.models import Assessment, Plan, ProgressReport


def reports_standing_on(plan: Plan, *, on: date) -> dict[int, list[ProgressReport]]:
    """By measure: the latest public report of each institution about a day up to this one. One query."""
    public = ProgressReport.objects.public().filter(as_of_date__lte=on)
    newest = public.filter(measure=OuterRef("measure"), institution=OuterRef("institution")).values("pk")[:1]
    found = public.filter(measure__plan=plan, pk=Subquery(newest))
    by_measure: dict[int, list[ProgressReport]] = defaultdict(list)
    for report in found.select_related("status", "institution").order_by("institution__code", "pk"):
        by_measure[report.measure_id].append(report)
    return by_measure


def newest_reports_of(institution: Institution, *, plan: Plan) -> dict[int, ProgressReport]:
    """By measure: its own latest public report. One query."""
    public = ProgressReport.objects.public().filter(institution=institution)
    newest = public.filter(measure=OuterRef("measure")).values("pk")[:1]
    found = public.filter(measure__plan=plan, pk=Subquery(newest)).select_related("status")
    return {report.measure_id: report for report in found}


def assessments_standing_on(plan: Plan, *, on: date) -> dict[int, Assessment]:
    """By measure: the reviewer's latest word about a day up to this one. One query."""
    standing = Assessment.objects.standing().filter(as_of_date__lte=on)
    newest = standing.filter(measure=OuterRef("measure")).values("pk")[:1]
    found = standing.filter(measure__plan=plan, pk=Subquery(newest))
    return {assessment.measure_id: assessment for assessment in found}
