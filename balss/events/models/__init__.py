"""Tables of the room, one noun's story per file."""

from balss.events.models.attendance import LEAST_SHOWN, Attendance, MediaPresence, Reach
from balss.events.models.events import (
    ACCESSIBILITY,
    ANNOUNCED_STATES,
    Admission,
    Event,
    EventQuerySet,
    Form,
    Kind,
    Move,
    State,
)
from balss.events.models.materials import Material, MaterialKind
from balss.events.models.programme import ProgrammeItem, Speaker
from balss.events.models.registrations import Channel, Registration, RegistrationQuerySet, Standing

__all__ = [
    "ACCESSIBILITY", "ANNOUNCED_STATES", "LEAST_SHOWN", "Admission", "Attendance", "Channel", "Event",
    "EventQuerySet", "Form", "Kind", "Material", "MaterialKind", "MediaPresence", "Move", "ProgrammeItem",
    "Reach", "Registration", "RegistrationQuerySet", "Speaker", "Standing", "State",
]  # fmt: skip
