"""Putting letters into the outbox, and having failed ones tried again."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction

from balss.notices.models import Notice, NoticeState
from balss.notices.queries.pauses import paused_among
from balss.notices.services.composing import Words, blank, render
from balss.notices.services.tasks import ask_for_delivery
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Actor, require

MOST_FORMS = 100  # rendered words kept at a time
STEP = 400  # rows in one query: below the number of variables that SQLite takes


def send(
    *, kind: str, to: str, language: str, context: dict[str, Any], now: datetime, dedupe_key: str | None = None
) -> Notice:
    """Put a letter into the outbox, in the caller's transaction; it leaves once that has been committed.

    The words are rendered now. With a `dedupe_key` the same kind goes to the same address once for that key, however
    often it is asked for: the notice that was there is answered. Raises KeyError for a kind that no room has pinned
    and ValidationError for what is no address.
    """
    return put(kind, to, language, render(notice_kinds[kind], language, context), now=now, dedupe_key=dedupe_key)


@transaction.atomic
def put(kind: str, to: str, language: str, words: Words, *, now: datetime, dedupe_key: str | None = None) -> Notice:
    """Put a letter with words made elsewhere into the outbox; otherwise as `send`."""
    validate_email(to)
    values = {"kind": kind, "to": to, "language": language, "created_at": now, "next_try_at": now, **asdict(words)}
    if dedupe_key is None:
        notice, created = Notice.objects.create(**values), True
    else:
        digest = letter_digest(kind, to, dedupe_key)
        notice, created = Notice.objects.get_or_create(dedupe_digest=digest, defaults=values)
    if created:
        ask_for_delivery()
    return notice


@dataclass(frozen=True)
class Message:
    """One letter of many: to whom, in which language, with what; `dedupe_key` as in `send`. `leave_path`: where one
    press ends such letters, for those that nobody has to get.

    Words are rendered once for all messages of a call that share one `context` (the same object); `personal` is then
    filled into them, by the names that its values have in the templates. `words` were made elsewhere, without context.
    """

    to: str
    language: str
    context: dict[str, Any] = field(default_factory=dict)
    dedupe_key: str | None = None
    leave_path: str = ""
    personal: Mapping[str, str] = field(default_factory=dict)
    words: Words | None = None


@transaction.atomic
def send_all(*, kind: str, messages: Iterable[Message], now: datetime) -> int:
    """Put many letters of one kind into the outbox, as `send` does each; answers how many were new.

    The number of queries does not grow with the letters but in steps of some hundreds, as memory does, and only new
    ones are rendered.
    """
    put_in, forms, left = 0, Forms(notice_kinds[kind]), iter(messages)
    while step := list(islice(left, STEP)):
        put_in += _put_step(kind, step, forms, now)
    if put_in:
        ask_for_delivery()
    return put_in


def _put_step(kind: str, step: list[Message], forms: "Forms", now: datetime) -> int:
    by_digest = {
        (letter_digest(kind, message.to, message.dedupe_key) if message.dedupe_key else place): message
        for place, message in enumerate(step)
    }
    digests = [digest for digest in by_digest if isinstance(digest, str)]
    for digest in Notice.objects.filter(dedupe_digest__in=digests).values_list("dedupe_digest", flat=True):
        del by_digest[str(digest)]
    notices = [
        _notice(kind, message, forms.words(message), now, digest if isinstance(digest, str) else None)
        for digest, message in by_digest.items()
    ]
    paused = paused_among(notice.to for notice in notices if notice.leave_path)
    for notice in notices:
        if notice.leave_path and notice.to.lower() in paused:
            notice.state, notice.finished_at = NoticeState.HELD, now
    Notice.objects.bulk_create(notices, batch_size=STEP, ignore_conflicts=True)
    return len(notices)


class Forms:
    """Words of one kind, rendered once for each language and context."""

    def __init__(self, kind: NoticeKind) -> None:
        self.kind = kind
        self._rendered: dict[tuple[str, int, tuple[str, ...]], tuple[dict[str, Any], Words]] = {}

    def words(self, message: Message) -> Words:
        if message.words is not None:
            return message.words
        key = (message.language, id(message.context), tuple(message.personal))
        if key not in self._rendered:
            if len(self._rendered) >= MOST_FORMS:
                self._rendered.clear()
            context = {**message.context, **{name: blank(name) for name in message.personal}}
            # the context is kept, so that no other object gets its id
            self._rendered[key] = (message.context, render(self.kind, message.language, context))
        return self._rendered[key][1].filled(message.personal)


def _notice(kind: str, message: Message, words: Words, now: datetime, digest: str | None) -> Notice:
    validate_email(message.to)
    return Notice(
        kind=kind, to=message.to, language=message.language, created_at=now, next_try_at=now, dedupe_digest=digest,
        leave_path=message.leave_path, subject=words.subject, text=words.text, html=words.html,
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


def letter_digest(kind: str, to: str, dedupe_key: str) -> str:
    """What a letter is recognised by after its address is erased: keyed, so that nobody reads the address from it."""
    words = "\0".join((kind, to.casefold(), dedupe_key))
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()
