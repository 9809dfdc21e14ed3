"""Why something cannot be done with an event. `message` tells the person what happened and what to do, in the language
of the moment; nothing was written."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balss.events.models import Event, Registration, State
from balss.shared.refusals import Refused


class ChangedMeanwhile(Refused):
    """Somebody changed the event after the form was opened."""

    @property
    def message(self) -> str:
        return _(
            "A colleague changed this event while you had it open. Your words are still here: compare and save again."
        )


class NotInThatState(Refused):
    def __init__(self, event: Event) -> None:
        super().__init__(event.pk)
        self.event = event

    @property
    def message(self) -> str:
        return {
            State.DRAFT: _("The event has not been announced yet."),
            State.PUBLISHED: _("The event is announced."),
            State.MOVED: _("The event is announced."),
            State.HELD: _("The event was held and is closed. To change it, open it again first."),
            State.CANCELLED: _("The event was cancelled. Make a new one if it takes place after all."),
        }[State(self.event.state)]


class EventIncomplete(Refused):
    """`missing` are fields without which residents would not know enough."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing = list(missing)

    @property
    def message(self) -> str:
        return _("Before the event can be announced, fill in what residents need to know. The fields are marked below.")


class StartsInThePast(Refused):
    @property
    def message(self) -> str:
        return _("The event would begin in the past. Give the time at which it will take place.")


class EndsBeforeItStarts(Refused):
    @property
    def message(self) -> str:
        return _("The event would end before it begins.")


class OutsideTheEvent(Refused):
    """A part of the programme is not within the time of the event."""

    @property
    def message(self) -> str:
        return _("This part of the programme lies outside the time of the event.")


class CapacityTooSmall(Refused):
    """`taken` people have a place already."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken

    @property
    def message(self) -> str:
        return ngettext(
            "%(count)d person has a place already: the number of places cannot be smaller.",
            "%(count)d people have a place already: the number of places cannot be smaller.",
            self.taken,
        ) % {"count": self.taken}


class ReasonMissing(Refused):
    @property
    def message(self) -> str:
        return _("Say why: everybody who registered reads it.")


class RegistrationClosed(Refused):
    """Too late, or nobody registers for this event, or it was cancelled."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.pk)
        self.event = event

    @property
    def message(self) -> str:
        if self.event.state == State.CANCELLED:
            return _("The event was cancelled, so nobody can register any more.")
        closed = date_format(timezone.localtime(self.event.closes_at), "SHORT_DATETIME_FORMAT")
        if self.event.contact_phone:
            return _("Registration ended on %(at)s. Ask the organiser whether there is still a place: %(phone)s.") % {
                "at": closed, "phone": self.event.contact_phone,
            }  # fmt: skip
        return _("Registration ended on %(at)s.") % {"at": closed}


class AlreadyRegistered(Refused):
    def __init__(self, registration: Registration) -> None:
        super().__init__(registration.pk)
        self.registration = registration

    @property
    def message(self) -> str:
        return _("You are registered for this event already.")


class EventFull(Refused):
    """Somebody at the door, and no place is left."""

    @property
    def message(self) -> str:
        return _("All places are taken. Check in who has come first, or raise the number of places.")


class DoorsClosed(Refused):
    """Checking in begins some hours before the event."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.pk)
        self.event = event

    @property
    def message(self) -> str:
        starts = date_format(timezone.localtime(self.event.starts_at), "SHORT_DATETIME_FORMAT")
        return _("The event begins on %(at)s: people are checked in on the day itself.") % {"at": starts}


class HasNoPlace(Refused):
    """Only who has a place is checked in."""

    @property
    def message(self) -> str:
        return _("This person has no place: the registration waits or was cancelled.")


class NotBegunYet(Refused):
    """An event is closed after it was held."""

    @property
    def message(self) -> str:
        return _("The event has not begun yet. It is closed when it is over.")


class ClosingIncomplete(Refused):
    """`missing` are fields without which an event does not count."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing = list(missing)

    @property
    def message(self) -> str:
        return _("Before the event can be closed, say who came, what was shown and what came of it.")


class MoreThanCame(Refused):
    """A group or an institution is larger than the number of all who came."""

    def __init__(self, name: str, *, came: int) -> None:
        super().__init__(name, came)
        self.name, self.came = name, came

    @property
    def message(self) -> str:
        return _("%(name)s: more people than came in all (%(came)d).") % {"name": self.name, "came": self.came}
