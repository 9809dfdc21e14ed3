"""News waits at night and while everything is stopped; nothing is lost by it, and what people have to get goes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from balss.ledger.models import Entry
from balss.notices.models import BulkStop, Notice, NoticeState, Rhythm
from balss.notices.queries.bulk import is_quiet
from balss.notices.services import Message, deliver_due, send_all, send_due
from balss.notices.services.stopping import NothingStopped, StoppedAlready, resume_bulk, stop_bulk
from balss.notices.views import outbox as views
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, Grant, NotAllowed, Role
from tests.notices.following.conftest import TRANSPORT, _news, followed, news, told, topics  # noqa: F401  (fixtures)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # noon in Riga
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)  # midnight in Riga
ADMINISTRATOR = Actor(public_id="a", account_id=1, grant=Grant(Role.ADMINISTRATOR))
OFFICIAL = Actor(public_id="o", account_id=2, grant=Grant(Role.OFFICIAL, institution_id=7))

pytestmark = pytest.mark.django_db


def letters(now: datetime = NOW) -> None:
    """One that nobody has to get, one that somebody waits for."""
    messages = [Message(f"{name}@example.lv", "lv", {"text": "x"}, leave_path=name) for name in ("", "news")]
    send_all(kind="test.rich", messages=[m for m in messages if m.leave_path], now=now)
    send_all(kind="test.rich", messages=[Message("code@example.lv", "lv", {"text": "x"})], now=now)


def gone(now: datetime) -> list[str]:
    deliver_due(clock=lambda: now)
    return sorted(Notice.objects.filter(state=NoticeState.SENT).values_list("to", flat=True))


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(20, 59, False), (21, 0, True), (23, 59, True), (6, 59, True), (7, 0, False)]
)
def test_night_is_from_nine_to_seven_in_riga(hour: int, minute: int, quiet: bool) -> None:
    assert is_quiet(datetime(2026, 11, 23, hour, minute, tzinfo=UTC) - timedelta(hours=2)) == quiet  # winter
    assert is_quiet(datetime(2026, 6, 23, hour, minute, tzinfo=UTC) - timedelta(hours=3)) == quiet  # summer


def test_at_night_only_what_somebody_waits_for_goes() -> None:
    letters(NIGHT)
    assert gone(NIGHT) == ["code@example.lv"]
    assert gone(NIGHT + timedelta(hours=7)) == ["code@example.lv", "news@example.lv"]


def test_stop_holds_all_news_until_it_ends() -> None:
    letters()
    stop_bulk(reason="Kļūda vēstulē", by=ADMINISTRATOR, now=NOW)
    assert gone(NOW) == ["code@example.lv"]
    resume_bulk(by=ADMINISTRATOR, now=NOW)
    assert gone(NOW) == ["code@example.lv", "news@example.lv"]


@pytest.mark.parametrize("rhythm", [Rhythm.IMMEDIATELY, Rhythm.DAILY])
def test_what_happens_during_a_stop_is_told_in_one_letter_after_it(rhythm: Rhythm) -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=rhythm, now=NOW)
    stop_bulk(reason="Kļūda", by=SYSTEM, now=NOW)
    for day in range(1, 4):
        news(f"n{day}", now=NOW)
        assert send_due(now=NOW + timedelta(days=day)) == 0
    resume_bulk(by=SYSTEM, now=NOW)
    assert send_due(now=NOW + timedelta(days=4)) == 1
    assert told("anna@example.lv") == ["n3", "n2", "n1"]


def test_stop_is_public_with_its_reason() -> None:
    stop_bulk(reason="Kļūda vēstulē", by=ADMINISTRATOR, now=NOW)
    resume_bulk(by=ADMINISTRATOR, now=NOW)
    assert sorted(Entry.objects.values_list("action", flat=True)) == ["notices.bulk_resumed", "notices.bulk_stopped"]


def test_second_stop_and_second_end_are_refused() -> None:
    stop_bulk(reason="Kļūda", by=SYSTEM, now=NOW)
    with pytest.raises(StoppedAlready):
        stop_bulk(reason="Vēl", by=SYSTEM, now=NOW)
    resume_bulk(by=SYSTEM, now=NOW)
    with pytest.raises(NothingStopped):
        resume_bulk(by=SYSTEM, now=NOW)
    stop_bulk(reason="Atkal", by=SYSTEM, now=NOW)
    assert BulkStop.objects.filter(in_force=True).count() == 1


@pytest.mark.parametrize("actor", [ANONYMOUS, OFFICIAL])
def test_stop_and_its_end_are_refused_to_others(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        stop_bulk(reason="x", by=actor, now=NOW)
    stop_bulk(reason="x", by=SYSTEM, now=NOW)
    with pytest.raises(NotAllowed):
        resume_bulk(by=actor, now=NOW)


def asked(rf: RequestFactory, by: Actor, **words: str) -> Any:
    request: Any = rf.post("/", words) if words else rf.get("/")
    request.actor, request.now, request.user, request.session = by, NOW, AnonymousUser(), {}
    request._messages = FallbackStorage(request)
    return request


def test_page_stops_says_so_and_lets_go(rf: RequestFactory) -> None:
    views.stop(asked(rf, ADMINISTRATOR, reason="Kļūda <vēstulē>"))
    page = views.outbox(asked(rf, ADMINISTRATOR)).content.decode()
    assert ("Visas ziņas ir apturētas" in page, "Kļūda &lt;vēstulē&gt;" in page) == (True, True)
    views.go_on(asked(rf, ADMINISTRATOR, go="1"))
    assert "Visas ziņas ir apturētas" not in views.outbox(asked(rf, ADMINISTRATOR)).content.decode()


def test_stop_without_a_reason_is_asked_for_one(rf: RequestFactory) -> None:
    page = views.stop(asked(rf, ADMINISTRATOR, reason=" "))
    assert (page.status_code, BulkStop.objects.exists()) == (200, False)
    assert 'aria-invalid="true"' in page.content.decode()
