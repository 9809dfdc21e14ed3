"""Processes, opportunities and decisions on the page of their place: its own, its parts', its municipality's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balss.participation.models import Decision
from balss.participation.services import prepare_opportunity, publish_opportunity
from balss.places.models import Territory, TerritoryVersion
from balss.shared.place_records import Section
from tests.places.here import here, shown


@pytest.fixture
def district(parish, municipality):
    """The municipality's territory, with the parish and its neighbour."""
    territory = Territory.objects.create(slug="ziedu-novads", kind="municipality")
    TerritoryVersion.objects.create(territory=territory, name="Ziedu novads")
    TerritoryVersion.objects.filter(territory=parish).update(parent=territory)
    municipality.territory = territory
    municipality.save()
    return territory


@pytest.fixture
def neighbour(district):
    territory = Territory.objects.create(slug="lapu-pagasts", kind="parish")
    TerritoryVersion.objects.create(territory=territory, name="Lapu pagasts", parent=district)
    return territory


@pytest.fixture
def announce(process, official, opportunity_content, now):
    def make(title, *territories, **content):
        values = opportunity_content | {"title": title, "territories": territories, **content}
        draft = prepare_opportunity(process=process, content=values, by=official, now=now)
        return publish_opportunity(opportunity=draft, by=official, now=now)

    return make


def test_parish_shows_its_own_and_its_municipalitys_things_and_not_its_neighbours(
    announce, district, parish, neighbour, now
):
    for title, places in [("Pagasta", [parish]), ("Kaimiņu", [neighbour]), ("Novada", [district]), ("Bez vietas", [])]:
        announce(title, *places)
    assert sorted(here(parish, now)["take_part"]) == ["Bez vietas", "Novada", "Pagasta"]
    assert sorted(here(district, now)["take_part"]) == ["Bez vietas", "Kaimiņu", "Novada", "Pagasta"]


def test_what_is_of_the_municipality_is_told_from_what_is_of_the_parish(announce, district, parish, now):
    announce("Pagasta", parish)
    announce("Novada", district)
    announce("Bez vietas")
    found = {each.record.title: (each.is_wider, each.where) for each in shown(parish, now, Section.TAKE_PART).shown}
    wider = (True, ("Ziedu novads",))
    assert found == {"Pagasta": (False, ()), "Novada": wider, "Bez vietas": wider}
    of_district = {each.record.title: each.where for each in shown(district, now, Section.TAKE_PART).shown}
    assert of_district == {"Pagasta": ("Ziedu pagasts",), "Novada": (), "Bez vietas": ()}


def test_what_closes_first_stands_first_and_what_is_over_or_a_draft_nowhere(
    announce, process, official, opportunity_content, district, parish, now
):
    announce("Vēlāk", parish, closes_at=now + timedelta(days=30))
    announce("Drīz", parish, closes_at=now + timedelta(days=16))
    prepare_opportunity(
        process=process, content=opportunity_content | {"title": "Melnraksts", "territories": [parish]}, by=official,
        now=now,
    )  # fmt: skip
    assert here(parish, now)["take_part"] == ["Drīz", "Vēlāk"]
    assert here(parish, now + timedelta(days=20))["take_part"] == ["Vēlāk"]


def test_process_and_decision_have_their_own_sections(process, municipality, district, parish, now):
    decision = Decision.objects.create(
        slug="lemums", institution=municipality, title="Ielu apgaismos", text="Jā.", how_to_contest="Tiesā.",
        state="published", published_at=now, decided_date=now.date(), author="x", created_at=now, updated_at=now,
    )  # fmt: skip
    decision.territories.add(parish)
    found = here(parish, now)
    assert (found["deciding"], found["decisions"]) == ([process.title], ["Ielu apgaismos"])


def test_page_says_whose_things_they_are_and_in_one_line_what_there_is_not(
    client, clock, announce, district, parish, now
):
    announce("Novada", district)
    page = " ".join(client.get("/vietas/vieta/ziedu-pagasts/").content.decode().split())
    assert "kopīgs visiem: Ziedu novads" in page
    assert "Pašlaik šeit nav: izziņotu tikšanos, lēmumu, projektu, paveiktā." in page


def test_page_of_a_place_asks_no_more_for_more_things(client, clock, announce, district, parish):
    def queries(mark):
        asked = []
        for address in ("/vietas/vieta/ziedu-pagasts/", "/vietas/vieta/ziedu-pagasts/dati.json"):
            with CaptureQueriesContext(connection) as these:
                assert client.get(address, {"x": mark}).status_code == 200
            asked.append(len(these))
        return asked

    announce("Pirmā", parish)
    few = queries("few")
    for number in range(4):
        announce(f"Cita {number}", parish, district)
    assert queries("many") == few


def test_section_that_has_more_leads_to_all_of_it(client, clock, announce, parish, district):
    for number in range(7):
        announce(f"Iespēja {number}", parish)
    page = client.get("/vietas/vieta/ziedu-pagasts/").content.decode()
    assert (page.count("Iespēja "), "Vēl 2: Piedalieties tagad" in page) == (5, True)
    whole = client.get("/vietas/vieta/ziedu-pagasts/?dala=take_part").content.decode()
    assert (whole.count("Iespēja "), "Par ko lemj" in whole) == (7, False)
