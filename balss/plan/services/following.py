"""What is found by searching, and what followers are told, follows what the services of the room write, in their
transactions."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import translation

from balss.notices.services import happened
from balss.places.models import Institution
from balss.plan.models import Assessment, Commitment, Measure, Plan, ProgressReport
from balss.plan.queries.followed import address_of
from balss.plan.queries.found import (
    key_of_commitment,
    key_of_measure,
    key_of_statement,
    numbered,
    reported,
)
from balss.search.services import index

MEASURE = "plan.measure"


def follow_plan(plan: Plan) -> None:
    """A new edition: whatever it added, changed or dropped, and what was said of its measures, which names them."""
    commitments = Commitment.objects.filter(plan=plan).select_related("plan")
    measures = Measure.objects.filter(plan=plan).select_related("plan")
    reports = ProgressReport.objects.filter(measure__plan=plan).select_related("measure__plan")
    assessments = Assessment.objects.filter(measure__plan=plan).select_related("measure__plan")
    index("plan.commitment", map(key_of_commitment, commitments))
    index("plan.measure", map(key_of_measure, measures))
    index("plan.report", map(key_of_statement, reports))
    index("plan.assessment", map(key_of_statement, assessments))


def follow_report(report: ProgressReport) -> None:
    """A report was sent, withdrawn or decided on; with it the one that it corrects comes or goes."""
    index("plan.report", [key_of_statement(each) for each in (report, report.supersedes) if each])


def tell_of_report(report: ProgressReport, *, now: datetime) -> None:
    """A report is public."""
    _tell(
        "plan.report_submitted",
        report.measure,
        reported(report.institution, report.measure),
        now,
        [report.institution],
    )


def tell_of_assessment(assessment: Assessment, *, now: datetime) -> None:
    measure = assessment.measure
    _tell("plan.measure_assessed", measure, numbered(measure.number or measure.key, measure.title), now)


@translation.override("lv")
def _tell(
    kind: str, measure: Measure, title: Mapping[str, str], now: datetime, institutions: Iterable[Institution] = ()
) -> None:
    happened(
        kind, about=(MEASURE, key_of_measure(measure)), title=title, address=address_of(measure),
        institutions=institutions, now=now,
    )  # fmt: skip


def follow_assessment(assessment: Assessment) -> None:
    index("plan.assessment", [key_of_statement(each) for each in (assessment, assessment.supersedes) if each])
