"""“Who is competent?”: contact, e-address and what is open; wrong input keeps what was typed; not knowing is said."""

# ruff: noqa: F401, F811  (fixtures of a room are imported, and named as arguments)

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from balss.participation.models import Interest
from balss.participation.services import prepare_opportunity, publish_opportunity, publish_process, start_process
from balss.people.queries import actor_of
from balss.places.models import Institution
from balss.places.services import load_reference_data
from balss.shared.permissions import Grant, Role
from tests.participation.conftest import (
    NOW,
    _quick_passwords,
    clock,
    make_account,
    now,
    opportunity_content,
    resident,
    sign_in,
)

PAGE = "/kurs-atbild/"


@pytest.fixture
def ogre(db):
    load_reference_data(now=NOW)
    return Institution.objects.get(code="OGRES_NOVADS")


def titles(answer):
    return [" ".join(each.text_content().split()) for each in html.fromstring(answer.content).cssselect("article h2")]


def test_question_leads_to_the_institution_with_its_act_and_site(client, ogre, clock):
    answer = client.get(PAGE, {"q": "priekšnieks nesamaksā algu"})
    page = answer.content.decode()
    assert titles(answer)[0] == "Valsts darba inspekcija"
    assert ("Valsts darba inspekcijas likums" in page, "https://www.vdi.gov.lv" in page) == (True, True)


def test_place_typed_or_kept_gives_the_municipality(client, sign_in, resident, ogre, clock):
    assert titles(client.get(PAGE, {"q": "sniegs uz ielas"}))[0] == "Jūsu vietas pašvaldība"
    assert titles(client.get(PAGE, {"q": "sniegs uz ielas", "kur": "taurupē"}))[0] == "Ogres novada pašvaldība"
    Interest.objects.create(person_id=resident.person_id, territory=ogre.territory, chosen_at=NOW)
    assert titles(sign_in(resident).get(PAGE, {"q": "sniegs uz ielas"}))[0] == "Ogres novada pašvaldība"


def test_e_address_is_a_link_to_writing_to_it(client, ogre, clock):
    Institution.objects.filter(code="VDI").update(e_address="_DEFAULT@90000000000")
    page = client.get(PAGE, {"q": "priekšnieks nesamaksā algu"}).content.decode()
    assert 'href="https://latvija.gov.lv/lv/Eaddress/write?address=_default@90000000000"' in page


def test_unknown_place_is_named_and_the_question_kept(client, ogre, clock):
    answer = client.get(PAGE, {"q": "bērnudārzs", "kur": "Neesošā"})
    page = html.fromstring(answer.content)
    [question, place] = page.cssselect("main form input[type=text]")
    assert (answer.status_code, question.get("value"), place.get("value")) == (422, "bērnudārzs", "Neesošā")
    assert "Šādu vietu nezinām" in answer.content.decode()


@pytest.mark.parametrize("query", [{"q": ""}, {"q": "x" * 301}, {"kur": "Ogre"}])
def test_empty_or_endless_question_is_refused_with_a_word(client, ogre, clock, query):
    answer = client.get(PAGE, query)
    assert (answer.status_code, titles(answer)) == (422, [])
    assert client.get("/kurs-atbild.json", query).status_code == 422


def test_not_knowing_is_said_with_what_one_can_do(client, ogre, clock):
    page = client.get(PAGE, {"q": "kartupeļu pankūkas", "kur": "Ogre"}).content.decode()
    assert "Mēs nezinām, kurš par to atbild" in page
    assert ("jautāt pašvaldībai: Ogres novada pašvaldība" in page, "/meklet/?q=kartupe" in page) == (True, True)
    assert ("mailto:ogredome@ogresnovads.lv" in page, "rakstīt Valsts kancelejai" in page) == (True, True)
    assert "5 darbdienu laikā" in page


def test_contacts_that_are_not_known_are_said_to_be_so(client, ogre, clock):
    Institution.objects.filter(code="VDI").update(website="", email="", e_address="")
    page = client.get(PAGE, {"q": "priekšnieks nesamaksā algu"}).content.decode()
    assert "Kontaktus pārbaudāmā avotā neesam atraduši" in page


def test_examples_lead_to_an_answer(client, ogre, clock):
    examples = html.fromstring(client.get(PAGE).content).cssselect("main li a")
    assert [bool(titles(client.get(PAGE + link.get("href")))) for link in examples] == [True] * 3


def test_words_asked_come_back_as_words(client, ogre, clock):
    page = client.get(PAGE, {"q": "<script>alert(1)</script> pensija"}).content.decode()
    assert "<script>alert(1)" not in page


def test_what_is_open_is_shown_and_asks_no_more_for_more(client, make_account, ogre, opportunity_content, clock):
    official = actor_of(make_account("Amats Pirmais"), grant=Grant(Role.OFFICIAL, ogre.pk))
    content = {"title": "Skolas ielas pārbūve", "summary": "Droša iela.", "decided_by": "Dome", "can_change": "Ietves."}
    content |= {"legal_ground": "Pašvaldību likums", "cannot_change": "Vieta.", "affected": "Visi."}
    process = start_process(institution=ogre, content=content, by=official, now=NOW)
    publish_process(process=process, by=official, now=NOW)

    def announce(title):
        draft = prepare_opportunity(
            process=process, content=opportunity_content | {"title": title}, by=official, now=NOW
        )
        publish_opportunity(opportunity=draft, by=official, now=NOW)

    def queries(mark):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(PAGE, {"q": "sniegs uz ielas Ogrē", "x": mark}).content.decode()
        assert "Skolas ielas" in page
        return len(asked)

    announce("Skolas ielas pirmā")
    few = queries("few")
    for number in range(4):
        announce(f"Skolas ielas {number}")
    assert queries("many") == few
    [first, *_] = client.get("/kurs-atbild.json", {"q": "sniegs uz ielas Ogrē"}).json()["competent"]
    assert (first["institution"], len(first["open"])) == ("OGRES_NOVADS", 3)
