"""Finding one's place in any form of its name, and the page of a place: what it belongs to, and its successor."""

import string
from datetime import date

import pytest
from lxml import html

from balss.places.models import Territory
from balss.places.queries import places_called
from balss.places.queries.happenings import Happening, place_on
from balss.shared.followables import followables
from balss.shared.place_records import PlaceRecord
from tests.places.conftest import NOW, TODAY

pytestmark = pytest.mark.usefixtures("reference_data")


def called(words):
    return [place.version.territory.slug for place in places_called(words, on=TODAY)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Taurupē", "taurupes-pagasts"),
        ("taurupes pagastā", "taurupes-pagasts"),
        ("taurupe", "taurupes-pagasts"),
        ("Ķekavā", "kekavas-novads"),
        ("kekava", "kekavas-novads"),
        ("Rīgā", "riga"),
        ("Dienvidkurzemē", "dienvidkurzemes-novads"),
        ("salas pagasts mārupes novads", "salas-pagasts-marupes-novads"),
        ("varakļānu novads", "varaklanu-novads"),
    ],
)
def test_place_is_found_in_any_form_with_or_without_diacritics(words, first):
    assert called(words)[0] == first


def test_cities_and_municipalities_stand_before_parishes_and_regions_last():
    assert called("Ogre") == ["ogre", "ogres-novads", "ogresgala-pagasts"]
    assert called("Rīga")[0] == "riga"
    assert called("Rīga")[-1] == "rigas-planosanas-regions"


@pytest.mark.parametrize("words", ["", "   ", "pagasts", "zzzz", "?!", "ogre zzzz", "x" * 5000])
def test_words_that_name_no_place_find_none(words):
    assert called(words) == []


def test_search_leads_to_the_pages_of_places(client):
    page = html.fromstring(client.get("/vietas/pasvaldibas/", {"q": "taurupē"}).content)
    assert [link.get("href") for link in page.cssselect("main li h2 a")] == [
        f"/vietas/vieta/{slug}/" for slug in called("taurupē")
    ]
    assert "Nekas nav atrasts" in client.get("/vietas/pasvaldibas/", {"q": "zzzz"}).content.decode()


def test_parish_belongs_to_its_municipality_and_region():
    parish = Territory.objects.get(slug="varaklanu-pagasts")
    place = place_on(parish, on=TODAY)
    assert [version.territory.slug for version in place.around] == ["madonas-novads", "vidzemes-planosanas-regions"]
    assert [body.code for body in place.institutions] == ["MADONAS_NOVADS", "VPR_ADMINISTRACIJA"]
    before = place_on(parish, on=date(2025, 6, 30))
    assert [body.code for body in before.institutions] == ["VARAKLANU_NOVADS", "VPR_ADMINISTRACIJA"]


def test_merged_place_leads_to_its_successor_which_says_so(client):
    answer = client.get("/vietas/vieta/varaklanu-novads/")
    assert answer["Location"] == "/vietas/vieta/madonas-novads/?bija=varaklanu-novads"
    page = client.get(answer["Location"]).content.decode()
    assert "Varakļānu novads pastāvēja līdz 30.06.2025.; tagad tur ir Madonas novads." in page
    assert client.get("/vietas/vieta/varaklanu-novads/dati.json").json()["id"] == "madonas-novads"


@pytest.mark.parametrize("query", ["?bija=ogres-novads", "?bija=nav", "?dala=nav"])
def test_address_that_says_what_is_not_so_is_passed_over(client, query):
    page = client.get(f"/vietas/vieta/madonas-novads/{query}").content.decode()
    assert ("pastāvēja līdz" in page, "Šeit vēl nekas nav izziņots" in page) == (False, True)


def test_unknown_place_is_not_found(client):
    assert client.get("/vietas/vieta/nav/").status_code == client.get("/vietas/vieta/nav/dati.json").status_code == 404


def test_followed_place_leads_to_its_page():
    [place] = followables["places.territory"].found(["ogres-novads"]).values()
    assert place.address == "/vietas/vieta/ogres-novads/"


@pytest.mark.parametrize("kind", ["parish", "town", "municipality", "state_city", "planning_region", "diaspora"])
def test_every_kind_of_place_has_a_page_and_the_same_as_data(client, kind):
    territory = Territory.objects.filter(kind=kind, valid_to=None).first()
    assert client.get(f"/vietas/vieta/{territory.slug}/").status_code == 200
    data = client.get(f"/vietas/vieta/{territory.slug}/dati.json").json()
    assert (data["name"], data["take_part"]) == (territory.version_on(NOW.date()).name, {"count": 0, "records": []})


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, ""), (1, "A"), (5, "A, B, C, D, E"), (6, "A, B, C un vēl 3 vietas"), (24, "A, B, C un vēl 21 vieta")],
)
def test_of_many_places_the_first_are_named(count, words):
    places = tuple(string.ascii_uppercase[:count])
    assert Happening(PlaceRecord("Ielas", "/x/"), places, is_wider=False).where_words == words
