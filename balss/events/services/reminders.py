"""Letters by the clock: to those who registered, before the event; to the organiser, until it is closed.

Each goes to an address once for the time at which the event begins: a moved event is reminded of anew. After an outage
only the latest of those that were missed is sent.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from balss.events.models import Event, Registration
from balss.events.services.letters import tell, words_of
from balss.notices.services import Message, send_all
from balss.plan.queries.contacts import contacts_of
from balss.shared.permissions import Actor, require

BEFORE = (timedelta(days=1), timedelta(days=7))  # the nearest first
AFTER = (timedelta(days=14), timedelta(days=7), timedelta(days=1))  # the latest first


def reminder_due(event: Event, now: datetime) -> timedelta | None:
    """Which reminder an event asks for now: the shortest of BEFORE that has come; None when it is far or has begun."""
    left = event.starts_at - now
    return next((each for each in BEFORE if timedelta(0) < left <= each), None)


@transaction.atomic
def send_reminders(*, by: Actor, now: datetime) -> int:
    """Put the reminders that are due into the outbox; answers how many were new. Repeatable.

    Who registered after the time of a reminder has just been told everything, and is not reminded.
    """
    require(by, "events.send_reminders", None, now)
    near = Event.objects.announced().filter(starts_at__gt=now, starts_at__lte=now + max(BEFORE))
    return sum(_remind(event, now) for event in near) + _ask_to_close(now)


def _remind(event: Event, now: datetime) -> int:
    before = reminder_due(event, now)
    if before is None:
        return 0
    since = event.starts_at - before
    told = Registration.objects.filter(event=event, queued_at__lt=since).going().exclude(email="")
    key = f"{event.pk} {event.starts_at.isoformat()} {before.days}"
    return tell(
        kind="events.reminder",
        event=event,
        registrations=told,
        now=now,
        dedupe_key=key,
        days=before.days,
    )


def _ask_to_close(now: datetime) -> int:
    """To the organisers of events that are over and not closed."""
    longest = timedelta(days=settings.EVENT_REGISTRATION_DAYS)
    open_ones = Event.objects.announced().filter(ends_at__lte=now - min(AFTER), ends_at__gt=now - longest)
    events = list(open_ones.select_related("institution"))
    contacts = contacts_of({event.institution for event in events}, now=now, scope="events")
    messages = []
    for event in events:
        after = next(each for each in AFTER if event.ends_at <= now - each)
        for contact in contacts[event.institution_id]:
            messages.append(
                Message(
                    contact.email,
                    contact.language,
                    _context(event, contact.language, longest),
                    f"{event.pk} {event.ends_at.isoformat()} {after.days}",
                )
            )
    return send_all(kind="events.closing_due", messages=messages, now=now)


def _context(event: Event, language: str, kept: timedelta) -> dict[str, object]:
    with translation.override(language):
        return {
            "event": words_of(event, language),
            "erased_on": (event.ends_at + kept).date(),
            "path": reverse("events:close", args=[event.slug]),
        }
