"""The coordinator asks many institutions at once, reminds those that have not answered, and closes the request.

However many are asked, the number of queries is the same (in steps of several hundred rows).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balss.ledger.services import record
from balss.notices.services import send_all
from balss.places.models import Institution
from balss.plan.models import InformationRequest, Plan, ReportingPeriod, RequestRecipient, authored_by
from balss.plan.queries.contacts import contacts_of
from balss.plan.services.letters import Context, messages_to
from balss.plan.services.refusals import AnswerDatePassed, NobodyAsked, RemindedToday, RequestClosed
from balss.shared.permissions import Actor, require


@dataclass(frozen=True)
class Sent:
    """What sending did: how many letters there were, and institutions where nobody can be told by letter (they see
    the request in the workplace alone)."""

    request: InformationRequest
    letters: int
    unreachable: list[Institution]


@transaction.atomic
def send_request(
    *,
    plan: Plan,
    period: ReportingPeriod | None,
    institutions: Iterable[Institution],
    subject: str,
    text: str,
    answer_by_date: date,
    by: Actor,
    now: datetime,
) -> Sent:
    """Ask the institutions how far they are, each once. Raises NotAllowed, NobodyAsked, AnswerDatePassed."""
    require(by, "plan.send_request", plan, now)
    asked = list({each.pk: each for each in institutions}.values())
    if not asked:
        raise NobodyAsked
    if answer_by_date <= timezone.localdate(now):
        raise AnswerDatePassed(answer_by_date)
    request = InformationRequest.objects.create(
        plan=plan, period=period, subject=subject, text=text, answer_by_date=answer_by_date, sent_at=now,
        **authored_by(by),
    )  # fmt: skip
    RequestRecipient.objects.bulk_create(RequestRecipient(request=request, institution=each) for each in asked)
    content = {
        "request": str(request.public_id),
        "plan": plan.slug,
        "period": period.code if period else None,
        "subject": subject,
        "text": text,
        "answer_by": answer_by_date.isoformat(),
        "institutions": sorted(each.code for each in asked),
    }
    record(action="plan.request_sent", subject=request, by=by, now=now, content=content)
    return _tell(request, asked, "plan.request_sent", now)


@transaction.atomic
def remind_unanswered(*, request: InformationRequest, by: Actor, now: datetime) -> Sent:
    """Remind every institution that has not answered, at most once a day.

    Raises NotAllowed, RequestClosed, RemindedToday when none is left to be reminded today.
    """
    require(by, "plan.manage_request", request, now)
    request = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if request.closed_at is not None:
        raise RequestClosed
    today = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    waiting = request.recipients.unanswered().exclude(reminded_at__gte=today, reminded_at__lt=today + timedelta(days=1))
    recipients = list(waiting.select_related("institution"))
    if not recipients:
        raise RemindedToday
    request.recipients.filter(pk__in=[each.pk for each in recipients]).update(reminded_at=now)
    return _tell(request, [each.institution for each in recipients], "plan.request_reminder", now)


@transaction.atomic
def close_request(*, request: InformationRequest, by: Actor, now: datetime) -> InformationRequest:
    """End a request; closing a closed one changes nothing."""
    require(by, "plan.manage_request", request, now)
    request = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if request.closed_at is None:
        request.closed_at = now
        request.save(update_fields=["closed_at"])
        content = {"request": str(request.public_id)}
        record(action="plan.request_closed", subject=request, by=by, now=now, content=content)
    return request


def _tell(request: InformationRequest, institutions: list[Institution], kind: str, now: datetime) -> Sent:
    contacts = contacts_of(institutions, now=now)
    told = {contact for each in contacts.values() for contact in each}
    messages = messages_to(sorted(told, key=lambda contact: contact.email), _context(request))
    letters = send_all(kind=kind, messages=messages, now=now)
    return Sent(request, letters, [each for each in institutions if not contacts[each.pk]])


def _context(request: InformationRequest) -> Context:
    return lambda: {
        "subject": request.subject,
        "text": request.text,
        "answer_by": request.answer_by_date,
        "path": reverse("plan:request", args=[request.public_id]),
    }
