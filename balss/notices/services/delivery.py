"""Delivering the outbox. Any number of workers may do it at once.

Each letter is claimed alone by changing its row where nobody holds a live claim, handed to the mail server, and noted
as sent before the next one goes: one statement notes the letter and claims its successor. A worker killed in between
leaves one claim behind: when that has ended the letter goes out again, the only possible duplicate, with the same
Message-ID.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from secrets import randbelow

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from balss.notices.models import Notice, NoticeState
from balss.notices.queries.bulk import bulk_waits
from balss.notices.services.post import Post, PostClosed, RecipientRefused, RefusedForGood, Undelivered
from balss.notices.services.returns import note_refusal
from balss.shared.durability import relaxed_commits
from balss.shared.prepared import fetch_prepared

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)  # longer than the mail server's time-outs for one letter together
BATCH = 400
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
MOST_ATTEMPTS = 11  # with waits of 1, 4, 16, 64, 256 minutes, then 12 hours each: about two and a half days

# What was sent is noted and what comes next is claimed, in one commit; whoever was quicker has the claim.
_NOTE_AND_CLAIM = f"""
UPDATE {Notice._meta.db_table} SET
    state = CASE WHEN id = %(sent)s THEN 'sent' ELSE state END,
    attempts = CASE WHEN id = %(sent)s THEN attempts + 1 ELSE attempts END,
    finished_at = CASE WHEN id = %(sent)s THEN %(now)s ELSE finished_at END,
    last_error = CASE WHEN id = %(sent)s THEN '' ELSE last_error END,
    claimed_until = CASE WHEN id = %(sent)s THEN NULL ELSE %(until)s END
WHERE id IN (%(sent)s, %(next)s) AND (
    id = %(sent)s
    OR state = 'waiting' AND next_try_at <= %(now)s AND (claimed_until IS NULL OR claimed_until <= %(now)s)
) RETURNING id
"""  # noqa: S608 (our own name)


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
    """A killed worker has noted all but its last letter; a power cut may have the batch sent again, never left out."""
    last = Sent()
    try:
        with relaxed_commits():
            _deliver_each(batch, post, done, last, clock)
    finally:
        if last.pk is not None:
            _note_and_claim(last, None, clock())


def _deliver_each(
    batch: list[Notice], post: Post, done: Deliveries, last: "Sent", clock: Callable[[], datetime]
) -> None:
    for notice, following in zip_longest(batch, batch[1:]):
        if not _note_and_claim(last, notice.pk, clock()):
            continue
        try:
            post.send(notice, following=following)
        except Undelivered as refusal:
            _note_refusal(notice, refusal, done, clock())
            if isinstance(refusal, PostClosed) and not post.reopens():
                done.more = False
                return
        else:
            last.pk = notice.pk
            done.sent += 1


@dataclass
class Sent:
    """The letter that the server took last and that is not noted yet."""

    pk: int | None = None


def _note_and_claim(last: Sent, following: int | None, now: datetime) -> bool:
    """Note one letter as sent and claim another; False where somebody else has that, or it was sent or erased."""
    stored = connection.ops.adapt_datetimefield_value
    values = {"sent": last.pk, "next": following, "now": stored(now), "until": stored(now + CLAIM)}
    rows = fetch_prepared(_NOTE_AND_CLAIM, values)
    last.pk = None
    return any(pk == following for (pk,) in rows)


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
