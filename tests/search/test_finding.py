"""One set of results on both engines: words in any form, phrases, excluded words, filters, our own order."""

from datetime import date

import pytest

from balss.core.text.question import question
from balss.places.models import Institution, Territory, TerritoryVersion, Topic
from balss.search.queries import Answers, Filters
from tests.search.conftest import TODAY


@pytest.mark.parametrize(
    "typed", ["pašvaldībām", "PAŠVALDĪBA", "pasvaldiba", "pašvaldības budžetu", "Budžets pašvaldībā"]
)
def test_words_are_found_in_any_form_and_order(shelf, found, typed):
    shelf.put("a", "Pašvaldību budžeti.")
    shelf.put("b", "Budžeta nav.")

    assert found(typed) == ["a"]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("jaunietis", ["a"]),  # t becomes š
        ("sēde", ["b"]),  # d becomes ž
        ("ēka", ["c"]),  # a stem of two letters, which is not EK
        ("iedzivotajam", ["d"]),  # a word typed without marks
        ("policy", ["e"]),  # an English text
        ("участием жителя", ["f"]),  # a Russian one
    ],
)
def test_hard_words_are_found(shelf, found, typed, keys):
    shelf.put("a", "Jauniešu viedoklis.")
    shelf.put("b", "Domes sēžu kalendārs.")
    shelf.put("c", "Divas ēkas.")
    shelf.put("d", "Iedzīvotājiem.")
    shelf.put("e", "Open government policies.", language="en")
    shelf.put("f", "Участие жителей.", language="ru")
    shelf.put("g", "EK lēmums.")

    assert found(typed) == keys


def test_phrase_wants_its_words_side_by_side(shelf, found):
    shelf.put("a", "Līdzdalības budžeta nolikums.")
    shelf.put("b", "Budžets un līdzdalība.")
    shelf.put("c", "par budžetu", title="Līdzdalība")

    assert found('"līdzdalības budžets"') == ["a"]
    assert found("2.3") == []


def test_phrase_does_not_go_from_the_title_into_the_text(shelf, found):
    shelf.put("a", "budžets", title="Līdzdalības")

    assert found('"līdzdalības budžets"') == []
    assert found("līdzdalības budžets") == ["a"]


def test_excluded_words_and_phrases_keep_out(shelf, found):
    shelf.put("a", "Parks un stāvvieta.")
    shelf.put("b", "Parka celiņi.")
    shelf.put("c", "Parks pie jaunā tilta.")

    assert found("parks -stāvvietas") == ["c", "b"]
    assert found('parks -stāvvietas -"jauns tilts"') == ["b"]
    assert found("-tilts") == ["b", "a"]


def test_titles_come_first_and_then_the_newest(shelf, found):
    shelf.put("old", "Parks.", date=date(2025, 1, 1))
    shelf.put("new", "Parki.", date=date(2026, 1, 1))
    shelf.put("undated", "Par parku.")
    shelf.put("titled", title="Parka nolikums", date=date(2020, 1, 1))

    assert found("parks") == ["titled", "new", "old", "undated"]


def test_what_is_called_exactly_so_comes_before_all(shelf, found):
    shelf.put("new", title="Skolas parka nolikums", date=date(2026, 1, 1))
    shelf.put("called", title="Parks un skola", date=date(2020, 1, 1))
    shelf.put("also", "Parka skola.", title="Piezīme", names=("Skolas parks",))
    shelf.put("text", "Parks un skola.", date=date(2026, 2, 2))

    assert found("skola parks") == ["called", "also", "new", "text"]
    assert found("skolas parkā") == ["called", "also", "new", "text"]
    assert found("parks") == ["new", "called", "text", "also"]
    assert found("skola parks -nolikums") == ["called", "also", "text"]


def test_what_is_called_by_how_it_begins_does_not_come_before_what_has_a_title(shelf, found):
    shelf.put("titled", title="Skolas ielas pārbūve", date=date(2026, 1, 1))
    for day in (1, 2):
        said = "Skolas ielas liepas, lūdzu."
        shelf.put(str(day), said, title="Skolas ielas liepas…", date=date(2026, 2, day), is_untitled=True)
    shelf.put("called", title="Skolas iela", date=date(2026, 3, 1), is_untitled=True)

    assert found("skolas iela") == ["titled", "called", "2", "1"]
    assert found('"liepas skola"') == []


