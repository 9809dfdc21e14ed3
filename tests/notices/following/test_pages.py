"""Following by pages: the same answer for every address, links that only their owner has, leaving with one press."""

import re
import time
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from balss.notices.models import AddressList, Follower, Notice, PauseReason, Rhythm, Subscription
from balss.notices.services import deliver_due, send_due
from balss.notices.services.following import (
    CONFIRMED_WITHIN,
    MOST_ASKED,
    NothingToFollow,
    Own,
    TooManyFollowed,
    Wishes,
    ask_to_follow,
    asked_by,
    follow,
)
from balss.notices.services.own import leave_all, link_of, renew_links
from balss.notices.services.pausing import pause
from balss.notices.views.following import ASKS, WITHIN
from balss.people.models import Account, Person
from balss.places.models import Institution, Topic
from balss.shared.followables import followables
from balss.shared.models import RateCount
from balss.shared.permissions import ANONYMOUS, Actor, NotAllowed
from balss.shared.rate_limits import TooManyTries, count_try
from tests.notices.conftest import MailServer
from tests.notices.following.conftest import HEALTH, NOW, TRANSPORT, followed, is_checked, news

ASK = {"ko": "places.topic:transports", "rhythm": "weekly", "weekday": "0", "language": "lv"}


def ask(client: Client, email: str = "anna@example.lv", **more: str) -> int:
    return client.post(reverse("notices:follow"), {**ASK, "email": email, **more}).status_code


def link_in_letter() -> str:
    return Notice.objects.get(kind="notices.confirm_following").text.split("/sekot/apstiprinat/")[1].split("/")[0]


def test_address_is_told_nothing_until_its_owner_presses_the_button(client: Client) -> None:
    assert ask(client) == 302
    assert not Follower.objects.exists()
    page = reverse("notices:confirm", args=[link_in_letter()])
    assert "Transports" in client.get(page).text
    assert not Follower.objects.exists()  # a program that checks letters opened the link
    assert client.post(page).status_code == 302
    assert list(Subscription.objects.values_list("kind", "key")) == [TRANSPORT]
    assert client.post(page).status_code == 302
    assert Follower.objects.count() == 1


def test_page_says_the_same_whether_the_address_follows_or_not(client: Client) -> None:
    followed("anna@example.lv", TRANSPORT)
    answers = [
        client.post(reverse("notices:follow"), {**ASK, "email": email}) for email in ("anna@example.lv", "b@example.lv")
    ]
    assert len({(answer.status_code, answer.headers["Location"]) for answer in answers}) == 1
    assert Notice.objects.filter(kind="notices.confirm_following").count() == 2


def test_confirmation_works_for_seven_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    link, made = link_in_letter(), time.time()
    monkeypatch.setattr(time, "time", lambda: made + CONFIRMED_WITHIN.total_seconds() - 60)
    assert asked_by(link) is not None
    monkeypatch.setattr(time, "time", lambda: made + CONFIRMED_WITHIN.total_seconds() + 60)
    assert asked_by(link) is None
    assert client.get(reverse("notices:confirm", args=[link])).status_code == 404


@pytest.mark.parametrize("link", ["x", "x:y:z", "a" * 3000])
def test_forged_links_open_nothing(client: Client, link: str) -> None:
    for name in ("confirm", "own_by_link"):
        assert client.get(reverse(f"notices:{name}", args=[link])).status_code == 404
    assert client.post(reverse("notices:leave_all", args=[link])).status_code == 200


def test_link_of_one_purpose_does_not_serve_another(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT)
    forged = TimestampSigner(salt="notices.confirm_following").sign(anna.secret)
    assert client.get(reverse("notices:own_by_link", args=[forged])).status_code == 404
    assert client.get(reverse("notices:confirm", args=[link_of(anna)])).status_code == 404


@pytest.mark.parametrize("email", ["", "nav adrese", "a@b\r\nBcc: c@d.lv", "a" * 250 + "@example.lv", "a@b"])
def test_what_is_no_address_gets_the_page_back_with_what_was_chosen(client: Client, email: str) -> None:
    answer = client.post(reverse("notices:follow"), {**ASK, "rhythm": "daily", "email": email})
    assert answer.status_code == 200
    assert is_checked(answer.text, "places.topic:transports")
    assert is_checked(answer.text, "daily")
    assert 'href="#id_email"' in answer.text
    assert not Notice.objects.exists()


