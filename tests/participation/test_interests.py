"""What concerns one's own place and topics comes first in the feed: declared by oneself, learnt from nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from balss.participation.models import Interest
from balss.participation.queries.feed import Sought, opportunities, own_first
from balss.participation.queries.interests import interests_of
from balss.participation.services import prepare_opportunity, publish_opportunity
from balss.participation.services.interests import choose_interests
from balss.people.models import Person
from balss.people.queries import subject_of
from balss.people.services.personal_data import erase_person, export_data
from balss.places.models import Territory, TerritoryVersion, Topic
from balss.shared.permissions import ANONYMOUS, Actor, NotAllowed, can
from tests.participation.conftest import LATER, NOW

PAGE, FEED = "/lidzdaliba/mana-izvele/", "/lidzdaliba/"


@pytest.fixture
def district(parish, municipality):
    """The municipality in which the parish lies, in its region."""
    region = Territory.objects.create(slug="ziedu-regions", kind="planning_region")
    TerritoryVersion.objects.create(territory=region, name="Ziedu reģions")
    territory = Territory.objects.create(slug="ziedu-novads", kind="municipality")
    TerritoryVersion.objects.create(territory=territory, name="Ziedu novads", parent=region)
    TerritoryVersion.objects.filter(territory=parish).update(parent=territory)
    municipality.territory = territory
    municipality.save()
    return territory


@pytest.fixture
def culture(db):
    return Topic.objects.create(code="kultura", position=2, name_lv="Kultūra", name_en="Culture")


@pytest.fixture
def announce(process, official, opportunity_content):
    """Publishes an opportunity; the later announced, the sooner it closes."""
    count = iter(range(1, 20))

    def make(title, *, topics=(), territories=()):
        content = opportunity_content | {
            "title": title, "topics": topics, "territories": territories,
            "closes_at": LATER - timedelta(days=next(count)),
        }  # fmt: skip
        draft = prepare_opportunity(process=process, content=content, by=official, now=NOW)
        return publish_opportunity(opportunity=draft, by=official, now=NOW)

    return make


@pytest.fixture
def some(announce, topic, parish, culture):
    announce("abi", topics=[topic], territories=[parish])
    announce("vieta", territories=[parish])
    announce("joma", topics=[topic])
    announce("cita", topics=[culture])


def titles(page):
    return [
        " ".join(each.text_content().split())
        for each in html.fromstring(page).cssselect(".opportunity-list .card-title")
    ]


def choose(by, *, places=(), topics=()):
    choose_interests(places=places, topics=topics, by=by, now=NOW)


def test_what_matches_both_comes_first_then_one_then_all_others(
    some, resident, topic, district, client, sign_in, clock
):
    choose(resident, places=[district], topics=[topic])
    everybodys = titles(client.get(FEED).content.decode())
    assert everybodys == ["cita", "joma", "vieta", "abi"]
    assert titles(sign_in(resident).get(FEED).content.decode()) == ["abi", "joma", "vieta", "cita"]


def test_parish_does_not_bring_what_is_about_the_whole_municipality(announce, resident, district, parish):
    announce("novads", territories=[district])
    choose(resident, places=[parish])
    (row,) = own_first(opportunities(Sought(), NOW), interests_of(resident.person_id, NOW), NOW)
    assert row.own_rank == 2


def test_choice_in_the_address_serves_who_has_no_account_and_sets_no_cookie(some, parish, client, clock):
    answer = client.get(f"{FEED}?vel_vieta=ziedu-pagasts&mana_joma=satiksme&mana_joma=nav-tadas")
    page = html.fromstring(answer.content.decode())
    assert titles(answer.content.decode()) == ["abi", "joma", "vieta", "cita"]
    assert answer.cookies == {}
    kept = [(each.get("name"), each.get("value")) for each in page.cssselect("form.filters input[name^=mana_]")]
    assert kept == [("mana_vieta", "ziedu-pagasts"), ("mana_joma", "satiksme")]


def test_choice_narrows_nothing_in_the_data(some, client, clock):
    rows = client.get(f"{FEED}iespejas.json?mana_joma=kultura").json()["opportunities"]
    assert [row["title"] for row in rows] == ["cita", "joma", "vieta", "abi"]


def test_chosen_is_kept_changed_and_taken_away(resident, parish, district, topic, culture, sign_in, clock):
    browser = sign_in(resident)
    browser.post(PAGE, {"vel_vieta": "ziedu-pagasts", "mana_joma": ["satiksme"]})
    first = interests_of(resident.person_id, NOW)
    browser.post(PAGE, {"mana_vieta": ["ziedu-pagasts"], "vel_vieta": "ziedu-novads", "mana_joma": ["kultura"]})
    second = interests_of(resident.person_id, NOW)
    browser.post(PAGE, {})

    assert (first.names, second.names) == (["Ziedu pagasts", "Satiksme"], ["Ziedu novads", "Ziedu pagasts", "Kultūra"])
    assert Interest.objects.count() == 0


def test_unknown_place_is_refused(resident, sign_in, clock):
    answer = sign_in(resident).post(PAGE, {"vel_vieta": "nav-tadas"})
    assert (answer.status_code, Interest.objects.count()) == (422, 0)


def test_who_has_not_signed_in_keeps_nothing(parish, client, clock):
    page = client.get(PAGE)
    sent = client.post(PAGE, {"vel_vieta": "ziedu-pagasts"})
    assert (page.status_code, 'method="get"' in page.content.decode()) == (200, True)
    assert (sent.status_code, Interest.objects.count()) == (302, 0)  # led to the page for signing in


def test_nobody_chooses_for_another_or_sees_it(resident, make_account, parish, sign_in, clock):
    choose(resident, places=[parish])
    other = Actor(public_id="x", account_id=make_account("Cits Cits").pk, person_id=Person.objects.last().pk)
    assert not can(ANONYMOUS, "participation.choose_interests", None, NOW)
    with pytest.raises(NotAllowed):
        choose(ANONYMOUS, places=[parish])
    assert (
        "Ziedu pagasts"
        not in html.fromstring(sign_in(other).get(FEED).content.decode()).cssselect("main")[0].text_content()
    )


def test_choice_is_handed_over_and_erased(resident, parish, now):
    choose(resident, places=[parish])
    person = Person.objects.get(pk=resident.person_id)
    held = {each.kind: each.rows for each in export_data(person=person, by=resident, now=now)}
    erase_person(person=person, by=resident, now=now)

    assert [row["territory"] for row in held["participation.interest"]] == ["ziedu-pagasts"]
    assert (Interest.objects.count(), len(subject_of(person).person_ids)) == (0, 1)


def test_queries_do_not_grow_with_what_is_chosen(
    some, resident, parish, topic, culture, sign_in, clock, django_assert_num_queries
):

    browser = sign_in(resident)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            browser.get(FEED)
        return len(queries)

    choose(resident, places=[parish], topics=[topic])
    few = asked()
    choose(resident, places=Territory.objects.all(), topics=Topic.objects.all())
    assert asked() == few
