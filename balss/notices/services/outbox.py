"""Putting letters into the outbox, and having failed ones tried again."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from balss.notices.models import Notice, NoticeState
from balss.notices.services.tasks import ask_for_delivery
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Actor, require

STEP = 400  # rows in one query: below the number of variables that SQLite takes


@dataclass(frozen=True)
class Words:
    """What a letter says: a subject of one line, plain text, and the same as HTML or nothing."""

    subject: str
    text: str
    html: str = ""


def send(
    *, kind: str, to: str, language: str, context: dict[str, Any], now: datetime, dedupe_key: str | None = None
) -> Notice:
    """Put a letter into the outbox, in the caller's transaction; it leaves once that has been committed.

    The words are rendered now. With a `dedupe_key` the same kind goes to the same address once for that key, however
    often it is asked for: the notice that was there is answered. Raises KeyError for a kind that no room has pinned
    and ValidationError for what is no address.
    """
    return put(kind, to, language, _render(notice_kinds[kind], language, context), now=now, dedupe_key=dedupe_key)


@transaction.atomic
def put(kind: str, to: str, language: str, words: Words, *, now: datetime, dedupe_key: str | None = None) -> Notice:
    """Put a letter with words made elsewhere into the outbox; otherwise as `send`."""
    validate_email(to)
    values = {"kind": kind, "to": to, "language": language, "created_at": now, "next_try_at": now, **asdict(words)}
    if dedupe_key is None:
        notice, created = Notice.objects.create(**values), True
    else:
        digest = _digest(kind, to, dedupe_key)
        notice, created = Notice.objects.get_or_create(dedupe_digest=digest, defaults=values)
    if created:
        ask_for_delivery()
    return notice


@dataclass(frozen=True)
class Message:
    """One letter of many: to whom, in which language, with what; `dedupe_key` as in `send`. `leave_path`: where one
    press ends such letters, for those that nobody has to get."""

    to: str
    language: str
    context: dict[str, Any]
    dedupe_key: str | None = None
    leave_path: str = ""


@transaction.atomic
def send_all(*, kind: str, messages: Iterable[Message], now: datetime) -> int:
    """Put many letters of one kind into the outbox, as `send` does each; answers how many were new.

    The number of queries does not grow with the letters but in steps of some hundreds, and only new ones are rendered.
    """
    by_digest = {
        (_digest(kind, message.to, message.dedupe_key) if message.dedupe_key else place): message
        for place, message in enumerate(messages)
    }
    for digest in _known([digest for digest in by_digest if isinstance(digest, str)]):
        del by_digest[digest]
    notices = [
        _notice(kind, message, now, digest if isinstance(digest, str) else None)
        for digest, message in by_digest.items()
    ]
    Notice.objects.bulk_create(notices, batch_size=STEP, ignore_conflicts=True)
    if notices:
        ask_for_delivery()
    return len(notices)


def _known(digests: list[str]) -> Iterator[str]:
    for start in range(0, len(digests), STEP):
        step = digests[start : start + STEP]
        yield from Notice.objects.filter(dedupe_digest__in=step).values_list("dedupe_digest", flat=True)  # type: ignore[misc]


def _notice(kind: str, message: Message, now: datetime, digest: str | None) -> Notice:
    validate_email(message.to)
    words = _render(notice_kinds[kind], message.language, message.context)
    return Notice(
        kind=kind, to=message.to, language=message.language, created_at=now, next_try_at=now, dedupe_digest=digest,
        leave_path=message.leave_path, **asdict(words),
    )  # fmt: skip


@transaction.atomic
def retry(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Have a failed letter tried again now. One that was erased, sent or is waiting stays as it is."""
    require(by, "notices.retry_notice", notice, now)
    again = Notice.objects.filter(pk=notice.pk, state=NoticeState.FAILED, erased_at=None).update(
        state=NoticeState.WAITING, attempts=0, next_try_at=now, finished_at=None
    )
    if again:
        ask_for_delivery()


def _render(kind: NoticeKind, language: str, context: dict[str, Any]) -> Words:
    values = {**context, "origin": settings.ORIGIN, "language": language}
    with translation.override(language):
        subject = " ".join(_plain(f"{kind.template}.subject.txt", values).split())
        text = _plain(f"{kind.template}.txt", values).strip() + "\n"
        return Words(subject, text, _html(f"{kind.template}.html", values))


def _plain(template: str, values: dict[str, Any]) -> str:
    """A template of plain text, in which nothing is escaped: no reader wants “&amp;” for “&”."""
    found: Any = get_template(template)
    rendered: str = found.template.render(Context(values, autoescape=False))
    return rendered


def _html(template: str, values: dict[str, Any]) -> str:
    try:
        return get_template(template).render(values)
    except TemplateDoesNotExist:
        return ""


def _digest(kind: str, to: str, dedupe_key: str) -> str:
    words = "\0".join((kind, to.casefold(), dedupe_key))
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()
