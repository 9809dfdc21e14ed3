"""Who may do what with an event, and with a registration for it."""

from datetime import datetime

from django.utils.translation import pgettext_lazy

from balss.events.models import Event, Standing, State
from balss.events.services.links import Ticket
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.permissions import Action, Actor, Role, Scope, actions, holders_of, scopes


def _creates(actor: Actor, institution: Institution, now: datetime) -> bool:
    return not institution.is_group and works_for(actor, institution, now)


def _organises(actor: Actor, event: Event, now: datetime) -> bool:
    """An official of the institution whose event it is; not of those that help."""
    return works_for(actor, event.institution, now)


def _views(actor: Actor, event: Event, now: datetime) -> bool:
    return event.state != State.DRAFT or _organises(actor, event, now)


def _registers(actor: Actor, event: Event, now: datetime) -> bool:
    """Everybody, for what everybody sees."""
    return event.state != State.DRAFT


def _holds(actor: Actor, ticket: Ticket, now: datetime) -> bool:
    """Whose it is: the account that made it, or whoever holds the link of one made without an account; and the
    organiser."""
    registration = ticket.registration
    if registration.account_id is not None and registration.account_id == actor.account_id:
        return True
    by_link = ticket.has_link and registration.account_id is None
    return by_link or _organises(actor, registration.event, now)


def _sees_link(actor: Actor, ticket: Ticket, now: datetime) -> bool:
    """Who takes part online, while the event is to be held."""
    registration = ticket.registration
    is_theirs = _holds(actor, ticket, now)
    return is_theirs and registration.standing == Standing.GOING and registration.event.is_announced


scopes.pin(Scope("events", pgettext_lazy("scope of a role", "events")))
actions.pin(
    Action("events.open_workplace", "open the workplace of events", holders_of(Role.OFFICIAL)),
    Action("events.create_event", "begin an event of an own institution", _creates),
    Action("events.view_event", "read an event and its materials", _views),
    Action("events.edit_event", "change an event of an own institution and its programme", _organises),
    Action("events.publish_event", "announce an event", _organises),
    Action("events.move_event", "move an announced event, which tells the registered", _organises),
    Action("events.cancel_event", "call an announced event off, which tells the registered", _organises),
    Action("events.close_event", "say who came to an event and what came of it", _organises),
    Action("events.reopen_event", "take the closing of an event back", _organises),
    Action("events.manage_materials", "add and remove materials of an event", _organises),
    Action("events.manage_registrations", "see who registered, register others, check people in", _organises),
    Action("events.register", "ask for a place at an event", _registers),
    Action("events.manage_registration", "see, confirm and cancel a registration", _holds),
    Action("events.see_online_link", "have the link for taking part online", _sees_link),
    Action("events.send_reminders", "have the reminders of the day sent", lambda actor, obj, now: False),
)
