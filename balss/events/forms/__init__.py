"""What people fill in: residents when they register, officials at every step of an event."""

from balss.events.forms.closing import ClosingForm
from balss.events.forms.event import EventForm, MaterialForm, MoveForm, ReasonForm, ReopenForm
from balss.events.forms.finding import FilterForm, asked_for
from balss.events.forms.programme import ItemForm
from balss.events.forms.registration import DeskForm, RegistrationForm

__all__ = [
    "ClosingForm", "DeskForm", "EventForm", "FilterForm", "ItemForm", "MaterialForm", "MoveForm", "ReasonForm",
    "RegistrationForm", "ReopenForm", "asked_for",
]  # fmt: skip
