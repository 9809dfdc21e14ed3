"""What the room does by itself: elections are arranged and counted, and officials reminded before the law's days for a
project pass."""

from datetime import datetime

from django.utils import timezone

from balss.participatory_budget.services.counting import count_sealed
from balss.participatory_budget.services.elections import carry_elections
from balss.participatory_budget.services.reminders import send_reminders
from balss.participatory_budget.services.results import show_announced
from balss.shared.permissions import SYSTEM


def remind(due_at: datetime) -> None:
    send_reminders(by=SYSTEM, now=due_at)


def carry(due_at: datetime) -> None:
    """By the clock, not by when it was due: what opened meanwhile must not change."""
    carry_elections(by=SYSTEM, now=timezone.now())


def count_votes(due_at: datetime) -> None:
    count_sealed(by=SYSTEM, now=due_at)
    show_announced(by=SYSTEM, now=due_at)
