"""What somebody with an account registered for, and what came of it; for that account alone."""

from datetime import datetime

from balss.events.models import Event, Registration, Standing, State
from balss.shared.personal_data import Subject
from balss.shared.voices import Standing as Stands
from balss.shared.voices import Voice


def registrations(subject: Subject, now: datetime) -> list[Voice]:
    """Until registrations are forgotten, some weeks after the event."""
    own = Registration.objects.filter(account__in=subject.account_ids).select_related("event")
    return [_registered(each) for each in own.order_by("-created_at", "-id")]


def _registered(registration: Registration) -> Voice:
    event = registration.event
    words = event.words("title")
    return Voice(
        at=registration.created_at,
        about=words.text,
        language=words.language,
        text=registration.needs,
        address=event.get_absolute_url(),
        standing=_standing(registration, event),
        state=_state(registration, event),
        reason=_came_of(event),
        answered_at=event.closed_at if event.state == State.HELD else event.cancelled_at,
    )


def _state(registration: Registration, event: Event) -> str:
    is_over = event.state in (State.HELD, State.CANCELLED) and registration.standing != Standing.CANCELLED
    return event.get_state_display() if is_over else registration.get_standing_display()


def _standing(registration: Registration, event: Event) -> Stands:
    if registration.standing == Standing.CANCELLED or event.state == State.CANCELLED:
        return Stands.ENDED
    if event.state == State.HELD:
        return Stands.ANSWERED
    return Stands.HELD if registration.standing == Standing.UNCONFIRMED else Stands.STANDS


def _came_of(event: Event) -> str:
    """What came of it, once it was held; why it was cancelled."""
    return event.outcome if event.state == State.HELD else event.cancel_reason
