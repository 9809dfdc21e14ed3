"""Who runs the installation sees what failed; a demonstration shows its letters, production never."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404
from django.test import RequestFactory

from balss.notices.models import Notice, NoticeState
from balss.notices.services.composing import Words
from balss.notices.services.mail import MAIL
from balss.notices.services.outbox import put
from balss.notices.views import outbox as views
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ADMINISTRATOR = Actor(public_id="a", account_id=1, grant=Grant(Role.ADMINISTRATOR))
OFFICIAL = Actor(public_id="o", account_id=2, grant=Grant(Role.OFFICIAL, institution_id=7))

pytestmark = pytest.mark.django_db


def letter(to: str = "anna@example.lv", *, state: str = NoticeState.FAILED) -> Notice:
    notice = put(MAIL, to, "lv", Words("Sveiki <Anna>", "Vārdi https://balss.example/x"), now=NOW)
    finished_at = None if state == NoticeState.WAITING else NOW
    Notice.objects.filter(pk=notice.pk).update(state=state, finished_at=finished_at, last_error="550 No such user")
    return notice


def asked(rf: RequestFactory, by: Actor, *, post: bool = False) -> Any:
    request: Any = rf.post("/") if post else rf.get("/")
    request.actor, request.now, request.user, request.session = by, NOW, AnonymousUser(), {}
    request._messages = FallbackStorage(request)
    return request


def test_outbox_names_what_failed_and_why(rf: RequestFactory) -> None:
    letter()
    page = views.outbox(asked(rf, ADMINISTRATOR)).content.decode()
    assert [words in page for words in ("anna@example.lv", "550 No such user", "Sveiki &lt;Anna&gt;")] == [True] * 3


def test_outbox_leaves_out_letters_that_arrived(rf: RequestFactory) -> None:
    letter("sent@example.lv", state=NoticeState.SENT)
    letter("waits@example.lv", state=NoticeState.WAITING)
    page = views.outbox(asked(rf, ADMINISTRATOR)).content.decode()
    assert ("sent@" in page, "waits@" in page) == (False, False)


@pytest.mark.parametrize("actor", [ANONYMOUS, OFFICIAL], ids=["anonymous", "official"])
def test_outbox_is_refused_to_others(rf: RequestFactory, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        views.outbox(asked(rf, actor))


def test_retry_puts_the_letter_back(rf: RequestFactory) -> None:
    notice = letter()
    views.retry(asked(rf, ADMINISTRATOR, post=True), notice.pk)
    assert Notice.objects.get().state == NoticeState.WAITING


@pytest.mark.parametrize("actor", [ANONYMOUS, OFFICIAL], ids=["anonymous", "official"])
def test_retry_is_refused_to_others(rf: RequestFactory, actor: Actor) -> None:
    notice = letter()
    with pytest.raises(NotAllowed):
        views.retry(asked(rf, actor, post=True), notice.pk)
    assert Notice.objects.get().state == NoticeState.FAILED


def test_demonstration_shows_letters_with_links(rf: RequestFactory) -> None:
    letter(state=NoticeState.SENT)
    page = views.demonstration_letters(asked(rf, ANONYMOUS)).content.decode()
    assert 'href="https://balss.example/x"' in page


def test_production_shows_no_letters(rf: RequestFactory, settings: Any) -> None:
    settings.PRODUCTION = True
    letter(state=NoticeState.SENT)
    with pytest.raises(Http404):
        views.demonstration_letters(asked(rf, ANONYMOUS))
