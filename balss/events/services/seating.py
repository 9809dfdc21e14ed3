"""Who has a place and who waits. Called with the row of the event locked, so that two never get the last place."""

from datetime import datetime

from django.db import transaction

from balss.events.models import Event, Registration, Standing
from balss.events.services.letters import tell


def seat(registration: Registration, event: Event, *, now: datetime) -> None:
    """Give a confirmed registration a place, or the end of the waiting list when none is free. It saves."""
    settle(event, now=now)  # whoever waits comes before whoever comes now
    needs_place = event.takes_place(is_online=registration.is_online)
    is_full = needs_place and event.free_places is not None and event.free_places <= 0
    registration.queued_at = registration.queued_at or now
    registration.standing = Standing.WAITING if is_full else Standing.GOING
    registration.save()
    settle(event, now=now)


def settle(event: Event, *, now: datetime) -> list[Registration]:
    """Move the waiting list up into the places that are free, tell those who moved, and count the places anew.

    Nobody moves up once the event has begun. Repeatable.
    """
    needing = Registration.objects.needing_places(event)
    moved: list[Registration] = []
    if event.is_announced and now < event.starts_at:
        waiting = needing.waiting()
        free = None if event.capacity is None else max(event.capacity - needing.going().count(), 0)
        moved = list(waiting if free is None else waiting[:free])
        Registration.objects.filter(pk__in=[each.pk for each in moved]).update(standing=Standing.GOING)
    event.taken = needing.going().count()
    Event.objects.filter(pk=event.pk).update(taken=event.taken)
    if moved:
        tell(kind="events.moved_up", event=event, registrations=moved, now=now)
    return moved


@transaction.atomic
def settle_event(*, event: Event, now: datetime) -> int:
    """Lock an event and settle it; answers how many moved up."""
    return len(settle(Event.objects.select_for_update().get(pk=event.pk), now=now))
