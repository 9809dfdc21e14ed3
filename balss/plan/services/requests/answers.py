"""How an institution answers a request: by reports on all that it has to do, or in words.

The reports count by themselves: the institution has answered when the last one is sent.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balss.ledger.services import record
from balss.places.queries import predecessors_on
from balss.plan.models import ProgressReport, RequestRecipient
from balss.plan.queries.duties import duties_of
from balss.plan.queries.requests import answering_reports
from balss.plan.services.refusals import AnswerMissing, RequestClosed
from balss.shared.permissions import Actor, require


@transaction.atomic
def answer_request(*, recipient: RequestRecipient, words: str, by: Actor, now: datetime) -> RequestRecipient:
    """Answer in words, which may stand beside reports that were sent, or alone: nothing to report. An answer can be
    given anew until the request is closed. Raises NotAllowed, RequestClosed, AnswerMissing."""
    recipient = RequestRecipient.objects.select_for_update(of=("self",)).select_related("request").get(pk=recipient.pk)
    require(by, "plan.answer_request", recipient, now)
    if recipient.request.closed_at is not None:
        raise RequestClosed
    if not words.strip():
        raise AnswerMissing
    return _answered(recipient, words.strip(), by, now)


def note_report(report: ProgressReport, *, by: Actor, now: datetime) -> None:
    """A report was sent: answer the open requests to its institution for which nothing else was left to report."""
    today = timezone.localdate(now)
    asked = RequestRecipient.objects.unanswered().filter(
        institution__in=predecessors_on(report.institution, on=today),
        request__closed_at=None,
        request__plan=report.measure.plan_id,
    )
    for recipient in asked.select_related("request", "institution"):
        duties = duties_of(report.institution, on=today, plan=report.measure.plan)
        reported = {each.measure_id for each in answering_reports(recipient, on=today)}
        if all(duty.measure.pk in reported for duty in duties):
            _answered(recipient, "", by, now)


def _answered(recipient: RequestRecipient, words: str, by: Actor, now: datetime) -> RequestRecipient:
    recipient.answered_at, recipient.answer = now, words
    recipient.save(update_fields=["answered_at", "answer"])
    content = {"request": str(recipient.request.public_id), "institution": recipient.institution.code, "words": words}
    record(action="plan.request_answered", subject=recipient, by=by, now=now, content=content)
    return recipient
