"""Writing an event: begun as a draft, changed, thrown away."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from balss.core.alphabet import without_marks
from balss.events.models import ANNOUNCED_STATES, Event, Form, Registration, State
from balss.events.services.content import (
    Content,
    Schedule,
    content_of,
    write_content,
    write_links,
    write_schedule,
)
from balss.events.services.letters import tell
from balss.events.services.refusals import (
    CapacityTooSmall,
    ChangedMeanwhile,
    EndsBeforeItStarts,
    NotInThatState,
)
from balss.events.services.seating import settle
from balss.events.services.spreading import spread
from balss.ledger.services import record
from balss.places.models import Institution
from balss.shared.models import StoredFile
from balss.shared.permissions import Actor, require

LONGEST_WORDS_IN_ADDRESS = 60


@transaction.atomic
def create_event(*, institution: Institution, content: Content, schedule: Schedule, by: Actor, now: datetime) -> Event:
    """A draft, seen by the institution alone. Raises NotAllowed, EndsBeforeItStarts."""
    require(by, "events.create_event", institution, now)
    check_times(schedule)
    event = Event(institution=institution, slug=_new_slug(content.title), created_at=now, updated_at=now)
    write_content(event, content)
    write_schedule(event, schedule)
    event.save()
    write_links(event, content)
    return event


@transaction.atomic
def change_event(
    *, event: Event, content: Content, schedule: Schedule | None = None, revision: int, by: Actor, now: datetime
) -> Event:
    """Change what an event says; its time and place only while it is a draft (later by `move_event`).

    `revision` is the one that the sender began from. Who has a place is told when the link for taking part online
    changes; a greater capacity moves the waiting list up.
    Raises NotAllowed, ChangedMeanwhile, NotInThatState, CapacityTooSmall, EndsBeforeItStarts.
    """
    event = locked(event, "events.edit_event", by, now, State.DRAFT, *ANNOUNCED_STATES)
    if event.revision != revision:
        raise ChangedMeanwhile
    if schedule is not None and event.state == State.DRAFT:
        check_times(schedule)
        write_schedule(event, schedule)
    before = content_of(event)
    if content.capacity is not None and content.capacity < event.taken:
        raise CapacityTooSmall(event.taken)
    write_content(event, content)
    touch(event, now)
    write_links(event, content)
    if event.is_announced:
        record(action="events.event_changed", subject=event, by=by, now=now, content=public_facts(event))
        spread(event, by=by, now=now)
        settle(event, now=now)
        if content.online_link != before.online_link and event.has_link:
            online = Registration.objects.filter(event=event, is_online=True).going()
            tell(kind="events.event_changed", event=event, registrations=online, now=now)
    return event


@transaction.atomic
def discard_draft(*, event: Event, by: Actor, now: datetime) -> None:
    """Throw a draft away with its files; what was announced is cancelled instead. Raises NotAllowed, NotInThatState."""
    event = locked(event, "events.edit_event", by, now, State.DRAFT)
    files = list(event.materials.exclude(file=None).values_list("file_id", flat=True))
    event.delete()
    StoredFile.objects.filter(pk__in=files).delete()


def locked(event: Event, action: str, by: Actor, now: datetime, *states: State) -> Event:
    """The event as it is now, changed by nobody else until the transaction ends. Raises NotAllowed, NotInThatState."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    require(by, action, event, now)
    if event.state not in states:
        raise NotInThatState(event)
    return event


def touch(event: Event, now: datetime) -> None:
    """Save a change that calendars have to learn of."""
    event.revision += 1
    event.updated_at = now
    event.save()


def check_times(schedule: Schedule) -> None:
    if schedule.ends_at <= schedule.starts_at:
        raise EndsBeforeItStarts


def public_facts(event: Event) -> dict[str, Any]:
    """What the ledger says of an event: what everybody sees of it."""
    return {
        "kind": event.kind,
        "title": event.title,
        "institution": event.institution.code,
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "form": event.form,
        "place": event.place if event.form != Form.ONLINE else "",
        "territory": event.territory.slug if event.territory else None,
        "measures": sorted(event.measures.values_list("key", flat=True)),
    }


def _new_slug(title: str) -> str:
    """Words of the title and six random digits, so that no two are alike and none is a word of our own addresses."""
    words = slugify(without_marks(title))[:LONGEST_WORDS_IN_ADDRESS].strip("-")
    return f"{words}-{secrets.token_hex(3)}" if words else f"notikums-{secrets.token_hex(3)}"
