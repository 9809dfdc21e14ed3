"""The one feed: what is open first, narrowed by place, topic, group, and the same as data."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar
from lxml import etree

from balss.participation.models import Opportunity, OpportunityKind
from balss.participation.queries.feed import Sought, opportunities
from balss.places.models import Territory, TerritoryVersion, Topic

pytestmark = pytest.mark.usefixtures("clock")
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def announce(municipality, now):
    """A published opportunity of another room."""

    def make(title, *, opens=timedelta(0), lasts=timedelta(days=7), **columns):
        return Opportunity.objects.create(
            kind=OpportunityKind.EVENT, institution=municipality, origin="events", origin_key=title, title=title,
            address=f"/notikumi/{len(title)}/", opens_at=now + opens, closes_at=now + opens + lasts, state="published",
            published_at=now, author="abc", created_at=now, updated_at=now, **columns,
        )  # fmt: skip

    return make


def titles(now, **sought):
    return [found.title for found in opportunities(Sought(**sought), now)]


def test_what_closes_first_stands_first(announce, now):
    announce("vēlāk", lasts=timedelta(days=9))
    announce("drīz", lasts=timedelta(days=1))

    assert titles(now) == ["drīz", "vēlāk"]


def test_open_coming_and_closed_are_told_apart_by_the_clock(announce, now):
    announce("tagad")
    announce("gaidāma", opens=timedelta(days=1))
    announce("beigusies", opens=timedelta(days=-8))

    assert [titles(now, when=when) for when in ("open", "coming", "closed")] == [["tagad"], ["gaidāma"], ["beigusies"]]


def test_drafts_and_withdrawn_ones_are_in_no_list(announce, draft_opportunity, now):
    announce("atsaukta", withdrawn_reason="Kļūda.")
    Opportunity.objects.filter(title="atsaukta").update(state="withdrawn")

    assert titles(now, when="all") == []


def test_place_takes_the_places_within_along(announce, parish, now):
    region = Territory.objects.create(slug="novads", kind="municipality")
    TerritoryVersion.objects.create(territory=region, name="Novads")
    TerritoryVersion.objects.filter(territory=parish).update(parent=region)
    announce("pagastā").territories.add(parish)
    announce("citur")

    assert [titles(now, place=place) for place in ("novads", "ziedu-pagasts", "nekur")] == [
        ["pagastā"], ["pagastā"], [],
    ]  # fmt: skip


def test_topic_takes_its_parts_along_and_counts_once(announce, topic, now):
    part = Topic.objects.create(code="dala", parent=topic, position=2, name_lv="Daļa", name_en="Part")
    announce("ceļi").topics.add(topic, part)

    assert [titles(now, topic=code) for code in ("satiksme", "dala")] == [["ceļi"], ["ceļi"]]


def test_group_kind_institution_and_words_narrow(announce, seniors, now):
    announce("senioru rīts").audiences.add(seniors)
    announce("cits")

    for sought in ({"audience": "seniori"}, {"words": "senioru"}):
        assert titles(now, **sought) == ["senioru rīts"]
    assert titles(now, institution="xm") == titles(now, kind="ideas") == []


@pytest.mark.parametrize("words", ["ĶEKAVAS", "kekavas", "ķekavas ceļi", "road", "  "])
def test_words_are_found_whatever_their_case_and_marks_and_in_translations(announce, now, words):
    announce("Ķekavas ceļi", translations={"en": {"title": "Roads of Ķekava"}})
    assert titles(now, words=words) == ["Ķekavas ceļi"]


@pytest.mark.parametrize("words", ["ķekavas ielas", "title", "%"])
def test_words_that_nothing_holds_find_nothing(announce, now, words):
    announce("Ķekavas ceļi", translations={"en": {"title": "Roads of Ķekava"}})
    assert titles(now, words=words) == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries(client, announce, topic, parish, count, django_assert_max_num_queries):
    for number in range(count):
        each = announce(f"nr. {number}")
        each.topics.add(topic)
        each.territories.add(parish)

    with django_assert_max_num_queries(12):
        client.get(reverse("participation:feed"))


def test_list_in_every_form_says_the_same(client, announce):
    announce("tagad")

    page = client.get(reverse("participation:feed")).content.decode()
    data = json.loads(client.get(reverse("participation:feed_json")).content)
    table = b"".join(client.get(reverse("participation:feed_csv")).streaming_content).decode("utf-8-sig")
    entries = etree.fromstring(client.get(reverse("participation:feed_atom")).content).findall("a:entry/a:title", ATOM)
    days = Calendar.from_ical(client.get(reverse("participation:feed_ics")).content).walk("VEVENT")

    assert "tagad" in page
    assert [each["title"] for each in data["opportunities"]] == ["tagad"]
    assert [row["title"] for row in csv.DictReader(io.StringIO(table))] == ["tagad"]
    assert [entry.text for entry in entries] == ["tagad"]
    assert [str(day["SUMMARY"]) for day in days] == ["Pēdējā diena: tagad"]


@pytest.mark.parametrize("query", ["?kad=x&vieta=%00", "?joma='--&page=-1", "?iestade=" + "a" * 500, "?page=9999999"])
def test_rubbish_in_the_address_is_no_error(client, announce, query):
    announce("tagad")

    for name in ("feed", "feed_json", "feed_atom", "feed_ics", "feed_csv"):
        assert client.get(reverse(f"participation:{name}") + query).status_code in (200, 400)


def test_home_page_and_institution_lead_to_what_is_open(client, announce, municipality):
    announce("tagad")

    for address in ("/", municipality.get_absolute_url()):
        assert "tagad" in client.get(address).content.decode()


@pytest.mark.parametrize(("language", "address"), [("lv", "/notikumi/talka/"), ("en", "/en/notikumi/talka/")])
def test_page_of_another_room_opens_in_the_language_being_read(language, address):
    with translation.override(language):
        assert Opportunity(origin="events", address="/notikumi/talka/").get_absolute_url() == address
        assert Opportunity(origin="elsewhere:x", address="https://x.lv/").get_absolute_url() == "https://x.lv/"
