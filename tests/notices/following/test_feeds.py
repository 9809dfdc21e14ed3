"""Feeds and calendars: the same for everybody, or below a secret address that can be ended; never who reads them."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from balss.notices.models import FeedLink, Happening
from balss.notices.services.feed_links import NotFollowed, end_feed_link, feed_link_of, new_feed_link
from balss.notices.services.following import Own, follow
from balss.notices.services.happenings import happened, sequence
from balss.notices.services.own import leave, leave_all, link_of
from balss.people.models import Account
from balss.shared.followables import Followable, FollowKind, Meeting, followables
from balss.shared.permissions import ANONYMOUS, Actor, NotAllowed
from balss.shared.rate_limits import count_try
from tests.notices.following.conftest import HEALTH, NOW, TRANSPORT, followed, news

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIC = "/zinas/plusma.atom?ko=places.topic:transports"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def client() -> Client:
    """With a cookie, so that no page that is kept for everybody answers."""
    made = Client()
    made.cookies["x"] = "1"
    return made


@pytest.fixture
def anna(db: None) -> Own:
    return Own(followed("anna@example.lv", TRANSPORT, HEALTH), has_link=True)


def titles(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.content)
    return [str(title.text) for title in root.findall(f"{ATOM}entry/{ATOM}title")]


def days(client: Client, address: str) -> dict[str, Calendar]:
    calendar = Calendar.from_ical(client.get(address).content)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def address_of(secret: str, kind: str = "atom") -> str:
    return reverse(f"notices:own_{kind}", args=[secret])


def test_public_feed_has_the_news_of_its_thing_the_newest_first(client: Client) -> None:
    for title, thing in (("tilts", TRANSPORT), ("slimnica", HEALTH), ("osta", TRANSPORT)):
        news(title, thing)
    news("sens", now=NOW - timedelta(days=200))
    sequence()
    assert titles(client, PUBLIC) == ["osta", "tilts"]
    assert titles(client, f"{PUBLIC}&ko=places.topic:veseliba") == ["osta", "slimnica", "tilts"]


def test_what_is_not_committed_or_not_public_is_in_no_feed(client: Client) -> None:
    news("atsaukts", ("participation.process", "nav-tada"), TRANSPORT)
    sequence()
    news("vel-nav")
    assert titles(client, PUBLIC) == []


@pytest.mark.parametrize("query", ["", "?ko=", "?ko=places.topic:nav", "?ko=nav:x", "?ko=transports"])
def test_feed_of_nothing_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/zinas/plusma.atom{query}").status_code == 404
    assert client.get(f"/zinas/plusma.ics{query}").status_code == 404


def test_reader_who_has_it_already_gets_304(client: Client, anna: Own) -> None:
    news("tilts")
    sequence()
    secret = new_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    addresses = (PUBLIC, PUBLIC.replace("atom", "ics"), address_of(secret), address_of(secret, "ics"))
    for number, address in enumerate(addresses):
        etag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
        news(f"osta{number}", until=date(2026, 5, 30))
        sequence()
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_secret_feed_has_everything_that_is_followed_once_and_says_why(client: Client, anna: Own) -> None:
    news("tilts", TRANSPORT, HEALTH)
    news("cits", ("places.institution", "nav"), ("places.audience", "x"))
    sequence()
    secret = new_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    assert titles(client, address_of(secret)) == ["tilts"]
    assert "Transports, Veselība" in client.get(address_of(secret)).text


def test_secret_feed_of_one_thing_has_that_alone(client: Client, anna: Own) -> None:
    news("tilts", TRANSPORT)
    news("slimnica", HEALTH)
    sequence()
    secret = new_feed_link(own=anna, thing=HEALTH, by=ANONYMOUS, now=NOW)
    assert titles(client, address_of(secret)) == ["slimnica"]
    with pytest.raises(NotFollowed):
        new_feed_link(own=anna, thing=("places.topic", "osta"), by=ANONYMOUS, now=NOW)


def test_secret_is_not_kept_and_a_new_one_ends_the_earlier(client: Client, anna: Own) -> None:
    earlier = new_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    assert earlier not in str(FeedLink.objects.values_list().get())
    later = new_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    assert [client.get(address_of(secret)).status_code for secret in (earlier, later)] == [404, 200]
    end_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    end_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    assert client.get(address_of(later)).status_code == 404


def test_links_go_with_what_they_bring(client: Client, anna: Own) -> None:
    of_one = new_feed_link(own=anna, thing=HEALTH, by=ANONYMOUS, now=NOW)
    of_all = new_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    leave(own=anna, things=[HEALTH], by=ANONYMOUS, now=NOW)
    assert [client.get(address_of(secret)).status_code for secret in (of_one, of_all)] == [404, 200]
    leave_all(own=anna, by=ANONYMOUS, now=NOW)
    assert client.get(address_of(of_all)).status_code == 404


def test_account_that_is_closed_has_no_feed(account: Account) -> None:
    actor = Actor("a", account_id=account.pk)
    own = Own(follow(account=account, things=[TRANSPORT], by=actor, now=NOW))
    secret = new_feed_link(own=own, thing=None, by=actor, now=NOW)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert feed_link_of(secret) is None


def test_nobody_else_makes_or_ends_an_address(account: Account) -> None:
    own = Own(follow(account=account, things=[TRANSPORT], by=Actor("a", account_id=account.pk), now=NOW))
    for actor in (ANONYMOUS, Actor("b", account_id=account.pk + 1)):
        with pytest.raises(NotAllowed):
            new_feed_link(own=own, thing=None, by=actor, now=NOW)
        with pytest.raises(NotAllowed):
            end_feed_link(own=own, thing=None, by=actor, now=NOW)


def test_secret_feed_names_nobody_and_is_for_no_search_engine_and_no_cache(client: Client, anna: Own) -> None:
    news("tilts")
    sequence()
    secret = new_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    for kind in ("atom", "ics"):
        answer = client.get(address_of(secret, kind))
        assert "anna" not in answer.text
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert "plusma/" not in client.get("/sitemap.xml").text


def test_page_shows_a_new_address_once_and_ends_it(client: Client, anna: Own) -> None:
    page = reverse("notices:feed_links_by_link", args=[link_of(anna.follower)])
    made = client.post(page, {"thing": "places.topic:veseliba"}).text
    secret = made.split("/zinas/plusma/")[1].split(".atom")[0]
    assert client.get(address_of(secret)).status_code == 200
    own = reverse("notices:own_by_link", args=[link_of(anna.follower)])
    assert secret not in client.get(own).text
    assert "Beigt adresi: Veselība" in client.get(own).text
    assert client.post(page, {"thing": "places.topic:veseliba", "end": "1"}).status_code == 302
    assert client.get(address_of(secret)).status_code == 404
    assert [client.post(page, {"thing": thing}).status_code for thing in ("x", "places.topic:nav")] == [404, 404]


def test_calendar_has_last_days_as_they_were_said_last(client: Client) -> None:
    process = ("test.thing", "pagarinats")
    followables.pin(FollowKind("test.thing", "x", lambda keys: {key: Followable({"lv": key}, "/") for key in keys}))
    news("pagarinats", process, TRANSPORT, until=date(2026, 5, 15))
    news("pagarinats", process, TRANSPORT, until=date(2026, 5, 30))
    news("atcelts", ("test.thing", "atcelts"), TRANSPORT, until=date(2026, 5, 15))
    news("atcelts", ("test.thing", "atcelts"), TRANSPORT)
    news("sens", ("test.thing", "sens"), TRANSPORT, until=date(2026, 1, 15))
    sequence()
    found = days(client, PUBLIC.replace("atom", "ics"))
    assert [(name, event["DTSTART"].dt) for name, event in found.items()] == [
        ("Pēdējā diena: pagarinats", date(2026, 5, 30))
    ]


def test_calendar_has_meetings_with_their_hours_and_those_that_are_cancelled(client: Client) -> None:
    starts = NOW + timedelta(days=3)

    def meetings(keys: object) -> dict[str, Followable]:
        cancelled = Meeting(starts, starts + timedelta(hours=2), "Tautas nams", is_cancelled=True, revision=4)
        return {"a": Followable({"lv": "a"}, "/a/", cancelled)}

    followables.pin(FollowKind("test.meeting", "x", meetings))
    news("Sapulce", ("test.meeting", "a"), TRANSPORT)
    sequence()
    (event,) = days(client, PUBLIC.replace("atom", "ics")).values()
    assert (event["DTSTART"].dt, event["STATUS"], event["SEQUENCE"]) == (starts, "CANCELLED", 4)
    assert (event["LOCATION"], event["UID"]) == ("Tautas nams", "a@localhost:8000")


def test_hostile_words_stay_within_the_formats(client: Client) -> None:
    title = {"lv": "<b>&\x0b\r\nATTENDEE:mailto:x@y.lv"}
    happened("test.news", about=TRANSPORT, title=title, address="/a/", until=date(2026, 5, 30), now=NOW)
    Happening.objects.update(title=title)  # not as `happened` keeps it
    sequence()
    assert titles(client, PUBLIC) == ["<b>&\r\nATTENDEE:mailto:x@y.lv".replace("\r\n", "\n")]
    (event,) = days(client, PUBLIC.replace("atom", "ics")).values()
    assert "ATTENDEE" not in event


def test_feeds_are_limited_for_each_reader_alone(client: Client) -> None:
    for _try in range(300):
        count_try("notices.feeds", "127.0.0.1", times=300, per=timedelta(hours=1), now=NOW)
    assert client.get(PUBLIC).status_code == 429
    assert client.get(PUBLIC, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.parametrize("kind", ["atom", "ics"])
def test_number_of_queries_does_not_grow(client: Client, anna: Own, kind: str) -> None:
    secret = new_feed_link(own=anna, thing=None, by=ANONYMOUS, now=NOW)
    counts = []
    for many in (1, 12):
        for number in range(many):
            news(f"n{number}", TRANSPORT, HEALTH, until=date(2026, 5, 30))
        sequence()
        with CaptureQueriesContext(connection) as queries:
            client.get(address_of(secret, kind))
        counts.append(len(queries))
    assert counts[0] == counts[1]
