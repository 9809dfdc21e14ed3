"""What the room does by itself, every day, and often."""

from datetime import datetime

from balss.plan.services import sources
from balss.plan.services.evidence import recount
from balss.plan.services.reminders import send_reminders
from balss.shared.permissions import SYSTEM


def remind(due_at: datetime) -> None:
    """Remind officials of deadlines; run twice for one day it sends nothing twice."""
    send_reminders(by=SYSTEM, now=due_at)


def remove_unused_sources(due_at: datetime) -> None:
    """Remove uploaded documents of plans that nobody applied."""
    sources.remove_unused_sources(by=SYSTEM, now=due_at)


def count_evidence(due_at: datetime) -> None:
    """Count what records show, besides the counts at each change; counts that are the same write nothing."""
    recount(now=due_at)
