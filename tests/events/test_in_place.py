"""Events on the page of their place: how to get there, and what came of them."""

from balss.shared.place_records import Section
from tests.events.conftest import NOW, STARTS
from tests.places.here import here, shown


def test_coming_event_says_when_where_and_how_one_gets_in(event, parish):
    [found] = shown(parish, NOW, Section.MEETINGS).shown
    assert found.record.facts == (
        "2026. gada 20. maijs, 10.00–15.00", "Cirmas tautas nams, Ezera iela 1", "ieeja bez pakāpieniem",
    )  # fmt: skip


def test_event_of_a_parish_is_of_all_that_it_belongs_to(event, municipality, region):
    assert here(municipality, NOW) == here(region, NOW) == {"meetings": [event.title]}


def test_draft_and_what_is_over_are_not_there(draft, make_event, parish):
    gone = make_event(title="Pagājis")
    assert here(parish, NOW) == {"meetings": [gone.title]}
    assert here(parish, STARTS.replace(year=2027)) == {}


def test_event_of_a_ministry_without_a_place_is_on_no_places_page(make_event, parish):
    make_event(form="online", place="", address="", territory=None, online_link="https://example.lv/x")
    assert here(parish, NOW) == {}
