"""A notice as an e-mail that every mail server takes: plain text first, lines short, no octet above 127."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.mail.message import sanitize_address

from balss.notices.models import Notice

# With the default policy a body line of more than 1000 octets went out as it was, which RFC 5321 forbids.
SEVEN_BIT = SMTP.clone(cte_type="7bit")


class _Wire(EmailMessage):
    """The standard library's message, rendered as Django's mail backends ask for it."""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, linesep: str | None = None) -> bytes:
        rule = policy or self.policy
        return super().as_bytes(unixfrom, rule if linesep is None else rule.clone(linesep=linesep))


class Letter(mail.EmailMessage):
    """A notice for Django's mail backends. Its Message-ID is the same at every try, so a reader sees one letter."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.subject, notice.text, settings.DEFAULT_FROM_EMAIL, [notice.to])
        self.notice = notice

    def message(self, *, policy: Any = None) -> Any:
        wire = _Wire(policy=policy or SEVEN_BIT)
        wire["Subject"] = self.notice.subject
        wire["From"] = sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8")
        wire["To"] = sanitize_address(self.notice.to, "utf-8")
        wire["Date"] = format_datetime(self.notice.created_at)
        wire["Message-ID"] = f"<{self.notice.message_id}@{urlsplit(settings.ORIGIN).hostname}>"
        wire["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
        if self.notice.leave_path:  # RFC 8058: the mail program's own button, which posts
            wire["List-Unsubscribe"] = f"<{settings.ORIGIN}{self.notice.leave_path}>"
            wire["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        wire.set_content(self.notice.text)
        wire["Content-Language"] = self.notice.language  # after set_content, which removes all Content-… headers
        if self.notice.html:
            wire.add_alternative(self.notice.html, subtype="html")
        return wire
