"""A letter is a row of the transaction that it tells about, in the words of that moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from balss.notices.jobs import ADDRESS_KEPT, ROW_KEPT, erase
from balss.notices.models import Notice, NoticeState
from balss.notices.services import Message, deliver_due, outbox, retry, send, send_all
from balss.notices.services.composing import Words
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ADMINISTRATOR = Actor(public_id="a", account_id=1, grant=Grant(Role.ADMINISTRATOR))
OFFICIAL = Actor(public_id="o", account_id=2, grant=Grant(Role.OFFICIAL, institution_id=7))

pytestmark = pytest.mark.django_db


def hello(to: str = "anna@example.lv", *, language: str = "lv", text: str = "viss kārtībā", **more: Any) -> Notice:
    return send(kind="test.hello", to=to, language=language, context={"name": "Anna", "text": text}, now=NOW, **more)


def failed(to: str = "anna@example.lv") -> Notice:
    notice = hello(to)
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.FAILED, finished_at=NOW, attempts=11)
    notice.refresh_from_db()
    return notice


def test_send_renders_the_words_in_the_readers_language() -> None:
    assert [hello(language=language).subject for language in ("lv", "en")] == ["Anna, labdien", "Anna, hello"]
    assert hello().text == "Anna: viss kārtībā http://localhost:8000/\n"


def test_send_in_a_transaction_that_fails_leaves_neither_letter_nor_task() -> None:
    with transaction.atomic():
        hello()
        transaction.set_rollback(True)
    assert (Notice.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_send_of_many_asks_for_one_delivery() -> None:
    for number in range(5):
        hello(f"a{number}@example.lv")
    assert DBTaskResult.objects.count() == 1


def test_send_with_the_same_key_writes_once_to_each_address() -> None:
    first, again, other = hello(dedupe_key="30"), hello("ANNA@example.lv", dedupe_key="30"), hello(dedupe_key="7")
    assert (first.pk == again.pk, first.pk == other.pk) == (True, False)
    assert hello("berts@example.lv", dedupe_key="30").pk != first.pk


def test_send_with_the_key_of_an_erased_letter_writes_nothing() -> None:
    notice = hello(dedupe_key="30")
    Notice.objects.update(state=NoticeState.SENT, finished_at=NOW)
    erase(NOW + ADDRESS_KEPT)
    assert hello(dedupe_key="30").pk == notice.pk


def test_send_to_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValidationError):
        hello("anna@example.lv\nBcc: berts@example.lv")


def test_send_of_a_kind_that_no_room_has_is_refused() -> None:
    with pytest.raises(KeyError):
        send(kind="test.unknown", to="a@example.lv", language="lv", context={}, now=NOW)


def test_words_that_differ_in_a_part_are_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered, render = [], outbox.render

    def counted(kind: NoticeKind, language: str, context: dict[str, Any]) -> Words:
        rendered.append(language)
        return render(kind, language, context)

    monkeypatch.setattr(outbox, "render", counted)
    context = {"text": "<ā>"}
    messages = [
        Message(f"{name}@example.lv", language, context, personal={"name": name})
        for name, language in [("anna", "lv"), ("berts", "lv"), ("carl", "en")]
    ]
    assert send_all(kind="test.hello", messages=messages, now=NOW) == 3
    assert rendered == ["lv", "en"]
    assert list(Notice.objects.order_by("to").values_list("subject", flat=True)) == [
        "anna, labdien", "berts, labdien", "carl, hello",
    ]  # fmt: skip
    assert Notice.objects.get(to="berts@example.lv").text == "berts: <ā> http://localhost:8000/\n"


def test_what_is_filled_into_html_cannot_break_it() -> None:
    message = Message("anna@example.lv", "lv", {}, personal={"text": "<b>&"})
    send_all(kind="test.rich", messages=[message], now=NOW)
    assert Notice.objects.values_list("text", "html").get() == ("Plain <b>&\n", "<p>Rich &lt;b&gt;&amp;</p>")


def test_many_letters_take_queries_in_steps(
    django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "STEP", 20)
    messages = (Message(f"a{number}@example.lv", "lv", {"name": "Anna", "text": "x"}) for number in range(60))
    with django_assert_max_num_queries(15):
        assert send_all(kind="test.hello", messages=messages, now=NOW) == 60


def test_subject_is_one_line_whatever_is_in_it() -> None:
    notice = send(
        kind="test.hello", to="a@example.lv", language="en", context={"name": "A\r\nBcc: b@example.lv"}, now=NOW
    )
    assert notice.subject == "A Bcc: b@example.lv, hello"


def test_delivered_letter_is_sent_once() -> None:
    hello()
    assert [deliver_due(clock=lambda: NOW).sent for _ in range(2)] == [1, 0]
    assert (len(mail.outbox), Notice.objects.get().state) == (1, NoticeState.SENT)


def test_letter_claimed_by_another_worker_is_left_until_the_claim_ends() -> None:
    notice = hello()
    Notice.objects.filter(pk=notice.pk).update(claimed_until=NOW + timedelta(minutes=10))
    tries = [deliver_due(clock=lambda: NOW + timedelta(minutes=minutes)).sent for minutes in (0, 9, 10)]  # noqa: B023
    assert tries == [0, 0, 1]


def test_delivery_of_a_long_queue_is_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balss.notices.services.delivery.BATCH", 2)
    for number in range(3):
        hello(f"a{number}@example.lv")
    first, second = deliver_due(clock=lambda: NOW), deliver_due(clock=lambda: NOW)
    assert [(first.sent, first.more), (second.sent, second.more)] == [(2, True), (1, False)]


def test_retry_has_a_failed_letter_sent() -> None:
    notice = failed()
    retry(notice, by=ADMINISTRATOR, now=NOW)
    assert deliver_due(clock=lambda: NOW).sent == 1


@pytest.mark.parametrize("actor", [ANONYMOUS, OFFICIAL])
def test_retry_by_another_is_refused(actor: Actor) -> None:
    notice = failed()
    with pytest.raises(NotAllowed):
        retry(notice, by=actor, now=NOW)
    assert deliver_due(clock=lambda: NOW).sent == 0


def test_retry_of_an_erased_letter_changes_nothing() -> None:
    notice = failed()
    erase(NOW + ADDRESS_KEPT)
    retry(notice, by=ADMINISTRATOR, now=NOW + ADDRESS_KEPT)
    assert Notice.objects.get().state == NoticeState.FAILED


def test_erase_forgets_address_and_words_of_finished_letters_alone() -> None:
    done, waiting = failed(), hello("berts@example.lv")
    erase(NOW + ADDRESS_KEPT)
    assert list(Notice.objects.values_list("pk", "to", "subject", "text", "last_error")) == [
        (done.pk, "", "", "", ""),
        (waiting.pk, "berts@example.lv", waiting.subject, waiting.text, ""),
    ]


def test_erase_removes_the_row_after_two_years() -> None:
    failed()
    erase(NOW + ROW_KEPT)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("kind", list(notice_kinds), ids=lambda kind: kind.name)
def test_every_kind_renders_in_every_language(kind: NoticeKind, language: str) -> None:
    notice = send(kind=kind.name, to="a@example.lv", language=language, context=kind.example, now=NOW)
    assert (notice.subject != "", notice.text.strip() != "") == (True, True)
