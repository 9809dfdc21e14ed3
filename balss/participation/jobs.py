"""What the room does by itself: asks other sites for the opportunities that they publish."""

from datetime import datetime

from balss.participation.services.outside import import_due
from balss.shared.permissions import SYSTEM


def import_outside(due_at: datetime) -> None:
    """Ask the sources whose time has come; each keeps its own failure."""
    import_due(by=SYSTEM, now=due_at)
