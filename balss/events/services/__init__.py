"""Writing events: drafted, announced, moved, cancelled, closed; registrations and what the organiser's desk does."""

from balss.events.services.announcing import cancel_event, missing_from, move_event, publish_event
from balss.events.services.closing import Account, close_event, reopen_event
from balss.events.services.content import Content, Schedule, content_of, schedule_of
from balss.events.services.desk import check_in, enter_registration
from balss.events.services.editing import change_event, create_event, discard_draft
from balss.events.services.links import Ticket, link_of, ticket_of
from balss.events.services.materials import NewMaterial, add_material, remove_material
from balss.events.services.programme import Speaks, remove_item, save_item
from balss.events.services.registering import (
    Attendee,
    cancel_registration,
    confirm_registration,
    forget_unconfirmed,
    register,
)
from balss.events.services.reminders import send_reminders
from balss.events.services.seating import settle_event

__all__ = [
    "Account", "Attendee", "Content", "NewMaterial", "Schedule", "Speaks", "Ticket", "add_material",
    "cancel_event", "cancel_registration", "change_event", "check_in", "close_event", "confirm_registration",
    "content_of", "create_event", "discard_draft", "enter_registration", "forget_unconfirmed", "link_of",
    "missing_from", "move_event", "publish_event", "register", "remove_item", "remove_material", "reopen_event",
    "save_item", "schedule_of", "send_reminders", "settle_event", "ticket_of",
]  # fmt: skip
