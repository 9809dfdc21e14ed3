"""A notice as an e-mail that every mail server takes: plain text first, lines short, no octet above 127."""

from email import message_from_bytes
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.mail.message import sanitize_address

from balss.core.mail.dkim import Signer, signer
from balss.core.mail.message import HeaderLine, compose, words
from balss.notices.models import Notice
from balss.notices.services.return_path import ascii_address, token_of


class Letter(mail.EmailMessage):
    """A notice for those of Django's mail backends that keep letters instead of sending them."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.subject, notice.text, settings.DEFAULT_FROM_EMAIL, [notice.to])
        self.notice = notice

    def message(self, *, policy: Any = None) -> Any:
        return message_from_bytes(as_bytes(self.notice), policy=policy or SMTP)


def as_bytes(notice: Notice) -> bytes:
    """The whole message, signed where this installation has a key. Its Message-ID is the same at every try, so that a
    reader sees one letter. Raises NotAHeader."""
    boundary = f"=_{notice.message_id.hex}"  # nobody who gave us words knew it
    head, body = compose(_headers(notice), text=notice.text, html=notice.html, boundary=boundary)
    own = dkim_signer()
    return (own.header(head, body) if own else b"") + head + b"\r\n" + body


def dkim_signer() -> Signer | None:
    """The key that letters are signed with; None where they are not. Raises UnusableKey and OSError."""
    return _signer(settings.DKIM_KEY, settings.DKIM_SELECTOR, _domain()) if settings.DKIM_KEY else None


def _headers(notice: Notice) -> list[HeaderLine]:
    headers = [
        ("From", _sender(settings.DEFAULT_FROM_EMAIL)),
        ("To", ascii_address(notice.to)),
        words("Subject", notice.subject),
        ("Date", format_datetime(notice.created_at)),
        ("Message-ID", f"<{notice.message_id}@{urlsplit(settings.ORIGIN).hostname}>"),
        ("Content-Language", notice.language),
        ("Auto-Submitted", "auto-generated"),  # RFC 3834: no out-of-office answers
    ]
    if settings.RETURNS:  # complaints come with the letter and without its envelope
        headers.append(("X-Letter", token_of(notice.message_id)))
    if notice.leave_path:  # RFC 8058: the mail program's own button, which posts
        headers.append(("List-Unsubscribe", f"<{settings.ORIGIN}{notice.leave_path}>"))
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return headers


@lru_cache(maxsize=8)
def _sender(address: str) -> str:
    return sanitize_address(address, "utf-8")


def _domain() -> str:
    return _sender(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].rstrip(">")


@lru_cache(maxsize=8)
def _signer(key: str, selector: str, domain: str) -> Signer:
    return signer(domain=domain, selector=selector, pem=Path(key).read_bytes())
