"""What the outbox holds, for those who run the installation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from balss.notices.models import Notice, NoticeState


@dataclass(frozen=True)
class OutboxFigures:
    """Letters waiting, the time since which the oldest of them waits, letters sent in the last day, letters held for
    addresses that are paused, and failed ones."""

    waiting: int
    waiting_since: datetime | None
    sent: int
    held: int
    failed: int


def outbox_figures(now: datetime) -> OutboxFigures:
    waiting, failed = Q(state=NoticeState.WAITING), Q(state=NoticeState.FAILED, erased_at=None)
    sent = Q(state=NoticeState.SENT, finished_at__gt=now - timedelta(days=1))
    figures = Notice.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        waiting_since=Min("created_at", filter=waiting),
        sent=Count("pk", filter=sent),
        held=Count("pk", filter=Q(state=NoticeState.HELD, erased_at=None)),
        failed=Count("pk", filter=failed),
    )
    return OutboxFigures(**figures)


def failed_notices() -> QuerySet[Notice]:
    """Letters that somebody may have tried again, the latest first."""
    return Notice.objects.filter(state=NoticeState.FAILED, erased_at=None).order_by("-finished_at", "-id")


def latest_notices() -> QuerySet[Notice]:
    """All letters whose words are still there, the latest first."""
    return Notice.objects.filter(erased_at=None).order_by("-created_at", "-id")
