"""Sparing an address: who cannot be reached or has complained gets no letters that nobody has to get.

Nothing is lost by it: what happens meanwhile comes in the first letter after the pause, and letters that were written
already are held back for as long as letters are kept. Codes for signing in and answers to one's own doing still go.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from balss.notices.models import Follower, Notice, NoticeState, Outcome, Pause, PauseReason, Return

MOST_SOFT = 5  # letters that did not arrive at an address …
WITHIN = timedelta(days=30)  # … within this time pause it
GRAVEST = [PauseReason.COMPLAINT, PauseReason.HARD, PauseReason.SOFT]


@transaction.atomic
def pause(email: str, reason: PauseReason, *, now: datetime) -> None:
    """Spare the address from now on. Again changes nothing, unless the new reason is graver."""
    known = Pause.objects.select_for_update().filter(email=email.lower()).first()
    if known is None:
        Pause.objects.get_or_create(email=email.lower(), defaults={"reason": reason, "paused_at": now})
    elif GRAVEST.index(reason) < GRAVEST.index(PauseReason(known.reason)):
        known.reason = reason
        known.save(update_fields=["reason"])
    followers_at(email).filter(paused_at=None).update(paused_at=now)
    waiting = Notice.objects.filter(to__iexact=email, state=NoticeState.WAITING).exclude(leave_path="")
    waiting.update(state=NoticeState.HELD, finished_at=now)  # a worker may be sending it just now: its claim stays


def pause_when_often(email: str, *, now: datetime) -> None:
    """Spare an address at which one letter after the other fails."""
    failed = Return.objects.filter(email=email.lower(), outcome=Outcome.SOFT, received_at__gt=now - WITHIN)
    if failed.values("notice").distinct().count() >= MOST_SOFT:
        pause(email, PauseReason.SOFT, now=now)


@transaction.atomic
def resume_address(email: str, *, now: datetime) -> None:
    """The owner wants letters again; again is no harm. What was missed comes at once in one letter, and what failed
    before counts no more."""
    Pause.objects.filter(email=email.lower()).delete()
    Return.objects.filter(email=email.lower(), outcome=Outcome.SOFT).update(email="")
    followers_at(email).filter(paused_at__isnull=False).update(paused_at=None, next_at=now)
    held = Notice.objects.filter(to__iexact=email, state=NoticeState.HELD, erased_at=None)
    held.update(state=NoticeState.WAITING, finished_at=None, next_try_at=now)


def followers_at(email: str) -> QuerySet[Follower]:
    return Follower.objects.filter(Q(email__iexact=email) | Q(account__email__iexact=email))
