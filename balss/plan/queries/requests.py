"""Requests for information: who was asked, who has answered and with what."""

from datetime import date

from balss.places.models import Institution
from balss.places.queries import predecessors_on
from balss.plan.models import InformationRequest, ProgressReport, RequestRecipient
from balss.plan.models.progress import ReportQuerySet
from balss.plan.queries.reports import reports_of


def answering_reports(recipient: RequestRecipient, *, on: date) -> ReportQuerySet:
    """Public reports by which an institution answers: for the period asked about, else those sent since the request."""
    request = recipient.request
    reports = reports_of(recipient.institution, on=on).public().filter(measure__plan=request.plan_id)
    if request.period_id is not None:
        return reports.filter(period=request.period_id)
    return reports.filter(submitted_at__gte=request.sent_at)


def open_requests_to(institution: Institution, *, on: date) -> list[RequestRecipient]:
    """What the institution, or one that it took over, is asked and has not answered; the soonest due first."""
    asked = RequestRecipient.objects.unanswered().filter(
        institution__in=predecessors_on(institution, on=on), request__closed_at=None
    )
    asked = asked.select_related("request__plan", "request__period", "institution")
    return list(asked.order_by("request__answer_by_date", "request__sent_at", "id"))


def recipients_of(request: InformationRequest) -> list[RequestRecipient]:
    """Everybody asked: those who have not answered first, by code; with their names."""
    recipients = request.recipients.select_related("institution").prefetch_related("institution__names")
    return sorted(recipients, key=lambda each: (each.answered_at is not None, each.institution.code))


def reported_measures(request: InformationRequest) -> dict[int, int]:
    """By institution, on how many measures it has answered with a public report. One query."""
    reports = ProgressReport.objects.public().filter(measure__plan=request.plan_id)
    if request.period_id is not None:
        reports = reports.filter(period=request.period_id)
    else:
        reports = reports.filter(submitted_at__gte=request.sent_at)
    measures: dict[int, set[int]] = {}
    for institution_id, measure_id in reports.order_by().values_list("institution_id", "measure_id"):
        measures.setdefault(institution_id, set()).add(measure_id)
    return {institution_id: len(each) for institution_id, each in measures.items()}
