"""The same public facts as CSV, JSON and API; nothing of those who registered."""

import csv
import json

import pytest

from balss.events import services
from balss.events.services import Speaks
from tests.events.conftest import NOW, STARTS


@pytest.fixture
def full(make_event, register, anna, youth, other_ministry):
    """An event about which everything is said, with a registration full of what must not leak."""
    event = make_event(
        form="hybrid", online_link="https://video.example/secret", audiences=(youth,), capacity=30,
        co_organisers=(other_ministry,), title_en="Open government",
    )  # fmt: skip
    services.save_item(
        event=event, starts_at=STARTS, ends_at=None, title="Sākums", speakers=[Speaks("Anna Smith", "OECD", "GB")],
        by=anna.actor, now=NOW,
    )  # fmt: skip
    register(event, "secret@example.lv", name="Slepenā Persona", organisation="Slepenā biedrība", needs="Slepenas")
    return event


def rows(client, address="/notikumi/dati/notikumi.csv"):
    text = b"".join(client.get(address).streaming_content).decode()
    return list(csv.DictReader(text.splitlines()))


def api(client, address=""):
    return client.get(f"/api/v1/events{address}").json()


def test_csv_json_and_api_say_the_same(full, client):
    (row,) = rows(client)
    (fact,) = json.loads(b"".join(client.get("/notikumi/dati/notikumi.json").streaming_content))["events"]
    (item,) = api(client)["items"]
    assert fact == item
    flat = {name: " ".join(value) if isinstance(value, list) else value for name, value in fact.items()}
    assert row == {name: "" if value is None else str(value) for name, value in flat.items()}


def test_facts_of_an_event(full, client):
    fact = api(client, f"/{full.slug}")
    said = {name: fact[name] for name in ("state", "region", "territory", "co_organisers", "audiences", "free_places")}
    assert said == {
        "state": "published", "region": "latgale", "territory": "cirmas-pagasts", "co_organisers": ["YM"],
        "audiences": ["jauniesi"], "free_places": 29,
    }  # fmt: skip
    assert fact["programme"][0]["speakers"] == [
        {"name": "Anna Smith", "office": "OECD", "country": "GB", "is_foreign": True}
    ]
    assert (fact["starts_at"], fact["foreign_speakers"]) == ("2026-05-20T07:00:00Z", 1)


@pytest.mark.parametrize(
    "address",
    [
        "/notikumi/", "/notikumi/kalendars/2026/5/", "/notikumi/{slug}/", "/notikumi/{slug}.json",
        "/notikumi/{slug}.ics",
        "/notikumi/dati/notikumi.csv", "/notikumi/dati/notikumi.json", "/notikumi/dati/notikumi.ics?kad=all",
        "/notikumi/dati/notikumi.atom", "/api/v1/events", "/api/v1/events/{slug}", "/", "/vietas/iestade/xm/",
    ],
)  # fmt: skip
def test_nobody_who_registered_and_no_link_is_anywhere_public(full, client, address):
    answer = client.get(address.format(slug=full.slug))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert [word in content for word in (b"Slepen", b"secret")] == [False, False]


def test_group_of_fewer_than_five_is_not_told(full, client, close, youth, seniors):
    close(full, came_online=3, groups=((youth, 4), (seniors, 5)), institutions=(("XM", 1),))
    attendance = api(client, f"/{full.slug}")["attendance"]
    assert sorted((each["audience"], each["institution"], each["count"]) for each in attendance) == [
        ("", "XM", 1), ("jauniesi", "", None), ("seniori", "", 5),
    ]  # fmt: skip
    page = client.get(f"/notikumi/{full.slug}/").content.decode()
    assert ("mazāk par 5" in page, '<td class="number">4</td>' in page) == (True, False)


def test_outcome_is_told_only_while_the_event_is_held(event, client, close, anna):
    close(event)
    assert api(client, f"/{event.slug}")["outcome"] == "Vienojās par nākamo tikšanos."
    services.reopen_event(event=event, reason="Kļūda.", by=anna.actor, now=STARTS)
    fact = api(client, f"/{event.slug}?anew")
    assert (fact["outcome"], fact["came_onsite"], fact["attendance"]) == ("", None, [])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=webinar", ["Vebinārs"]),
        ("?territory=latgale", ["Latgalē", "Pagastā"]),
        ("?territory=ludzas-novads", ["Latgalē", "Pagastā"]),
        ("?territory=cirmas-pagasts", ["Pagastā"]),
        ("?institution=YM", ["Pagastā"]),
        ("?audience=jauniesi", ["Vebinārs"]),
        ("?territory=nekur", []),
        ("?limit=1", ["Latgalē"]),
    ],
)
def test_api_narrows(client, make_event, municipality, youth, other_ministry, query, titles):
    make_event(title="Vebinārs", kind="webinar", form="online", territory=None, audiences=(youth,))
    make_event(title="Pagastā", co_organisers=(other_ministry,))
    make_event(title="Latgalē", territory=municipality)
    assert sorted(item["title"] for item in api(client, query)["items"]) == titles


def test_draft_is_not_in_the_data(draft, client):
    assert (rows(client), api(client)["total"], client.get(f"/api/v1/events/{draft.slug}").status_code) == ([], 0, 404)


def test_formula_in_a_title_is_none_in_csv(make_event, client):
    make_event(title="=HYPERLINK(1)")
    assert rows(client)[0]["title"] == "'=HYPERLINK(1)"
