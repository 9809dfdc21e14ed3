"""Announcing an event, moving it, calling it off; and telling everybody who registered."""

from datetime import datetime

from django.db import transaction

from balss.events.models import ANNOUNCED_STATES, Event, Form, Move, Registration, State
from balss.events.queries.spans import span_words
from balss.events.services.content import Schedule, schedule_of, write_schedule
from balss.events.services.editing import check_times, locked, public_facts, touch
from balss.events.services.letters import tell
from balss.events.services.news import tell_followers
from balss.events.services.refusals import CapacityTooSmall, EventIncomplete, ReasonMissing, StartsInThePast
from balss.events.services.seating import settle
from balss.events.services.spreading import spread
from balss.ledger.services import record
from balss.shared.permissions import Actor


@transaction.atomic
def publish_event(*, event: Event, by: Actor, now: datetime) -> Event:
    """Let everybody see a draft, and register. Raises NotAllowed, NotInThatState, EventIncomplete, StartsInThePast."""
    event = locked(event, "events.publish_event", by, now, State.DRAFT)
    if missing := missing_from(event):
        raise EventIncomplete(missing)
    if event.starts_at <= now:
        raise StartsInThePast
    event.state, event.published_at = State.PUBLISHED, now
    touch(event, now)
    record(action="events.event_published", subject=event, by=by, now=now, content=public_facts(event))
    spread(event, by=by, now=now)
    tell_followers("events.event_published", event, now=now)
    return event


def missing_from(event: Event) -> list[str]:
    """Fields without which residents would not know what it is, how to get there, or whom to ask."""
    needed = ["title", "summary", "spoken", "contact_email"]
    if event.has_site:
        needed += ["place", "territory"]
        if not event.accessibility and not event.accessibility_note:
            needed.append("accessibility")
    return [name for name in needed if not getattr(event, name)]


@transaction.atomic
def move_event(*, event: Event, schedule: Schedule, reason: str, by: Actor, now: datetime) -> Event:
    """Change the time or place of an announced event; everybody who registered is told, with the reason.

    The programme moves with the beginning. Registrations stay; who cannot come cancels. The same time and place change
    nothing. Raises NotAllowed, NotInThatState, ReasonMissing, EndsBeforeItStarts, StartsInThePast, EventIncomplete,
    CapacityTooSmall (more take part online than there are places on site).
    """
    event = locked(event, "events.move_event", by, now, *ANNOUNCED_STATES)
    before = schedule_of(event)
    if schedule == before:
        return event
    _check_move(event, schedule, reason, now)
    Move.objects.create(
        event=event, moved_at=now, starts_at=before.starts_at, ends_at=before.ends_at,
        place=before.place, address=before.address, reason=reason.strip(),
    )  # fmt: skip
    write_schedule(event, schedule)
    if missing := missing_from(event):
        raise EventIncomplete(missing)
    if event.registration_closes_at is not None and schedule.starts_at != before.starts_at:
        event.registration_closes_at += schedule.starts_at - before.starts_at
    event.state = State.MOVED
    touch(event, now)
    _move_programme(event, before)
    _change_ways(event, before)
    facts = {**public_facts(event), "reason": reason.strip(), "was": before.starts_at.isoformat()}
    record(action="events.event_moved", subject=event, by=by, now=now, content=facts)
    spread(event, by=by, now=now)
    tell_followers("events.event_moved", event, now=now)
    settle(event, now=now)
    tell(
        kind="events.event_moved",
        event=event,
        registrations=Registration.objects.filter(event=event).standing_ones(),
        now=now,
        reason=reason.strip(),
        was=span_words(before.starts_at, before.ends_at),
    )
    return event


def _check_move(event: Event, schedule: Schedule, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise ReasonMissing
    check_times(schedule)
    if schedule.starts_at <= now:
        raise StartsInThePast
    going = Registration.objects.filter(event=event).going().count()
    if schedule.form != Form.HYBRID and event.capacity is not None and going > event.capacity:
        raise CapacityTooSmall(going)


def _move_programme(event: Event, before: Schedule) -> None:
    shift = event.starts_at - before.starts_at
    for item in event.programme.all():
        item.starts_at += shift
        item.ends_at = item.ends_at + shift if item.ends_at else None
        item.save()


def _change_ways(event: Event, before: Schedule) -> None:
    """Where there is but one way to take part left, everybody takes part in that way."""
    if event.form != before.form and event.form != Form.HYBRID:
        Registration.objects.filter(event=event).update(is_online=event.form == Form.ONLINE)


@transaction.atomic
def cancel_event(*, event: Event, reason: str, by: Actor, now: datetime) -> Event:
    """Call an announced event off, for good; everybody who registered is told, with the reason.

    Raises NotAllowed, NotInThatState, ReasonMissing.
    """
    event = locked(event, "events.cancel_event", by, now, *ANNOUNCED_STATES)
    if not reason.strip():
        raise ReasonMissing
    event.state, event.cancelled_at, event.cancel_reason = State.CANCELLED, now, reason.strip()
    touch(event, now)
    facts = {**public_facts(event), "reason": event.cancel_reason}
    record(action="events.event_cancelled", subject=event, by=by, now=now, content=facts)
    spread(event, by=by, now=now)
    tell_followers("events.event_cancelled", event, now=now)
    told = Registration.objects.filter(event=event).standing_ones()
    tell(kind="events.event_cancelled", event=event, registrations=told, now=now)
    return event
