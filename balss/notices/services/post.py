"""The way out: one connection to the mail server, used for many letters, and what its refusals mean."""

import smtplib
from contextlib import suppress
from types import TracebackType
from typing import Self
from uuid import UUID

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from balss.core.mail.message import NotAHeader
from balss.notices.models import Notice
from balss.notices.services.letters import Letter, as_bytes
from balss.notices.services.return_path import ascii_address, return_path
from balss.notices.services.wire import SERVICE_CLOSING, transmit


class Undelivered(Exception):
    """The letter did not go out; the text is the server's answer, which may repeat the address."""


class RefusedForGood(Undelivered):
    """The server will never take this letter (5xx to the recipient or the content)."""


class RecipientRefused(RefusedForGood):
    """It will take no letter for this recipient."""


class RefusedForNow(Undelivered):
    """The server may take this letter later (4xx to the recipient or the content)."""


class PostClosed(Undelivered):
    """The server cannot be used: no connection, a dropped one, or it refuses us and not the letter."""


class Post:
    """A connection opened at the first letter and closed at the end of the `with`."""

    def __init__(self) -> None:
        self._connection = get_connection(settings.POST_BACKEND)
        self.taken = 0  # letters taken since the connection was opened
        self._written: dict[UUID, bytes] = {}  # the next letter, by its Message-ID

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, notice: Notice, *, following: Notice | None = None) -> None:
        """Hand one letter to the server, and write the `following` one while it takes it. Raises RefusedForGood,
        RefusedForNow, PostClosed."""
        try:
            self._connection.open()
            self._hand_over(notice, following)
        except (NotAHeader, UnicodeError) as fault:  # an address that no mail server takes, or words of another room
            raise RefusedForGood(str(fault)) from fault
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = next(iter(refusal.recipients.values()))
            meant = _meaning(code, words)
            raise (RecipientRefused(str(meant)) if isinstance(meant, RefusedForGood) else meant) from refusal
        except smtplib.SMTPDataError as refusal:
            raise _meaning(refusal.smtp_code, refusal.smtp_error) from refusal
        except (smtplib.SMTPException, OSError) as fault:
            raise PostClosed(f"{type(fault).__name__}: {fault}") from fault
        self.taken += 1

    def _hand_over(self, notice: Notice, following: Notice | None) -> None:
        if not isinstance(self._connection, EmailBackend):
            self._connection.send_messages([Letter(notice)])
            return
        server = self._connection.connection
        if server is None:
            raise PostClosed("the connection was not opened")
        sender, to = ascii_address(return_path(notice.message_id)), ascii_address(notice.to)
        content = self._written.pop(notice.message_id, None) or as_bytes(notice)
        transmit(server, sender=sender, to=to, content=content, meanwhile=lambda: self._write(following))

    def _write(self, notice: Notice | None) -> None:
        self._written.clear()
        if notice is not None:
            with suppress(Exception):  # said when it is the letter's turn: the one that is being taken is not at fault
                self._written[notice.message_id] = as_bytes(notice)

    def reopens(self) -> bool:
        """After PostClosed: whether another connection may do better. Some servers end one after so many letters."""
        was_working = self.taken > 0
        self.close()
        return was_working

    def close(self) -> None:
        """Close the connection; the next letter opens another."""
        self.taken = 0
        try:
            self._connection.close()
        except (smtplib.SMTPException, OSError):
            return  # it was gone already


def _meaning(code: int, words: bytes | str) -> Undelivered:
    answer = f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
    if code == SERVICE_CLOSING:
        return PostClosed(answer)
    return RefusedForGood(answer) if code >= 500 else RefusedForNow(answer)
