"""What the room does by itself: forgets guests who never confirmed, and addresses that nobody needs any more."""

from datetime import datetime

from balss.participation.services.contributions.forgetting import forget_addresses, forget_unconfirmed


def forget(due_at: datetime) -> None:
    """Run twice for one time it does nothing more."""
    forget_unconfirmed(now=due_at)
    forget_addresses(now=due_at)
