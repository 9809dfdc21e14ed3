"""What came back, in figures and one by one; never whose address it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from balss.notices.models import Outcome, Pause, Return

LAST = timedelta(days=30)


@dataclass(frozen=True)
class ReturnFigures:
    """Of the last thirty days; `paused`: addresses that are spared now."""

    undelivered: int
    complaints: int
    paused: int


def return_figures(now: datetime) -> ReturnFigures:
    lately = Return.objects.filter(received_at__gt=now - LAST)
    return ReturnFigures(
        lately.filter(outcome__in=[Outcome.HARD, Outcome.SOFT]).count(),
        lately.filter(outcome=Outcome.COMPLAINT).count(),
        Pause.objects.count(),
    )


def latest_returns() -> QuerySet[Return]:
    """The latest first, each with its letter."""
    return Return.objects.select_related("notice").order_by("-received_at", "-id")
