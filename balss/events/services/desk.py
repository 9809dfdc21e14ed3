"""The organiser's desk: registrations by phone and on paper, people at the door, and who came."""

from datetime import datetime, timedelta

from django.db import transaction

from balss.events.models import ANNOUNCED_STATES, Channel, Event, Registration, Standing, State
from balss.events.services.editing import locked
from balss.events.services.refusals import AlreadyRegistered, DoorsClosed, EventFull, HasNoPlace
from balss.events.services.registering import Attendee, tell_standing
from balss.events.services.seating import seat
from balss.shared.permissions import Actor

DOORS_OPEN = timedelta(hours=3)  # before the beginning


@transaction.atomic
def enter_registration(*, event: Event, attendee: Attendee, channel: Channel, by: Actor, now: datetime) -> Registration:
    """Register somebody who called, wrote on paper or stands at the door; an e-mail address is not needed. Who has one
    gets the same letter as everybody. At the door one comes in at once.

    Raises NotAllowed, NotInThatState, AlreadyRegistered, DoorsClosed, EventFull (at the door).
    """
    event = locked(event, "events.manage_registrations", by, now, *ANNOUNCED_STATES)
    held = Registration.objects.filter(event=event).exclude(standing=Standing.CANCELLED)
    if attendee.email and (earlier := held.filter(email__iexact=attendee.email).first()):
        raise AlreadyRegistered(earlier)
    is_online = not event.has_site or (event.has_link and attendee.is_online and channel != Channel.DOOR)
    registration = Registration(
        event=event, channel=channel, created_at=now, name=attendee.name, email=attendee.email, phone=attendee.phone,
        organisation=attendee.organisation, audience=attendee.audience, needs=attendee.needs,
        language=attendee.language, is_online=is_online,
    )  # fmt: skip
    if channel == Channel.DOOR:
        check_doors(event, now)
    seat(registration, event, now=now)
    if channel == Channel.DOOR:
        if registration.standing != Standing.GOING:
            raise EventFull
        registration.came_at = now
        registration.save(update_fields=["came_at"])
    else:
        tell_standing(registration, now=now)
    return registration


@transaction.atomic
def check_in(*, registration: Registration, came: bool, by: Actor, now: datetime) -> Registration:
    """Note that somebody came, or that this was a mistake.

    Raises NotAllowed, NotInThatState, DoorsClosed, HasNoPlace.
    """
    event = locked(registration.event, "events.manage_registrations", by, now, *ANNOUNCED_STATES, State.HELD)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.standing != Standing.GOING:
        raise HasNoPlace
    check_doors(event, now)
    registration.came_at = (registration.came_at or now) if came else None
    registration.save(update_fields=["came_at"])
    return registration


def check_doors(event: Event, now: datetime) -> None:
    if now < event.starts_at - DOORS_OPEN:
        raise DoorsClosed(event)
