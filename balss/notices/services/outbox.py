"""Putting letters into the outbox, and having failed ones tried again."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation

from balss.notices.models import Notice, NoticeState
from balss.notices.services.tasks import ask_for_delivery
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Actor, require


@transaction.atomic
def send(
    *, kind: str, to: str, language: str, context: dict[str, Any], now: datetime, dedupe_key: str | None = None
) -> Notice:
    """Put a letter into the outbox, in the caller's transaction; it leaves once that has been committed.

    The words are rendered now. With a `dedupe_key` the same kind goes to the same address once for that key, however
    often it is asked for: the notice that was there is answered. Raises KeyError for a kind that no room has pinned
    and ValidationError for what is no address.
    """
    validate_email(to)
    words = _render(notice_kinds[kind], language, context)
    values = {"to": to, "language": language, "created_at": now, "next_try_at": now, **words}
    if dedupe_key is None:
        notice = Notice.objects.create(kind=kind, **values)
    else:
        notice, created = Notice.objects.get_or_create(
            dedupe_digest=_digest(kind, to, dedupe_key), defaults={"kind": kind, **values}
        )
        if not created:
            return notice
    ask_for_delivery()
    return notice


def retry(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Have a failed letter tried again now. One that was erased, sent or is waiting stays as it is."""
    require(by, "notices.retry_notice", notice, now)
    again = Notice.objects.filter(pk=notice.pk, state=NoticeState.FAILED, erased_at=None).update(
        state=NoticeState.WAITING, attempts=0, next_try_at=now, finished_at=None
    )
    if again:
        ask_for_delivery()


def _render(kind: NoticeKind, language: str, context: dict[str, Any]) -> dict[str, str]:
    values = {**context, "origin": settings.ORIGIN, "language": language}
    with translation.override(language):
        return {
            "subject": " ".join(render_to_string(f"{kind.template}.subject.txt", values).split()),
            "text": render_to_string(f"{kind.template}.txt", values).strip() + "\n",
            "html": _render_html(kind, values),
        }


def _render_html(kind: NoticeKind, values: dict[str, Any]) -> str:
    try:
        template = get_template(f"{kind.template}.html")
    except TemplateDoesNotExist:
        return ""
    return template.render(values)


def _digest(kind: str, to: str, dedupe_key: str) -> str:
    words = "\0".join((kind, to.casefold(), dedupe_key))
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()
