"""Letters of the workplace: the same words to many, each in the reader's language."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from balss.notices.services import Message, send_all
from balss.plan.models import Measure, ProgressReport
from balss.plan.queries.contacts import Contact

Context = Callable[[], dict[str, Any]]  # asked once for each language, which is then active


def messages_to(contacts: Iterable[Contact], context: Context, *, dedupe_key: str | None = None) -> list[Message]:
    """One message for each contact."""
    contacts = list(contacts)
    words: dict[str, dict[str, Any]] = {}
    for language in {contact.language for contact in contacts}:
        with translation.override(language):
            words[language] = context()
    return [Message(contact.email, contact.language, words[contact.language], dedupe_key) for contact in contacts]


def tell(*, kind: str, contacts: Iterable[Contact], context: Context, now: datetime) -> None:
    """Put one letter for each contact into the outbox, in the transaction under way."""
    send_all(kind=kind, messages=messages_to(contacts, context), now=now)


def measure_words(measure: Measure) -> dict[str, str]:
    """`number` for a subject line, `label` with the title where the plan has not lost it."""
    number = measure.number or measure.key
    return {"number": number, "label": f'{number} "{measure.name}"' if measure.name else number}


def report_context(report: ProgressReport) -> Context:
    return lambda: {
        "measure": measure_words(report.measure),
        "reason": report.return_reason,
        "path": reverse("plan:report", args=[report.public_id]),
    }
