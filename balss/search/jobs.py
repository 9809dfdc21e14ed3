"""What the room does by itself."""

from datetime import datetime

from balss.search import services


def forget_words(due_at: datetime) -> None:
    """By night: it reads the whole vocabulary."""
    services.forget_words()
