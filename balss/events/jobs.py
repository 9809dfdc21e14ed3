"""What the room does by itself: reminds, moves waiting lists up, forgets addresses that nobody confirmed."""

from datetime import datetime

from balss.events.models import Event
from balss.events.services import forget_unconfirmed, send_reminders, settle_event
from balss.shared.permissions import SYSTEM


def remind(due_at: datetime) -> None:
    """Run twice for one time it sends nothing twice."""
    send_reminders(by=SYSTEM, now=due_at)


def settle(due_at: datetime) -> None:
    """Fill places that became free because somebody's data was erased; and forget the unconfirmed."""
    forget_unconfirmed(now=due_at)
    for event in Event.objects.announced().filter(starts_at__gt=due_at, capacity__isnull=False).order_by("pk"):
        settle_event(event=event, now=due_at)
