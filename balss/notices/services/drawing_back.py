"""Letters that were written and have not left, of who wants no more: they do not go."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from balss.notices.models import Dispatch, DispatchState, Notice, NoticeState
from balss.notices.services.composing import Words
from balss.notices.services.outbox import Message

Waiting = QuerySet[Notice] | QuerySet[Dispatch]


@transaction.atomic
def draw_back(link: str, *, now: datetime) -> list[dict[str, Any]]:
    """Forget the letters that wait for whoever the link belongs to, at the e-address too; answers with their words,
    for `written_again`. What a worker is just handing over still goes, so its words are not among them."""
    paths = [_leave_path(link, language) for language, _name in settings.LANGUAGES]
    letters, messages = (model.objects.filter(leave_path__in=paths) for model in (Notice, Dispatch))
    unsent: list[Waiting] = [  # each by its state alone, as there is an index for it
        letters.filter(state=NoticeState.WAITING),
        letters.filter(state=NoticeState.HELD),
        messages.filter(state=DispatchState.WAITING),
    ]
    return [{**words, "link": link} for words in chain.from_iterable(_taken_out(each, now) for each in unsent)]


def _taken_out(rows: Waiting, now: datetime) -> list[dict[str, Any]]:
    drawn: list[Notice | Dispatch] = list(rows.select_for_update().order_by("pk"))
    rows.filter(pk__in=[each.pk for each in drawn]).delete()
    return [
        {"language": each.language, "subject": each.subject, "text": each.text, "html": getattr(each, "html", "")}
        for each in drawn
        if each.claimed_until is None or each.claimed_until <= now
    ]


def written_again(letters: list[dict[str, Any]], *, to: str, link: str) -> Iterator[Message]:
    """Those letters for who wants them after all, with the links of today."""
    for each in letters:
        text, html = (each[form].replace(each["link"], link) for form in ("text", "html"))
        path = _leave_path(link, each["language"])
        yield Message(to, each["language"], words=Words(each["subject"], text, html), leave_path=path)


def _leave_path(link: str, language: str) -> str:
    with translation.override(language):
        return reverse("notices:leave_all", args=[link])
