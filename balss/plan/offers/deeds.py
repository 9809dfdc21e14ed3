"""What the public ledger calls the deeds of the plan, and the public page where what they were done to is seen."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balss.plan.models import Assessment, Edition, Measure, ProgressReport, ReportingPeriod
from balss.shared.deeds import Deed, deeds, page_of


def _measure_page(measure: Measure) -> str:
    return reverse("plan:measure", args=[measure.plan.slug, measure.key])


of_report = page_of(ProgressReport, lambda report: _measure_page(report.measure))

deeds.pin(
    Deed(
        "plan.edition_imported",
        _("Edition of the plan imported"),
        page_of(Edition, lambda edition: reverse("plan:plan", args=[edition.plan.slug])),
    ),
    Deed("plan.report_submitted", _("Progress report submitted"), of_report),
    Deed("plan.report_withdrawn", _("Progress report taken back before the decision"), of_report),
    Deed("plan.report_accepted", _("Progress report accepted"), of_report),
    Deed("plan.report_returned", _("Progress report returned"), of_report),
    Deed(
        "plan.measure_assessed",
        _("Measure assessed independently"),
        page_of(Assessment, lambda assessment: _measure_page(assessment.measure)),
    ),
    Deed(
        "plan.period_closing_set",
        _("Last day for reports of a period set"),
        page_of(ReportingPeriod, lambda period: reverse("plan:calendar", args=[period.plan.slug])),
    ),
    Deed("plan.request_sent", _("Request for information sent")),
    Deed("plan.request_answered", _("Request for information answered")),
    Deed("plan.request_closed", _("Request for information closed")),
)
