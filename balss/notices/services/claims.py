"""Who sends which letter, where any number of workers take from one outbox.

A letter is claimed by changing its row where nobody holds a live claim, and noted as sent before its worker hands the
next but one to the mail server: one statement notes a letter and claims a successor, and the database answers while
another letter is being sent. A worker killed at any moment has therefore sent at most one letter that is not noted:
when its claim has ended that one goes out again, under the same Message-ID.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F

from balss.notices.models import Notice, NoticeState
from balss.shared.prepared import Rows, ask_prepared

CLAIM = timedelta(minutes=10)  # longer than the mail server's time-outs for two letters together
PATIENCE = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds between the tries to reach a database that has gone away

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


class Claims:
    """The claims of one worker: on the letter whose turn it is and on the one after it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._taken: int | None = None  # by the mail server, and the database was not told
        self._noting: int | None = None  # the same, and the database has not answered
        self._next: int | None = None  # claimed, or asked for
        self._until: datetime | None = None  # of that claim, which is known by it
        self._answer: Callable[[], Rows] | None = None  # of the statement that is under way

    def turn_to(self, letter: Notice | None, following: Notice | None) -> bool:
        """Whether `letter` is ours to send now: somebody else may have it, or it was sent or erased. Notes what was
        sent before and claims the `following` one, without waiting for the database."""
        self.settle()
        ours = letter is not None and self._next == letter.pk
        self._ask(following)
        return ours

    def sent(self, letter: Notice) -> None:
        """The mail server has taken it."""
        self._taken = letter.pk

    def settle(self) -> None:
        """Wait for the database, which others may then use."""
        if self._answer is not None:
            answer, self._answer = self._answer, None
            if (self._next,) not in answer():
                self._next = None
            self._noting = None

    def leave(self) -> None:
        """Note what was sent last, and give back what was claimed and not sent.

        Where the database has gone away its return is waited for: what it does not note goes out once more.
        """
        for pause in PATIENCE:
            try:
                self._leave()
            except (OperationalError, InterfaceError):
                if connection.in_atomic_block:
                    raise
                time.sleep(pause)
            else:
                return
        self._leave()

    def _leave(self) -> None:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        self.settle()
        taken = [pk for pk in (self._noting, self._taken) if pk is not None]
        if taken:
            unnoted = Notice.objects.filter(pk__in=taken).exclude(state=NoticeState.SENT)
            unnoted.update(
                state=NoticeState.SENT, attempts=F("attempts") + 1, finished_at=self._clock(), last_error="",
                claimed_until=None,
            )  # fmt: skip
        if self._next is not None:
            Notice.objects.filter(pk=self._next, claimed_until=self._until).update(claimed_until=None)

    def _ask(self, following: Notice | None) -> None:
        claimed = following.pk if following else None
        stored, now = connection.ops.adapt_datetimefield_value, self._clock()
        until = now + CLAIM
        values = {"sent": self._taken, "next": claimed, "now": stored(now), "until": stored(until)}
        self._noting, self._taken, self._next, self._until = self._taken, None, claimed, until
        self._answer = ask_prepared(_NOTE_AND_CLAIM, values)
