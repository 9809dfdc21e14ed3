"""A bounce pauses the address that the letter went to, and nobody else's; what is no bounce changes nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from balss.notices.models import Follower, Notice, NoticeState, Outcome, Pause, PauseReason, Return, Subscription
from balss.notices.services import Message, deliver_due, send_all
from balss.notices.services.following import Own
from balss.notices.services.own import resume
from balss.notices.services.pausing import MOST_SOFT, WITHIN
from balss.notices.services.return_path import token_of
from balss.notices.services.returns import Returned, receive
from balss.people.models import Account, Person
from balss.shared.permissions import ANONYMOUS, Actor, NotAllowed
from tests.notices.conftest import MailServer
from tests.notices.returned import bounce, complaint

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _returns(settings: Any) -> None:
    settings.RETURNS = "atgriezts@balss.lv"


@pytest.fixture
def anna() -> Follower:
    return follower("anna@example.lv")


def follower(email: str, **more: Any) -> Follower:
    made = Follower.objects.create(email=email, created_at=NOW, next_at=NOW + DAY, **more)
    Subscription.objects.create(follower=made, kind="places.topic", key="x", since=0, created_at=NOW)
    return made


def letter(email: str = "anna@example.lv", *, leave: str = "/zinas/x/") -> Notice:
    send_all(kind="test.rich", messages=[Message(email, "lv", {"text": "x"}, leave_path=leave)], now=NOW)
    return Notice.objects.latest("pk")


def take(raw: bytes, *, now: datetime = NOW, to: str = "") -> str:
    return receive(Returned.whole(raw, to), now=now).outcome


def paused() -> list[tuple[str, str]]:
    return list(Pause.objects.order_by("email").values_list("email", "reason"))


def test_hard_bounce_pauses_the_address_at_once(anna: Follower) -> None:
    other = follower("berts@example.lv")
    assert take(bounce(letter("Anna@example.lv"))) == Outcome.HARD
    assert paused() == [("anna@example.lv", PauseReason.HARD)]
    assert [Follower.objects.get(pk=each.pk).paused_at for each in (anna, other)] == [NOW, None]


def test_bounce_of_an_address_with_latvian_letters_names_it_as_servers_do() -> None:
    raw = bounce(letter("anna@ķekava.lv"), address="anna@xn--ekava-n5a.lv")
    assert (take(raw), paused()) == (Outcome.HARD, [("anna@ķekava.lv", PauseReason.HARD)])


def test_bounce_known_by_the_envelope_alone_counts_too(anna: Follower) -> None:
    notice = letter()
    raw = bounce(notice, to="postmaster@balss.lv")
    assert take(raw, to=f"atgriezts+{token_of(notice.message_id)}@balss.lv") == Outcome.HARD


def test_account_is_paused_by_the_address_of_today() -> None:
    account = Account.objects.create(person=Person.objects.create(name="Anna"), email="Anna@example.lv")
    made = Follower.objects.create(account=account, created_at=NOW)
    take(bounce(letter()))
    assert Follower.objects.get(pk=made.pk).paused_at == NOW


def test_soft_bounces_pause_after_so_many_letters(anna: Follower) -> None:
    for number in range(MOST_SOFT - 1):
        take(bounce(letter(), status="4.2.2"), now=NOW + number * DAY)
    assert paused() == []
    take(bounce(letter(), status="5.2.2"), now=NOW + MOST_SOFT * DAY)
    assert paused() == [("anna@example.lv", PauseReason.SOFT)]


def test_soft_bounces_of_one_letter_or_of_long_ago_do_not_add_up(anna: Follower) -> None:
    notice = letter()
    for number in range(MOST_SOFT):
        take(bounce(notice, status="4.2.2", number=number))
    for number in range(MOST_SOFT):
        take(bounce(letter(), status="4.2.2"), now=NOW + number * WITHIN)
    assert paused() == []


def test_same_message_twice_counts_once(anna: Follower) -> None:
    raw = bounce(letter(), status="4.2.2")
    assert [take(raw) for _ in range(MOST_SOFT)] == [Outcome.SOFT] * MOST_SOFT
    assert Return.objects.count() == 1


def test_complaint_stops_all_bulk_and_outweighs_a_bounce(anna: Follower) -> None:
    notice = letter()
    take(bounce(notice))
    assert take(complaint(notice)) == Outcome.COMPLAINT
    take(bounce(notice, number=2))
    assert paused() == [("anna@example.lv", PauseReason.COMPLAINT)]


def deceptions() -> dict[str, tuple[Any, Outcome]]:
    """What somebody could send us about a letter to Anna, and what it is taken for."""
    return {
        "nobody's": (lambda mine: bounce(mine, to="atgriezts@balss.lv"), Outcome.UNKNOWN),
        "made-up token": (lambda mine: bounce(mine, to=f"atgriezts+{'a' * 39}@balss.lv"), Outcome.UNKNOWN),
        "letter that never was": (
            lambda mine: bounce(mine, to=f"atgriezts+{token_of(uuid4())}@balss.lv"),
            Outcome.UNKNOWN,
        ),
        "another's address": (lambda mine: bounce(mine, address="berts@example.lv"), Outcome.OTHER_ADDRESS),
        "delayed": (lambda mine: bounce(mine, action="delayed"), Outcome.DELAYED),
        "delivered": (lambda mine: bounce(mine, action="delivered", status="2.0.0"), Outcome.DELIVERED),
        "no status": (lambda mine: bounce(mine, status="broken"), Outcome.UNREADABLE),
        "away": (
            lambda mine: (
                b"To: atgriezts+%b@balss.lv\r\nAuto-Submitted: auto-replied\r\n\r\nStatus: 5.1.1"
                % token_of(mine.message_id).encode()
            ),
            Outcome.AUTOMATIC,
        ),
        "answer": (
            lambda mine: b"To: atgriezts+%b@balss.lv\r\n\r\nStop! 5.1.1" % token_of(mine.message_id).encode(),
            Outcome.NO_REPORT,
        ),
        "bomb": (lambda mine: bounce(mine) + b"x" * 2_000_000, Outcome.TOO_LARGE),
        "nested": (lambda mine: bounce(mine) + b"Content-Type: multipart/x; boundary=1\r\n" * 100, Outcome.UNREADABLE),
    }


@pytest.mark.parametrize("name", deceptions())
def test_bounce_that_is_none_changes_nothing_and_is_listed(anna: Follower, name: str) -> None:
    follower("berts@example.lv")
    made, outcome = deceptions()[name]
    assert take(made(letter())) == outcome
    assert (paused(), Follower.objects.filter(paused_at__isnull=False).count()) == ([], 0)
    assert Return.objects.values_list("outcome", "email").get() == (outcome, "")


def test_bounce_of_a_letter_whose_address_is_erased_changes_nothing(anna: Follower) -> None:
    notice = letter()
    raw = bounce(notice)
    Notice.objects.update(
        state=NoticeState.SENT, finished_at=NOW, erased_at=NOW, to="", subject="", text="", html="", leave_path=""
    )
    assert (take(raw), paused()) == (Outcome.UNKNOWN, [])


def test_what_is_kept_of_the_servers_words_names_no_address(anna: Follower) -> None:
    take(bounce(letter()))
    assert Return.objects.get().said == "smtp; 550 … is not here"


def test_letters_that_nobody_has_to_get_are_held_and_others_go(anna: Follower) -> None:
    first, must = letter(), letter(leave="")
    take(bounce(first))
    later = letter()
    assert deliver_due(clock=lambda: NOW).sent == 1
    states = [Notice.objects.get(pk=each.pk).state for each in (first, must, later)]
    assert states == [NoticeState.HELD, NoticeState.SENT, NoticeState.HELD]


def test_resuming_sends_what_was_held_and_tells_what_was_missed(anna: Follower) -> None:
    notice = letter()
    take(bounce(notice))
    resume(own=Own(anna, has_link=True), by=ANONYMOUS, now=NOW + DAY)
    anna.refresh_from_db()
    assert (paused(), anna.paused_at, anna.next_at) == ([], None, NOW + DAY)
    assert deliver_due(clock=lambda: NOW + DAY).sent == 1


def test_after_resuming_earlier_failures_count_no_more(anna: Follower) -> None:
    for number in range(MOST_SOFT):
        take(bounce(letter(), status="4.2.2", number=number))
    resume(own=Own(anna, has_link=True), by=ANONYMOUS, now=NOW)
    take(bounce(letter(), status="4.2.2"))
    assert paused() == []


@pytest.mark.parametrize("actor", [ANONYMOUS, Actor(public_id="b", account_id=9)])
def test_resuming_for_another_is_refused(anna: Follower, actor: Actor) -> None:
    take(bounce(letter()))
    with pytest.raises(NotAllowed):
        resume(own=Own(anna), by=actor, now=NOW)
    assert len(paused()) == 1


@pytest.mark.parametrize(("name", "expected"), [("nobody", [PauseReason.HARD]), ("refused-words", []), ("later", [])])
def test_refusal_while_speaking_to_the_server_is_a_bounce_only_if_it_is_of_the_address(
    by_smtp: MailServer, name: str, expected: list[str]
) -> None:
    letter(f"{name}@example.lv")
    deliver_due(clock=lambda: NOW)
    assert [reason for _email, reason in paused()] == expected
