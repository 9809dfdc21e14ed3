"""Sending a report, from when on it is public, and taking it back before the coordinator has decided."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balss.ledger.services import record
from balss.plan.models import ProgressReport
from balss.plan.services.following import follow_report, tell_of_report
from balss.plan.services.progress.content import check_day, missing_from, read_content, slots_of
from balss.plan.services.progress.drafts import State, check_open, duty_of, locked, sign
from balss.plan.services.refusals import DraftChanged, DraftExists, ReportIncomplete
from balss.plan.services.requests.answers import note_report
from balss.shared.permissions import Actor


@transaction.atomic
def submit_report(*, report: ProgressReport, version: int, by: Actor, now: datetime) -> ProgressReport:
    """Send a draft to the coordinator; from now on it is public.

    Raises NotAllowed, NotInThatState, DraftChanged when `version` is not what is saved, PeriodClosed, ReportIncomplete,
    DateInFuture, DateOutsidePeriod.
    """
    report = locked(report, "plan.edit_report", by, now, State.DRAFT)
    if report.version != version:
        raise DraftChanged(report)
    if report.period is not None and report.supersedes is None:
        check_open(report.period, now)
    slots = slots_of(duty_of(report, now))
    content = read_content(report, slots)
    today = timezone.localdate(now)
    check_day(report.as_of_date, period=report.period, plan_start=report.measure.plan.start_date, today=today)
    if missing := missing_from(content, slots):
        raise ReportIncomplete(missing)
    report.state, report.submitted_at = State.SUBMITTED, now
    sign(report, by, now)
    report.save()
    record(action="plan.report_submitted", subject=report, by=by, now=now, content=_said(report))
    follow_report(report)
    tell_of_report(report, now=now)
    note_report(report, by=by, now=now)
    return report


@transaction.atomic
def withdraw_report(*, report: ProgressReport, by: Actor, now: datetime) -> ProgressReport:
    """Make a sent report a draft again, as long as the coordinator has not decided.

    Raises NotAllowed, NotInThatState, DraftExists.
    """
    report = locked(report, "plan.edit_report", by, now, State.SUBMITTED)
    draft = ProgressReport.objects.filter(
        measure=report.measure, institution=report.institution, period=report.period, state=State.DRAFT
    ).first()
    if draft is not None:
        raise DraftExists(draft)
    report.state, report.submitted_at = State.DRAFT, None
    sign(report, by, now)
    report.save()
    record(action="plan.report_withdrawn", subject=report, by=by, now=now, content=whose(report))
    follow_report(report)
    return report


def whose(report: ProgressReport) -> dict[str, Any]:
    return {
        "report": str(report.public_id),
        "plan": report.measure.plan.slug,
        "measure": report.measure.key,
        "institution": report.institution.code,
        "period": report.period.code if report.period else None,
    }


def _said(report: ProgressReport) -> dict[str, Any]:
    """The whole report, as the ledger keeps it: it is public from this moment."""
    values = report.values.select_related("indicator", "document").order_by("indicator__place", "metric", "id")
    return whose(report) | {
        "as_of_date": report.as_of_date.isoformat(),
        "status": report.status.code if report.status else None,
        "text": report.text,
        "obstacles": report.obstacles,
        "corrects": str(report.supersedes.public_id) if report.supersedes else None,
        "values": [
            {
                "indicator": value.indicator.serial,
                "metric": value.metric,
                "number": None if value.number is None else f"{value.number.normalize():f}",
                "text": value.text,
                "address": value.address,
                "document_sha256": value.document.content_id if value.document else None,
            }
            for value in values
        ],
    }
