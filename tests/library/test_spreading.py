"""A published case is found, told to followers and shown in its place; a draft and a withdrawn one are not."""

import pytest

from balss.library import services
from balss.notices.models import Happening
from balss.places.models import Institution
from balss.search.models import Document
from balss.search.services import rebuild
from balss.shared.followables import followables
from balss.shared.place_records import Section
from tests.library.conftest import NOW
from tests.places.here import here, shown


def documents():
    return list(Document.objects.filter(kind="library.case").values("key", "title", "text"))


@pytest.fixture
def told():
    """What followers were told: kind, title in Latvian, and the things that it concerns."""

    def read():
        return [
            (each.kind, each.title["lv"], sorted(each.concerns.values_list("kind", "key")))
            for each in Happening.objects.filter(about="library.case").order_by("pk")
        ]

    return read


def test_draft_is_shown_nowhere(draft, told, municipality):
    assert (documents(), told(), here(municipality, NOW)) == ([], [], {})


def test_published_case_is_found_by_the_words_of_its_page_in_both_languages(make_case):
    case = make_case(advice="Sākt laikus.", english={"title": "Voting", "outcome": "Twice as many."})
    (found,) = documents()
    assert (found["key"], found["title"]) == (case.slug, {"lv": "Balsošana bibliotēkās", "en": "Voting"})
    assert [word in str(found["text"]) for word in ("laikus", "Twice", "birojs@")] == [True, True, False]


def test_withdrawn_case_leaves_the_search_and_comes_back(case, withdraw, anna):
    withdraw(case)
    gone = documents()
    services.restore_case(case=case, reason="Tā.", by=anna.actor, now=NOW)
    assert (gone, [each["key"] for each in documents()]) == ([], [case.slug])


def test_index_after_changes_is_the_index_of_a_rebuild(case, content, anna):
    changed = content(title="Citādi", links=(("Nolikums", "https://ln.example/"),))
    services.change_case(case=case, content=changed, revision=case.revision, by=anna.actor, now=NOW)
    before = documents()
    rebuild()
    assert (before, before[0]["title"]) == (documents(), {"lv": "Citādi"})


def test_followers_of_topic_field_institution_and_place_are_told(make_case, council, zane, told, municipality, region):
    case = make_case(institution=council, by=zane)
    assert told() == [(
        "library.case_published", case.title,
        sorted([
            ("library.case", case.slug), ("places.institution", council.slug),
            ("places.territory", municipality.slug), ("places.territory", region.slug),
            ("places.topic", "lidzdalibas-budzets"), ("places.topic", "regionala-attistiba"),
            ("places.whole_territory", municipality.slug),
        ]),
    )]  # fmt: skip


def test_followers_are_told_of_withdrawing_and_putting_back_and_not_of_each_change(case, withdraw, content, anna, told):
    services.change_case(case=case, content=content(cost="5 eiro"), revision=1, by=anna.actor, now=NOW)
    withdraw(case)
    services.restore_case(case=case, reason="Tā.", by=anna.actor, now=NOW)
    assert [kind for kind, *_ in told()] == [
        "library.case_published", "library.case_withdrawn", "library.case_restored",
    ]  # fmt: skip


def test_case_is_something_to_follow_unless_it_is_a_draft(make_draft, make_case, withdraw):
    draft, case, gone = make_draft(), make_case(), withdraw(make_case())
    found = followables["library.case"].found([draft.slug, case.slug, gone.slug])
    assert {slug: each.address for slug, each in found.items()} == {
        case.slug: case.get_absolute_url(), gone.slug: gone.get_absolute_url(),
    }  # fmt: skip


def test_case_of_a_municipality_is_of_its_place_and_of_all_that_belongs_to_it(
    make_case, council, zane, municipality, parish, region
):
    case = make_case(institution=council, by=zane)
    assert [here(each, NOW) for each in (municipality, parish)] == [{"results": [case.title]}] * 2
    [found] = shown(municipality, NOW, Section.RESULTS).shown
    assert found.record.facts == ("labā prakse", "2024–2025")


def test_case_that_names_a_parish_is_of_it_and_of_what_it_belongs_to(make_case, parish, municipality, make_territory):
    other = make_territory("zvirgzdenes-pagasts", "parish", "Zvirgzdenes pagasts", municipality)
    case = make_case(territories=(parish,))
    assert [here(each, NOW) for each in (parish, municipality, other)] == [{"results": [case.title]}] * 2 + [{}]


def test_case_of_a_ministry_without_a_place_is_on_no_places_page(case, municipality):
    assert (here(municipality, NOW), Institution.objects.get(pk=case.institution_id).territory) == ({}, None)
