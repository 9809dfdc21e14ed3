"""Planning areas are territories: chosen by the municipality, kept when a draft is saved again, places of projects."""

import json
import re

import pytest

from balss.ledger.models import Entry
from balss.participatory_budget import services
from balss.participatory_budget.services import AreaContent
from balss.participatory_budget.services.refusals import NotWithin
from balss.places.models import Territory, TerritoryVersion
from tests.participatory_budget.conftest import AFTER_VOTING, NOW

ROOM = "/lidzdalibas-budzets/"


@pytest.fixture
def make_place(territory):
    def make(slug, name, parent=territory):
        place = Territory.objects.create(slug=slug, kind="parish")
        TerritoryVersion.objects.create(territory=place, name=name, parent=parent)
        return place

    return make


@pytest.fixture
def parish(make_place):
    return make_place("ozolu-pagasts", "Ozolu pagasts")


@pytest.fixture
def set_areas(draft, official):
    return lambda *areas: services.set_areas(call=draft, areas=areas, by=official, now=NOW)


def rows(call):
    return [
        (each.pk, each.number, each.name, [one.slug for one in each.territories.all()]) for each in call.areas.all()
    ]


def test_an_area_that_is_saved_again_keeps_its_row_and_its_places(draft, set_areas, parish):
    first, second = draft.areas.all()
    set_areas(AreaContent(first.name, 700_000), AreaContent(second.name, 500_000, [parish]))
    set_areas(AreaContent("Pilsēta", 600_000, number=1), AreaContent(second.name, 600_000), AreaContent("Visi", 1))
    third = draft.areas.get(number=3)
    assert rows(draft) == [
        (first.pk, 1, "Pilsēta", []), (second.pk, 2, second.name, ["ozolu-pagasts"]), (third.pk, 3, "Visi", []),
    ]  # fmt: skip


def test_two_areas_that_change_their_names_stay_the_same_two(draft, set_areas, parish):
    first, second = draft.areas.all()
    set_areas(AreaContent(second.name, 1, number=1), AreaContent(first.name, 2, number=2))
    assert [(pk, name) for pk, _number, name, _places in rows(draft)] == [
        (first.pk, second.name), (second.pk, first.name),
    ]  # fmt: skip


def test_what_is_not_named_is_taken_away(draft, set_areas):
    _first, second = draft.areas.all()
    set_areas(AreaContent(second.name, 500_000))
    assert [row[0] for row in rows(draft)] == [second.pk]


def test_places_of_another_municipality_are_refused(draft, set_areas, make_place):
    elsewhere = Territory.objects.create(slug="cits-novads", kind="municipality")
    other = make_place("cits-pagasts", "Cits pagasts", elsewhere)
    before = rows(draft)
    with pytest.raises(NotWithin, match="Cits pagasts"):
        set_areas(AreaContent("Pagasti", 1, [other]))
    assert rows(draft) == before


def test_the_ledger_keeps_of_which_places_an_area_is(draft, set_areas, parish, official):
    set_areas(AreaContent("Ziedu pilsēta", 700_000), AreaContent("Pagasti", 500_000, [parish]))
    services.publish_call(call=draft, by=official, now=NOW)
    entry = json.loads(Entry.objects.get(action="participatory_budget.call_published").content.body)
    assert [each["territories"] for each in entry["areas"]] == [[], ["ozolu-pagasts"]]


# Pages


def test_an_official_chooses_places_and_saving_again_keeps_them(at, draft, parish, official_account):
    address, browser = f"{ROOM}darbs/{draft.slug}/nauda/", at(NOW, official_account)
    sent = {
        f"{kind}-{which}_FORMS": "0" for kind in ("categories", "revenues") for which in ("TOTAL", "INITIAL")
    } | {
        "areas-TOTAL_FORMS": "2", "areas-INITIAL_FORMS": "2",
        "areas-0-number": "1", "areas-0-name": "Pilsēta", "areas-0-money_cents": "7000",
        "areas-1-number": "2", "areas-1-name": "Pagasti", "areas-1-money_cents": "5000",
        "areas-1-territories": [str(parish.pk)],
    }  # fmt: skip
    assert browser.post(address, sent).status_code == 302
    before = rows(draft)
    page = browser.get(address).content.decode()
    assert re.search(rf'name="areas-1-territories" value="{parish.pk}"[^>]* checked>', page)
    browser.post(address, sent)
    assert rows(draft) == before
    assert [row[3] for row in before] == [[], ["ozolu-pagasts"]]
    wrong = browser.post(address, sent | {"areas-1-territories": [str(draft.institution.territory_id)]})
    assert wrong.status_code == 422


def test_a_project_stands_on_the_page_of_its_parish_and_of_no_other(at, listed, parish, make_place, official):
    other = make_place("berzu-pagasts", "Bērzu pagasts")
    listed.areas.get(number=2).territories.add(parish)
    results = services.Results(voters=9, votes={"1": 1, "2": 8, "3": 0}, chosen=["2"])
    services.announce_results(call=listed, results=results, by=official, now=AFTER_VOTING)
    browser = at(AFTER_VOTING)
    pages = [browser.get(place.get_absolute_url()).content.decode() for place in (parish, other)]
    assert [f"{ROOM}{listed.slug}/projekti/2/" in page for page in pages] == [True, False]
    assert "Ozolu pagasts" in browser.get(listed.get_absolute_url()).content.decode()