def test_letter_to_an_address_repeats_no_words_of_whoever_asked(client: Client) -> None:
    """A search is called by what somebody typed: else this would send anything to anybody."""
    search = "search.query:" + urlencode({"q": "konts slēgts https://evil.example"})
    client.post(reverse("notices:follow"), {**ASK, "email": "anna@example.lv", "ko": [search, ASK["ko"]]})
    letter = Notice.objects.get()
    assert [line for line in letter.text.splitlines() if line.startswith("–")] == ["– Transports", "– Meklējumi: 1"]
    assert "evil" not in letter.subject + letter.text
    assert "https://evil.example" in client.get(reverse("notices:confirm", args=[link_in_letter()])).text


def test_whatever_is_called_by_residents_words_says_so() -> None:
    by_residents = {"search.query", "participatory_budget.idea", "participation.contribution"}
    assert {kind.name for kind in followables if kind.in_residents_words} == by_residents


def test_service_refuses_what_is_no_address() -> None:
    with pytest.raises(ValidationError):
        ask_to_follow(email="a@b\nBcc: c@d.lv", things=[TRANSPORT], wishes=Wishes(), now=NOW)


@pytest.mark.parametrize("thing", ["places.topic:nav-tada", "nav.tada:x", "transports", ":", ""])
def test_what_cannot_be_followed_is_left_out(client: Client, thing: str) -> None:
    assert ask(client, ko=thing) == 200
    assert not Notice.objects.exists()


def test_too_much_at_once_is_refused() -> None:
    with pytest.raises(NothingToFollow):
        ask_to_follow(email="a@example.lv", things=[("places.topic", "x")], wishes=Wishes(), now=NOW)
    Topic.objects.bulk_create(Topic(code=f"t{n}", position=n, name_lv="T", name_en="T") for n in range(MOST_ASKED + 1))
    things = [("places.topic", f"t{n}") for n in range(MOST_ASKED + 1)]
    with pytest.raises(TooManyFollowed):
        ask_to_follow(email="a@example.lv", things=things, wishes=Wishes(), now=NOW)


def test_ten_thousand_sign_ups_from_one_place_are_stopped_and_hurt_nobody_else(client: Client) -> None:
    answers = [ask(client, f"a{number}@example.lv") for number in range(25)]
    assert answers[:20] == [302] * 20
    assert set(answers[20:]) == {429}
    assert Notice.objects.count() == 20
    from_elsewhere = client.post(reverse("notices:follow"), {**ASK, "email": "b@example.lv"}, REMOTE_ADDR="203.0.113.9")
    assert from_elsewhere.status_code == 302
    assert Notice.objects.filter(to="b@example.lv").exists()


@pytest.mark.slow
def test_ten_thousand_tries_of_one_place_are_twenty_letters_one_count_and_no_follower(client: Client) -> None:
    """`python -m bench.signups` asks 10,000 times by the page; here what is refused only counts."""
    for number in range(20):
        ask(client, f"a{number}@example.lv")
    refused = 0
    for _try in range(9_980):
        try:
            count_try("notices.follow", "127.0.0.1", times=ASKS, per=WITHIN, now=timezone.now())
        except TooManyTries:
            refused += 1
    assert (refused, ask(client, "z@example.lv")) == (9_980, 429)
    assert (Follower.objects.count(), Notice.objects.count()) == (0, 20)
    assert sorted(RateCount.objects.values_list("tries", flat=True))[-1] == 10_001
    assert RateCount.objects.count() == 21  # the place, and each of the addresses that were asked for
    elsewhere = client.post(reverse("notices:follow"), {**ASK, "email": "b@example.lv"}, REMOTE_ADDR="203.0.113.9")
    deliver_due()
    assert (elsewhere.status_code, Notice.objects.get(to="b@example.lv").state) == (302, "sent")


def test_letterbox_is_not_flooded_from_many_places_and_the_answer_is_the_same(client: Client) -> None:
    answers = [
        client.post(reverse("notices:follow"), {**ASK, "email": "Anna@example.lv"}, REMOTE_ADDR=f"203.0.113.{number}")
        for number in range(9)
    ]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, reverse("notices:asked"))}
    assert Notice.objects.count() == 5


KNOWN = {
    "unknown": lambda: None,
    "follows": lambda: followed("anna@example.lv", TRANSPORT),
    "paused": lambda: (
        followed("anna@example.lv", TRANSPORT),
        pause("anna@example.lv", PauseReason.COMPLAINT, now=NOW),
    ),
    "bounced": lambda: pause("anna@example.lv", PauseReason.HARD, now=NOW),
    "has an account": lambda: Account.objects.create(person=Person.objects.create(), email="anna@example.lv"),
    "on a list": lambda: _list().contacts.create(email="anna@example.lv", read_at=NOW, taken_at=NOW),
}


