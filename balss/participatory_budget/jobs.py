"""What the room does by itself: reminds officials before the law's days for a project pass."""

from datetime import datetime

from balss.participatory_budget.services.reminders import send_reminders
from balss.shared.permissions import SYSTEM


def remind(due_at: datetime) -> None:
    send_reminders(by=SYSTEM, now=due_at)
