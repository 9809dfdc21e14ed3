"""How far the sequence of happenings goes."""

from django.db.models import Max

from balss.notices.models import Happening


def last_position() -> int:
    """Everything up to it has been committed."""
    last: int | None = Happening.objects.aggregate(last=Max("position"))["last"]
    return last or 0
