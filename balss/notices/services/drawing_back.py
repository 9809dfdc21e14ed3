"""Letters that were written and have not left, of who wants no more: they do not go."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from balss.notices.models import Dispatch, DispatchState, Notice, NoticeState
from balss.notices.services.composing import Words
from balss.notices.services.outbox import Message

UNSENT = (NoticeState.WAITING, NoticeState.HELD)


def draw_back(link: str) -> list[dict[str, Any]]:
    """Forget the letters that wait for whoever the link belongs to, at the e-address too; answers with their words,
    for `written_again`. What a worker is just handing over still goes."""
    paths = [_leave_path(link, language) for language, _name in settings.LANGUAGES]
    letters = Notice.objects.filter(state__in=UNSENT, leave_path__in=paths).order_by("pk")
    messages = Dispatch.objects.filter(state=DispatchState.WAITING, leave_path__in=paths).order_by("pk")
    words = [*letters.values("language", "subject", "text", "html"), *messages.values("language", "subject", "text")]
    letters.delete()
    messages.delete()
    return [{**each, "link": link} for each in words]


def written_again(letters: list[dict[str, Any]], *, to: str, link: str) -> Iterator[Message]:
    """Those letters for who wants them after all, with the links of today."""
    for each in letters:
        text, html = (each.get(form, "").replace(each["link"], link) for form in ("text", "html"))
        path = _leave_path(link, each["language"])
        yield Message(to, each["language"], words=Words(each["subject"], text, html), leave_path=path)


def _leave_path(link: str, language: str) -> str:
    with translation.override(language):
        return reverse("notices:leave_all", args=[link])
