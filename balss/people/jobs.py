"""What people does every day."""

from datetime import datetime

from balss.people.services.accounts import forget_unconfirmed
from balss.people.services.personal_data import erase_past_retention


def erase(due_at: datetime) -> None:
    """Erase what is past its retention in all rooms, and accounts that were never confirmed."""
    erase_past_retention(due_at)
    forget_unconfirmed(due_at)
