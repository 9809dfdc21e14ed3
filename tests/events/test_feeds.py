"""Calendars and the feed: what programs that subscribe to them need, and nothing about who registered."""

from datetime import timedelta
from itertools import count

import pytest
from icalendar import Calendar
from lxml import etree

from balss.events import services
from balss.events.services import Attendee
from tests.events.conftest import LASTS, NOW, STARTS

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _asked_at_that_time(monkeypatch):
    monkeypatch.setattr("balss.people.middleware.timezone.now", lambda: NOW)


@pytest.fixture
def calendar(client):
    """Reads a calendar as it is now, and not as it was kept for others."""
    asked = count()

    def get(address):
        answer = client.get(address, {"x": next(asked)} if "?" not in address else None)
        assert answer.status_code == 200
        return Calendar.from_ical(answer.content)

    return get


def entries(found):
    return list(found.walk("VEVENT"))


def test_event_is_an_entry_of_a_calendar(event, calendar):
    found = calendar(f"/notikumi/{event.slug}.ics")
    (entry,) = entries(found)
    assert (found["METHOD"], entry["STATUS"], entry["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 1)
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (STARTS, STARTS + LASTS)
    assert entry["UID"] == f"{event.slug}@localhost:8000"
    assert entry["LOCATION"] == "Cirmas tautas nams, Ezera iela 1, Cirmas pagasts, Ludzas novads"
    assert entry["ORGANIZER"] == "mailto:birojs@xm.example"


def test_moved_event_keeps_its_name_and_raises_its_sequence(event, calendar, anna, schedule):
    before = entries(calendar(f"/notikumi/{event.slug}.ics"))[0]
    later = schedule(starts_at=STARTS + timedelta(hours=1))
    services.move_event(event=event, schedule=later, reason="Tā.", by=anna.actor, now=NOW + timedelta(hours=1))
    after = entries(calendar(f"/notikumi/{event.slug}.ics"))[0]
    assert (after["UID"], after["SEQUENCE"] > before["SEQUENCE"]) == (before["UID"], True)
    assert (after["STATUS"], after.decoded("DTSTART")) == ("CONFIRMED", STARTS + timedelta(hours=1))
    assert after.decoded("DTSTAMP") == NOW + timedelta(hours=1)


def test_cancelled_event_alone_is_a_cancellation_and_in_the_feed_a_cancelled_entry(event, calendar, anna):
    services.cancel_event(event=event, reason="Plūdi.", by=anna.actor, now=NOW)
    alone, feed = calendar(f"/notikumi/{event.slug}.ics"), calendar("/notikumi/dati/notikumi.ics?kad=all")
    assert (alone["METHOD"], feed["METHOD"]) == ("CANCEL", "PUBLISH")
    assert [(entry["STATUS"], entry["SEQUENCE"]) for entry in entries(alone) + entries(feed)] == [
        ("CANCELLED", 2), ("CANCELLED", 2),
    ]  # fmt: skip
    assert "Plūdi." in entries(feed)[0]["DESCRIPTION"]


def test_feed_is_narrowed_like_the_list(make_event, calendar):
    webinar = make_event(kind="webinar", title="Vebinārs")
    make_event(kind="seminar")
    found = calendar("/notikumi/dati/notikumi.ics?veids=webinar&kad=all")
    assert [str(entry["SUMMARY"]) for entry in entries(found)] == [webinar.title]


def test_feed_that_has_not_changed_is_not_sent_again(event, client):
    first = client.get("/notikumi/dati/notikumi.ics?kad=all")
    again = client.get("/notikumi/dati/notikumi.ics?kad=all", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_link_is_in_the_calendar_of_who_takes_part_online_and_in_no_other(make_event, register, client, calendar):
    event = make_event(form="hybrid", online_link="https://video.example/secret")
    online = register(event, "a@example.lv", is_online=True)
    onsite = register(event, "b@example.lv")
    addresses = [f"/notikumi/pieteikums/{services.link_of(each)}/notikums.ics" for each in (online, onsite)]
    public = [f"/notikumi/{event.slug}.ics", "/notikumi/dati/notikumi.ics?kad=all"]
    said = [b"video.example/secret" in client.get(address).content for address in [*addresses, *public]]
    assert said == [True, False, False, False]


def test_calendar_of_a_signed_in_participant_has_the_link_and_is_kept_nowhere(make_event, resident, client):
    event = make_event(form="online", online_link="https://video.example/secret")
    services.register(event=event, attendee=Attendee("Iveta"), by=resident.actor, now=NOW)
    client.force_login(resident)
    answer = client.get(f"/notikumi/{event.slug}.ics")
    assert (b"video.example/secret" in answer.content, answer["Cache-Control"]) == (True, "private, no-store")


def test_draft_is_in_no_calendar(draft, client, calendar):
    assert client.get(f"/notikumi/{draft.slug}.ics").status_code == 404
    assert entries(calendar("/notikumi/dati/notikumi.ics?kad=all")) == []


def test_feed_tells_what_happened_latest_first(make_event, anna, close, client):
    cancelled, held = make_event(title="Pirmais"), make_event(title="Otrais")
    services.cancel_event(event=cancelled, reason="Plūdi.", by=anna.actor, now=NOW + timedelta(hours=1))
    close(held)
    feed = etree.fromstring(client.get("/notikumi/dati/notikumi.atom").content)
    assert [each.text for each in feed.findall("a:entry/a:title", ATOM)] == ["Noticis: Otrais", "Atcelts: Pirmais"]
    assert "Vienojās par nākamo tikšanos." in feed.findtext("a:entry/a:summary", namespaces=ATOM)


def test_long_and_hostile_words_stay_within_their_lines(make_event, client):
    event = make_event(title="A\r\nATTACH:https://evil.example", summary="Garš. " * 200 + "\nEND:VCALENDAR\x0b")
    content = client.get(f"/notikumi/{event.slug}.ics").content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (entry,) = entries(Calendar.from_ical(content))
    assert ("ATTACH" in entry, content.count(b"\r\nEND:VCALENDAR")) == (False, 1)
