"""Letters of parts that know only Django's mail (sign-in, invitations): they go into the outbox like all others."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone, translation

from balss.notices.services.composing import Words
from balss.notices.services.outbox import put

MAIL = "notices.mail"  # the kind of such a letter; its words were made elsewhere, so it is not on the board


class NotPlainMail(Exception):
    """The outbox carries words to one reader at a time: no attachments, no copies."""


class OutboxBackend(BaseEmailBackend):
    """Django's mail backend: sending succeeds once the row is written, in the transaction under way if there is one."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments or message.cc or message.bcc:
                raise NotPlainMail
            html = [part.content for part in getattr(message, "alternatives", []) if part.mimetype == "text/html"]
            words = Words(str(message.subject), str(message.body), str(html[0]) if html else "")
            for to in message.to:
                put(MAIL, to, translation.get_language() or "lv", words, now=timezone.now())
        return len(email_messages)
