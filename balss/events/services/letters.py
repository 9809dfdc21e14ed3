"""Letters of the room: each in the language of its reader, with the reader's own page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from balss.events.models import Event, Registration
from balss.events.queries.spans import span_words
from balss.events.services.links import link_of
from balss.notices.services import Message, send_all


def tell(
    *,
    kind: str,
    event: Event,
    registrations: Iterable[Registration],
    now: datetime,
    dedupe_key: str | None = None,
    **more: Any,
) -> int:
    """Put a letter for each registration that has an address into the outbox, in the transaction under way; answers
    how many were new. `more` goes into every letter."""
    found = [registration for registration in registrations if registration.email]
    words = {language: words_of(event, language) for language in {each.language for each in found}}
    messages = [
        Message(
            registration.email,
            registration.language,
            {
                "name": registration.name,
                "event": words[registration.language],
                "is_online": registration.is_online,
                "path": page_of(registration, event, registration.language),
                **more,
            },
            dedupe_key,
        )
        for registration in found
    ]
    return send_all(kind=kind, messages=messages, now=now)


def page_of(registration: Registration, event: Event, language: str) -> str:
    """Where the person sees and changes the registration."""
    with translation.override(language):
        if registration.account_id is not None:
            return reverse("events:event", args=[event.slug])
        return reverse("events:ticket", args=[link_of(registration)])


def words_of(event: Event, language: str) -> dict[str, Any]:
    """What letters say of an event, in a language."""
    with translation.override(language):
        return {
            "title": str(event.words("title", language)),
            "when": span_words(event.starts_at, event.ends_at),
            "where": ", ".join(filter(None, [event.place, event.address])) if event.has_site else _("online"),
            "online_link": event.online_link,
            "contact": " · ".join(filter(None, [event.contact_email, event.contact_phone])),
            "reason": event.cancel_reason,
            "path": event.get_absolute_url(),
        }
