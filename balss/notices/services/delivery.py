"""Delivering the outbox. Any number of workers may do it at once.

Each letter is claimed alone by changing its row where nobody holds a live claim, handed to the mail server, and noted
as sent at once. A worker killed in between leaves one claim behind: when that has ended the letter goes out again, the
only possible duplicate, with the same Message-ID.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from balss.notices.models import Notice, NoticeState
from balss.notices.services.post import Post, PostClosed, RefusedForGood, Undelivered

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)  # longer than the mail server's time-outs for one letter together
BATCH = 100
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
MOST_ATTEMPTS = 11  # with waits of 1, 4, 16, 64, 256 minutes, then 12 hours each: about two and a half days


@dataclass
class Deliveries:
    """What became of the letters of one delivery, and whether letters that are due were left for the next."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    more: bool = False


def deliver_due(*, clock: Callable[[], datetime] = timezone.now) -> Deliveries:
    """Deliver one batch of what is due, oldest first; ends early when the mail server cannot be used.

    A batch takes seconds, so a worker asked to stop does not wait for a long queue.
    """
    done = Deliveries()
    batch = list(_due(clock())[:BATCH])
    with Post() as post:
        for notice in batch:
            if _claim(notice, clock()) and not _deliver(notice, post, done, clock):
                return done
    done.more = len(batch) == BATCH
    return done


def _due(now: datetime) -> QuerySet[Notice]:
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Notice.objects.filter(unclaimed, state=NoticeState.WAITING, next_try_at__lte=now).order_by(
        "next_try_at", "id"
    )


def _claim(notice: Notice, now: datetime) -> bool:
    return _due(now).filter(pk=notice.pk).update(claimed_until=now + CLAIM) == 1


def _deliver(notice: Notice, post: Post, done: Deliveries, clock: Callable[[], datetime]) -> bool:
    """Send one claimed letter and note what became of it; False when the mail server cannot be used at all."""
    try:
        post.send(notice)
    except Undelivered as refusal:
        _note_refusal(notice, refusal, done, clock())
        if not isinstance(refusal, PostClosed):
            return True
        was_working = post.taken > 0  # some servers end a connection after so many letters: open another and go on
        post.close()
        return was_working
    Notice.objects.filter(pk=notice.pk).update(
        state=NoticeState.SENT, attempts=notice.attempts + 1, finished_at=clock(), claimed_until=None, last_error=""
    )
    done.sent += 1
    return True


def _note_refusal(notice: Notice, refusal: Undelivered, done: Deliveries, now: datetime) -> None:
    attempts = notice.attempts + 1
    for_good = isinstance(refusal, RefusedForGood) or attempts >= MOST_ATTEMPTS
    log.warning("Notice %s was not taken at attempt %d (%s)", notice.pk, attempts, type(refusal).__name__)
    rows = Notice.objects.filter(pk=notice.pk)
    noted = {"attempts": attempts, "last_error": str(refusal)[:500], "claimed_until": None}
    if for_good:
        rows.update(state=NoticeState.FAILED, finished_at=now, **noted)
        done.failed += 1
    else:
        rows.update(next_try_at=now + min(FIRST_WAIT * 4**notice.attempts, LONGEST_WAIT), **noted)
        done.postponed += 1