def _list() -> AddressList:
    body = Institution.objects.create(code="XM", slug="xm", kind="ministry")
    return AddressList.objects.create(
        institution=body, title="K", kind="clients", ground="public_task", ground_words="x", created_at=NOW
    )


@pytest.mark.parametrize("standing", KNOWN)
def test_form_answers_and_works_the_same_whatever_we_know_of_the_address(client: Client, standing: str) -> None:
    """So that neither answer nor time tells: no question is asked of the tables that know."""
    KNOWN[standing]()
    ask(client, "cits@example.lv")  # the first asks for a delivery, which the later ones find there
    asked = []
    for email in ("anna@example.lv", "berts@example.lv"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(reverse("notices:follow"), {**ASK, "email": email}, follow=True)
        asked.append([re.sub(r"'[^']*'|[0-9a-f]{16,}|[0-9]+", "?", query["sql"]) for query in queries])
        asked[-1].append(answer.text.replace(email, ""))
    assert asked[0] == asked[1]
    told = re.compile("notices_(follower|pause|return|contact|leftaddress)|WHERE.*email")
    assert [sql for sql in asked[0][:-1] if told.search(sql)] == []
    assert Notice.objects.filter(to="anna@example.lv", kind="notices.confirm_following", state="waiting").count() == 1


def test_account_follows_at_once_and_sees_its_page(client: Client, account: Account) -> None:
    client.force_login(account)
    answer = client.post(reverse("notices:follow"), {"ko": ["places.topic:transports", "places.topic:veseliba"]})
    assert answer.headers["Location"] == reverse("notices:own")
    page = client.get(reverse("notices:own")).text
    assert "Transports" in page
    assert "Veselība" in page
    client.post(reverse("notices:change"), {"leave": "places.topic:transports"})
    assert list(Subscription.objects.values_list("key", flat=True)) == ["veseliba"]


def test_asking_to_leave_changes_nothing_and_posting_without_any_cookie_leaves() -> None:
    """RFC 8058: the mail program posts List-Unsubscribe=One-Click."""
    anna = followed("anna@example.lv", TRANSPORT)
    page = reverse("notices:leave_all", args=[link_of(anna)])
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(page).status_code == 200
    assert Follower.objects.exists()
    answers = [strict.post(page, {"List-Unsubscribe": "One-Click"}).status_code for _ in range(2)]
    assert answers == [200, 200]
    assert not Follower.objects.exists()


def test_letter_carries_the_headers_of_one_press_and_stays_within_the_standard(by_smtp: MailServer) -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("tilts" * 50)
    send_due(now=NOW)
    deliver_due(clock=lambda: NOW)
    (letter,) = by_smtp.letters()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(letter["List-Unsubscribe"]).strip("<>")
    assert address.startswith("http://localhost:8000/zinas/sekot/atteikties/")
    assert Client().post(address.removeprefix("http://localhost:8000")).status_code == 200
    assert not Follower.objects.exists()
    raw = next(by_smtp.folder.glob("*.eml")).read_bytes()
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_renewed_links_make_the_earlier_ones_worthless(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT)
    earlier = link_of(anna)
    later = link_of(renew_links(own=Own(anna, has_link=True), by=ANONYMOUS, now=NOW))
    answers = [client.get(reverse("notices:own_by_link", args=[link])).status_code for link in (earlier, later)]
    assert answers == [404, 200]


def test_nobody_else_changes_what_an_account_follows(client: Client, account: Account) -> None:
    own = Own(follow(account=account, things=[HEALTH], by=Actor("a", account_id=account.pk), now=NOW))
    for actor in (ANONYMOUS, Actor("b", account_id=account.pk + 1)):
        with pytest.raises(NotAllowed):
            leave_all(own=own, by=actor, now=NOW)
    assert client.get(reverse("notices:own")).status_code == 302
    assert client.post(reverse("notices:change"), {"leave": "places.topic:veseliba"}).status_code == 404
    assert Subscription.objects.exists()


def test_account_that_was_closed_is_told_nothing(account: Account) -> None:
    follow(account=account, things=[TRANSPORT], by=Actor("a", account_id=account.pk), now=NOW)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    news("tilts")
    assert send_due(now=NOW + timedelta(days=8)) == 0
