"""What the room does by itself, every day."""

from datetime import datetime

from balss.plan.services.reminders import send_reminders
from balss.shared.permissions import SYSTEM


def remind(due_at: datetime) -> None:
    """Remind officials of deadlines; run twice for one day it sends nothing twice."""
    send_reminders(by=SYSTEM, now=due_at)
