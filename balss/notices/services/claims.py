"""Who sends which letter, where any number of workers take from one outbox.

A letter is claimed by changing its row where nobody holds a live claim, and noted as sent before its worker hands the
next but one to the mail server: one statement notes a letter and claims a successor, and the database answers while
another letter is being sent. A worker killed at any moment has therefore sent at most one letter that is not noted:
when its claim has ended that one goes out again, under the same Message-ID.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection

from balss.notices.models import Notice, NoticeState
from balss.shared.prepared import Rows, ask_prepared

CLAIM = timedelta(minutes=10)  # longer than the mail server's time-outs for two letters together

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
        self._sent: int | None = None  # taken by the mail server and not noted yet
        self._next: int | None = None  # claimed, or asked for
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
        self._sent = letter.pk

    def settle(self) -> None:
        """Wait for the database, which others may then use."""
        if self._answer is not None:
            answer, self._answer = self._answer, None
            if (self._next,) not in answer():
                self._next = None

    def leave(self) -> None:
        """Note what was sent last, and give back what was claimed and not sent."""
        self.settle()
        unsent = self._next
        if self._sent is not None:
            self._ask(None)
            self.settle()
        if unsent is not None:
            Notice.objects.filter(pk=unsent, state=NoticeState.WAITING).update(claimed_until=None)

    def _ask(self, following: Notice | None) -> None:
        claimed = following.pk if following else None
        stored, now = connection.ops.adapt_datetimefield_value, self._clock()
        values = {"sent": self._sent, "next": claimed, "now": stored(now), "until": stored(now + CLAIM)}
        self._answer = ask_prepared(_NOTE_AND_CLAIM, values)
        self._sent, self._next = None, claimed
