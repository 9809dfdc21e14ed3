"""Delivering the outbox. Any number of workers may do it at once, each letter being one's alone (see `claims`)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from secrets import randbelow

from django.db.models import Q, QuerySet
from django.utils import timezone

from balss.notices.models import Notice, NoticeState
from balss.notices.queries.bulk import bulk_waits
from balss.notices.services.claims import Claims
from balss.notices.services.post import Post, PostClosed, RecipientRefused, RefusedForGood, Undelivered
from balss.notices.services.returns import note_refusal
from balss.shared.durability import relaxed_commits

log = logging.getLogger(__name__)

BATCH = 400
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


def deliver_due(*, clock: Callable[[], datetime] = timezone.now, post: Post | None = None) -> Deliveries:
    """Deliver one batch of what is due, oldest first; ends early when the mail server cannot be used.

    A batch takes seconds, so a worker asked to stop does not wait for a long queue. `post`: a connection to go on with.
    """
    if post is None:
        with Post() as own:
            return deliver_due(clock=clock, post=own)
    done = Deliveries()
    batch = list(_due(clock())[:BATCH])
    if len(batch) == BATCH:  # others work on it too: each begins elsewhere, so that they seldom want the same letter
        start = randbelow(BATCH)
        batch = batch[start:] + batch[:start]
        done.more = True
    _deliver(batch, post, done, clock)
    return done


def _due(now: datetime) -> QuerySet[Notice]:
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    due = Notice.objects.filter(unclaimed, state=NoticeState.WAITING, next_try_at__lte=now)
    if bulk_waits(now):
        due = due.filter(leave_path="")
    return due.order_by("next_try_at", "id")


def _deliver(batch: list[Notice], post: Post, done: Deliveries, clock: Callable[[], datetime]) -> None:
    """A power cut may have the batch sent again, and never has a letter left out."""
    claims = Claims(clock)
    try:
        with relaxed_commits():
            try:
                _deliver_each(batch, post, done, claims, clock)
            finally:
                claims.settle()
    finally:
        claims.leave()


def _deliver_each(
    batch: list[Notice], post: Post, done: Deliveries, claims: Claims, clock: Callable[[], datetime]
) -> None:
    for notice, following in pairwise([None, *batch, None]):
        ours = claims.turn_to(notice, following)
        if notice is None or not ours:
            continue
        try:
            post.send(notice, following=following)
        except Undelivered as refusal:
            claims.settle()
            _note_refusal(notice, refusal, done, clock())
            if isinstance(refusal, PostClosed) and not post.reopens():
                done.more = False
                return
        else:
            claims.sent(notice)
            done.sent += 1


def _note_refusal(notice: Notice, refusal: Undelivered, done: Deliveries, now: datetime) -> None:
    attempts = notice.attempts + 1
    for_good = isinstance(refusal, RefusedForGood) or attempts >= MOST_ATTEMPTS
    log.warning("Notice %s was not taken at attempt %d (%s)", notice.pk, attempts, type(refusal).__name__)
    rows = Notice.objects.filter(pk=notice.pk)
    noted = {"attempts": attempts, "last_error": str(refusal)[:500], "claimed_until": None}
    if for_good:
        rows.update(state=NoticeState.FAILED, finished_at=now, **noted)
        done.failed += 1
        if isinstance(refusal, RecipientRefused):
            note_refusal(notice, str(refusal), now=now)
    else:
        rows.update(next_try_at=now + min(FIRST_WAIT * 4**notice.attempts, LONGEST_WAIT), **noted)
        done.postponed += 1
