"""What the coordinator of the plan decides about reports that were sent: accepted, or returned with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from balss.ledger.services import record
from balss.plan.models import ProgressReport
from balss.plan.queries.contacts import Contact, contacts_of
from balss.plan.services.following import follow_report
from balss.plan.services.letters import report_context, tell
from balss.plan.services.progress.drafts import locked
from balss.plan.services.progress.sending import whose
from balss.plan.services.refusals import NotInThatState, ReasonMissing
from balss.shared.permissions import Actor, require

State = ProgressReport.State


@dataclass(frozen=True)
class Accepted:
    """`passed_over` were no longer waiting: somebody withdrew them or decided first."""

    accepted: list[ProgressReport]
    passed_over: list[ProgressReport]


@transaction.atomic
def accept_reports(*, reports: Iterable[ProgressReport], by: Actor, now: datetime) -> Accepted:
    """Accept those that still wait. Raises NotAllowed when one of them is not the actor's to decide."""
    outcome = Accepted([], [])
    for report in reports:
        require(by, "plan.decide_report", report, now)
        try:
            report = locked(report, "plan.decide_report", by, now, State.SUBMITTED)
        except NotInThatState as refused:
            outcome.passed_over.append(refused.report)
            continue
        report.state, report.decided_at, report.decided_by = State.ACCEPTED, now, by.public_id
        report.save(update_fields=["state", "decided_at", "decided_by"])
        record(action="plan.report_accepted", subject=report, by=by, now=now, content=whose(report))
        _tell(report, "plan.report_accepted", now)
        outcome.accepted.append(report)
    return outcome


@transaction.atomic
def return_report(*, report: ProgressReport, reason: str, by: Actor, now: datetime) -> ProgressReport:
    """Return a report to its institution, which is told why. It is no longer public.

    The reason is between the two and is not in the ledger. Raises NotAllowed, NotInThatState, ReasonMissing.
    """
    report = locked(report, "plan.decide_report", by, now, State.SUBMITTED)
    if not reason.strip():
        raise ReasonMissing
    report.state, report.decided_at, report.decided_by = State.RETURNED, now, by.public_id
    report.return_reason = reason.strip()
    report.save(update_fields=["state", "decided_at", "decided_by", "return_reason"])
    record(action="plan.report_returned", subject=report, by=by, now=now, content=whose(report))
    follow_report(report)
    _tell(report, "plan.report_returned", now)
    return report


def _tell(report: ProgressReport, kind: str, now: datetime) -> None:
    contacts = contacts_of([report.institution], now=now)[report.institution_id]
    tell(kind=kind, contacts=_author_or_all(report, contacts), context=report_context(report), now=now)


def _author_or_all(report: ProgressReport, contacts: list[Contact]) -> list[Contact]:
    """Whoever sent it, if still in office there; else everybody who is."""
    return [contact for contact in contacts if contact.public_id == report.author] or contacts
