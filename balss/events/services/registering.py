"""Registering, by those who want to come: signed in, or with an e-mail address that is confirmed by a letter.

A guest's answer is the same whether the address is registered already or not, so that nobody learns who comes.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from balss.events.models import Channel, Event, Registration, Standing
from balss.events.services.letters import tell
from balss.events.services.links import Ticket
from balss.events.services.refusals import AlreadyRegistered, RegistrationClosed
from balss.events.services.seating import seat, settle
from balss.people.models import Account
from balss.places.models import Audience
from balss.shared.permissions import Actor, require

CONFIRMED_WITHIN = timedelta(hours=48)  # an address that nobody confirms is forgotten after this


@dataclass(frozen=True)
class Attendee:
    """Who wants to come, as they say."""

    name: str
    email: str = ""
    phone: str = ""
    organisation: str = ""
    audience: Audience | None = None
    needs: str = ""
    is_online: bool = False
    language: str = "lv"


@transaction.atomic
def register(*, event: Event, attendee: Attendee, by: Actor, now: datetime) -> Registration:
    """Ask for a place. Who is signed in has it, or waits for one, at once, under the address of the account; a guest
    is sent a letter and has nothing until the address is confirmed.

    Raises NotAllowed, RegistrationClosed; AlreadyRegistered for who is signed in.
    """
    event = locked_event(event)
    require(by, "events.register", event, now)
    if not event.registration_is_open(now):
        raise RegistrationClosed(event)
    if by.account_id is not None:
        return _register_account(event, attendee, Account.objects.get(pk=by.account_id), now)
    return _register_guest(event, attendee, now)


def _register_account(event: Event, attendee: Attendee, account: Account, now: datetime) -> Registration:
    held = Registration.objects.filter(event=event).exclude(standing=Standing.CANCELLED)
    earlier = held.filter(account=account).first() or held.filter(email__iexact=account.email).first()
    if earlier is not None and earlier.standing != Standing.UNCONFIRMED:
        if earlier.account_id is None:  # made as a guest, with the address that this account has confirmed
            earlier.account = account
            earlier.save(update_fields=["account"])
        raise AlreadyRegistered(earlier)
    if earlier is not None:
        earlier.delete()
    columns = _columns(event, attendee) | {"email": account.email, "language": account.language}
    registration = Registration(account=account, channel=Channel.ACCOUNT, created_at=now, **columns)
    seat(registration, event, now=now)
    tell_standing(registration, now=now)
    return registration


def _register_guest(event: Event, attendee: Attendee, now: datetime) -> Registration:
    held = Registration.objects.filter(event=event).exclude(standing=Standing.CANCELLED)
    earlier = held.filter(email__iexact=attendee.email).first()
    if earlier is not None and earlier.standing != Standing.UNCONFIRMED:
        tell(kind="events.already_registered", event=event, registrations=[earlier], now=now)
        return earlier
    registration = earlier or Registration(created_at=now, channel=Channel.EMAIL)
    for column, value in _columns(event, attendee).items():
        setattr(registration, column, value)
    registration.standing, registration.created_at = Standing.UNCONFIRMED, now
    registration.save()
    tell(kind="events.confirm_registration", event=event, registrations=[registration], now=now)
    return registration


@transaction.atomic
def confirm_registration(*, ticket: Ticket, by: Actor, now: datetime) -> Registration:
    """The guest has the letter: give a place, or the end of the waiting list. Confirming again changes nothing.

    Raises NotAllowed, RegistrationClosed.
    """
    event = locked_event(ticket.registration.event)
    registration = Registration.objects.select_related("event").get(pk=ticket.registration.pk)
    require(by, "events.manage_registration", Ticket(registration, ticket.has_link), now)
    if registration.standing != Standing.UNCONFIRMED:
        return registration
    if not event.registration_is_open(now):
        raise RegistrationClosed(event)
    seat(registration, event, now=now)
    tell_standing(registration, now=now)
    return registration


@transaction.atomic
def cancel_registration(*, ticket: Ticket, by: Actor, now: datetime) -> Registration:
    """Give the place back; the first who waits has it. Cancelling again changes nothing. Raises NotAllowed."""
    event = locked_event(ticket.registration.event)
    registration = Registration.objects.select_related("event").get(pk=ticket.registration.pk)
    require(by, "events.manage_registration", Ticket(registration, ticket.has_link), now)
    if registration.standing == Standing.CANCELLED:
        return registration
    registration.standing, registration.cancelled_at, registration.came_at = Standing.CANCELLED, now, None
    registration.save()
    settle(event, now=now)
    tell(kind="events.registration_cancelled", event=event, registrations=[registration], now=now)
    return registration


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """Erase registrations whose address nobody confirmed in time; answers how many."""
    late = Registration.objects.filter(standing=Standing.UNCONFIRMED, created_at__lte=now - CONFIRMED_WITHIN)
    return late.delete()[0]


def locked_event(event: Event) -> Event:
    return Event.objects.select_for_update().get(pk=event.pk)


def tell_standing(registration: Registration, *, now: datetime) -> None:
    kind = "events.place_given" if registration.standing == Standing.GOING else "events.on_waiting_list"
    tell(kind=kind, event=registration.event, registrations=[registration], now=now)


def _columns(event: Event, attendee: Attendee) -> dict[str, Any]:
    """Where there is one way to take part, that one."""
    given = {field.name: getattr(attendee, field.name) for field in fields(attendee)}
    is_online = not event.has_site or (event.has_link and attendee.is_online)
    return {**given, "event": event, "is_online": is_online}