def test_small_words_are_not_sought_beside_others(shelf, found):
    shelf.put("a", "Projektu balsošana.")
    shelf.put("b", "Kur var un kā.")

    assert found("kur un kā var projekti") == ["a"]
    assert found("kur var") == ["b"]
    assert found('"projektu un balsošana"') == []
    assert found("projekti -var") == ["a"]


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_pages_together_are_the_whole(shelf, found, limit):
    for number in range(5):
        shelf.put(
            str(number), "Parks.", title=("Skola", "Parks", "Parka iela")[number % 3], date=date(2026, 1, number + 1)
        )

    pages = [found("parks", offset=offset, limit=limit) for offset in range(0, 5, limit)]
    assert [key for page in pages for key in page] == ["4", "1", "2", "3", "0"]


def test_date_narrows_down_to_what_has_a_day_in_it(shelf, found):
    shelf.put("may", "Parks.", date=date(2026, 5, 31))
    shelf.put("june", "Parks.", date=date(2026, 6, 1))
    shelf.put("undated", "Parks.")

    assert found("parks", since=date(2026, 6, 1)) == ["june"]
    assert found("parks", until=date(2026, 5, 31)) == ["may"]
    assert found("parks", since=date(2026, 5, 31), until=date(2026, 6, 1)) == ["june", "may"]
    assert found("", since=date(2026, 6, 1)) == ["june"]


def test_kind_narrows_down(shelf, found):
    shelf.put("a", "Parks.")

    assert found("parks", kinds=("test.note",)) == ["a"]
    assert found("parks", kinds=("test.notes",)) == []


def test_place_stands_for_its_parts_and_for_what_merged_into_it(shelf, found):
    county = Territory.objects.create(slug="novads", kind="municipality")
    parish = Territory.objects.create(slug="pagasts", kind="parish")
    former = Territory.objects.create(
        slug="bijusais", kind="municipality", valid_to=date(2025, 6, 30), merged_into=county
    )
    TerritoryVersion.objects.create(territory=parish, name="Pagasts", parent=county)
    shelf.put("county", "Parks.", places=(county.pk,))
    shelf.put("parish", "Parks.", places=(parish.pk,))
    shelf.put("former", "Parks.", places=(former.pk,))

    assert found("parks", place=county) == ["former", "parish", "county"]
    assert found("parks", place=parish) == ["parish"]


def test_topic_stands_for_its_fields(shelf, found):
    whole = Topic.objects.create(code="vide", position=1, name_lv="Vide", name_en="Environment")
    field = Topic.objects.create(code="gaiss", parent=whole, position=2, name_lv="Gaiss", name_en="Air")
    shelf.put("whole", "Parks.", topics=(whole.pk,))
    shelf.put("field", "Parks.", topics=(field.pk,))

    assert found("parks", topic=whole) == ["field", "whole"]
    assert found("parks", topic=field) == ["field"]


def test_institution_stands_for_its_groups(shelf, found):
    ministry = Institution.objects.create(code="FM", slug="fm", kind="ministry")
    group = Institution.objects.create(code="ALL", slug="visas", kind="group")
    group.memberships.create(member_kind="ministry")
    shelf.put("own", "Parks.", institutions=(ministry.pk,))
    shelf.put("all", "Parks.", institutions=(group.pk,))
    shelf.put("other", "Parks.")

    assert found("parks", institution=ministry) == ["all", "own"]


@pytest.mark.parametrize(
    "typed", ['"', "-", '" OR x', "a' | 'b", "{title} : x", "NEAR(a b)", "\\", "x" * 400, "^*", "!", "&"]
)
def test_signs_of_the_engines_languages_are_only_words(shelf, found, typed):
    shelf.put("a", "Parks.")

    assert found(f"parks {typed}") in (["a"], [])


def test_nothing_typed_is_everything(shelf, found):
    shelf.put("a", "Parks.")
    shelf.put("b", "Skola.")

    assert found("") == ["b", "a"]


def test_queries_do_not_grow_with_results(shelf, django_assert_num_queries):
    for number in range(8):
        shelf.put(str(number), "Parks.")

    for limit in (2, 8):
        with django_assert_num_queries(5):
            Answers(question("parks"), Filters(), on=TODAY)[:limit]
