"""A search that is followed: told of what happens to what it finds, and of nothing else; once, with all other ways."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balss.notices.models import Concern, Notice, Rhythm
from balss.notices.services import happened, send_due
from balss.notices.services.following import Wishes, ask_to_follow, asked_by, confirm
from balss.notices.services.happenings import sequence
from balss.places.models import Institution, InstitutionName, Topic
from balss.search.queries.saved import KIND, LONGEST_KEY, key_of, matching, searches
from balss.shared.followables import Followable, FollowKind, HappeningKind, followables, happening_kinds
from tests.search.conftest import NOW


@pytest.fixture(autouse=True)
def _boards(monkeypatch, shelf):
    for board in (followables, happening_kinds):
        monkeypatch.setattr(board, "_pins", dict(board._pins))

    def found(keys):
        known = [key for key in keys if key in shelf.public]
        return {key: Followable({"lv": shelf.public[key].title["lv"]}, f"/piezimes/{key}/") for key in known}

    followables.pin(FollowKind("test.note", "Piezīmes", found))
    happening_kinds.pin(HappeningKind("test.noted", "Pierakstīts"))


def follow(email, *things):
    sequence()
    ask_to_follow(email=email, things=things, wishes=Wishes(Rhythm.IMMEDIATELY), now=NOW)
    letter = Notice.objects.get(kind="notices.confirm_following", to=email)
    confirm(asked=asked_by(letter.text.split("/sekot/apstiprinat/")[1].split("/")[0]), now=NOW)


def note(key, **more):
    happened("test.noted", about=("test.note", key), title={"lv": key}, address=f"/piezimes/{key}/", now=NOW, **more)


def letters(email="anna@example.lv"):
    send_due(now=NOW)
    return [each.text for each in Notice.objects.filter(kind="notices.digest", to=email).order_by("pk")]


def test_who_follows_a_search_is_told_of_what_is_new_among_what_it_finds(shelf):
    shelf.put("vecs", "Parka soliņi")
    note("vecs")
    follow("anna@example.lv", (KIND, "q=parki"))
    shelf.put("jauns", "Jauns rotaļlaukums parkā")
    shelf.put("cits", "Ceļu remonts")
    for key in ("jauns", "cits"):
        note(key)
    (text,) = letters()
    assert "/piezimes/jauns/" in text
    assert "/piezimes/cits/" not in text
    assert "/piezimes/vecs/" not in text
    assert "Jūs sekojat: Meklējums: “parki”" in text


def test_who_follows_the_topic_and_a_search_is_told_once_with_both_reasons(shelf):
    topic = Topic.objects.create(code="vide", position=1, name_lv="Vide", name_en="Environment")
    follow("anna@example.lv", ("places.topic", "vide"), (KIND, "q=parks"), (KIND, "q=parks&topic=vide"))
    shelf.put("jauns", "Parks", topics=(topic.pk,))
    note("jauns", topics=[topic])
    (text,) = letters()
    assert text.count("/piezimes/jauns/") == 1
    assert "Vide, Meklējums: “parks”, Meklējums: “parks”, Vide" in text


@pytest.mark.django_db(transaction=True)
def test_nobody_who_writes_waits_while_searches_are_matched(shelf, monkeypatch):
    """On SQLite a transaction that may write keeps all other writers out."""
    follow("anna@example.lv", (KIND, "q=parki"))
    shelf.put("jauns", "Parks")
    note("jauns")
    held = []
    kind = followables[KIND]
    watched = replace(kind, matching=lambda *asked: held.append(connection.in_atomic_block) or kind.matching(*asked))
    monkeypatch.setitem(followables._pins, KIND, watched)
    assert "/piezimes/jauns/" in "".join(letters())
    assert held == [False]


def test_filters_and_excluded_words_hold(shelf):
    body = Institution.objects.create(code="XM", slug="xm", kind="ministry")
    InstitutionName.objects.create(institution=body, lv="Izdomātā ministrija")
    shelf.put("a", "Parks ar stāvvietu", institutions=(body.pk,))
    shelf.put("b", "Parks", institutions=(body.pk,))
    shelf.put("c", "Parks")
    keys = ["q=parks", "q=parks+-st%C4%81vvieta", "q=parks&institution=xm", "kind=test.note", "kind=plan.measure"]
    found = {(thing[1], key) for thing, key in matching([("test.note", key) for key in "abc"], keys)}
    assert found == {
        *((key, "q=parks") for key in "abc"), *((key, "kind=test.note") for key in "abc"),
        ("b", "q=parks+-st%C4%81vvieta"), ("c", "q=parks+-st%C4%81vvieta"),
        ("a", "q=parks&institution=xm"), ("b", "q=parks&institution=xm"),
    }  # fmt: skip


def test_what_was_withdrawn_is_not_told(shelf):
    follow("anna@example.lv", (KIND, "q=parki"))
    shelf.put("jauns", "Parks")
    note("jauns")
    shelf.take("jauns")
    assert letters() == []


def test_matching_is_written_once_however_often_it_runs(shelf):
    follow("anna@example.lv", (KIND, "q=parki"))
    shelf.put("jauns", "Parks")
    note("jauns")
    sequence()
    sequence()
    assert Concern.objects.filter(kind=KIND).count() == 1
    assert len(letters()) == 1
    assert len(letters()) == 1


def test_without_followers_of_searches_the_index_is_not_asked(shelf):
    shelf.put("jauns", "Parks")
    note("jauns")
    with CaptureQueriesContext(connection) as queries:
        sequence()
    assert not any("search_" in query["sql"] for query in queries)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"q": "  parks   un  soliņi "}, "q=parks+un+soli%C5%86i"),
        ({"topic": "vide", "q": "parks", "page": "3", "since": "2026-01-01"}, "q=parks&topic=vide"),
        ({"place": "ogres-novads"}, "place=ogres-novads"),
        ({"q": "?!"}, None),
        ({"q": ""}, None),
        ({"q": "garš " * 60}, None),
    ],
)
def test_key_is_the_same_for_the_same_search(fields, key):
    assert key_of(fields) == key


@pytest.mark.parametrize(
    "key", ["", "q=", "q=a&q=b", "topic=nav", "place=nav", "kind=nav.tada", "institution=nav", "topic=vide&q=a",
            "q=a&x=1", "q=" + "a" * LONGEST_KEY, "q=a\0", "%", "q=%00"]
)  # fmt: skip
def test_what_is_no_search_of_ours_cannot_be_followed(db, key):
    Topic.objects.create(code="vide", position=1, name_lv="Vide", name_en="Environment")
    assert searches([key]) == {}


def test_page_of_results_leads_to_following_them_and_the_search_is_previewed(db, shelf):
    shelf.put("jauns", "Parks")
    page = Client().get("/meklet/?q=parki").text
    assert "/zinas/sekot/?ko=search.query%3Aq%3Dparki" in page
    follow("anna@example.lv", (KIND, "q=parki"))
    note("jauns")
    sequence()
    assert "Meklējums: “parki”" in Client().get("/zinas/sekot/", {"ko": "search.query:q=parki"}).text


def test_number_of_queries_grows_with_searches_alone(shelf):
    for number in range(8):
        shelf.put(f"n{number}", "Parks")
    counts = []
    for things, followed in ((1, 1), (8, 1), (8, 3)):
        with CaptureQueriesContext(connection) as queries:
            asked = [f"q=parks+-{word}" for word in ("aka", "ola", "upe")[:followed]]
            assert (
                len(list(matching([("test.note", f"n{number}") for number in range(things)], asked)))
                == things * followed
            )
        counts.append(len(queries))
    assert (counts[1] - counts[0], counts[2] - counts[1]) == (0, 2)


def test_nothing_that_waits_long_is_lost(shelf):
    follow("anna@example.lv", (KIND, "q=parki"))
    shelf.put("jauns", "Parks")
    note("jauns")
    send_due(now=NOW + timedelta(days=400))
    assert len(letters()) == 1
