"""The page in all its states, its data twin, and the API."""

from datetime import date

import pytest
from django.urls import reverse

from balss.places.models import Institution, InstitutionName, Territory, TerritoryVersion

PAGE, DATA = "/meklet/", "/meklet/dati.json"


@pytest.fixture
def texts(client):
    """The texts of what a selector matches on the page of a search."""
    from lxml import html

    def texts(selector, **query):
        answer = client.get(PAGE, query)
        assert answer.status_code == 200
        found = html.fromstring(answer.content.decode()).cssselect(selector)
        return [" ".join(element.text_content().split()) for element in found]

    return texts


def test_result_shows_its_title_kind_day_and_the_sentence_with_the_words_marked(shelf, texts):
    shelf.put("a", "Ievads. Par līdzdalības budžetu lems novembrī. Beigas.", title="Nolikums", date=date(2026, 11, 2))

    assert texts(".results h3", q="līdzdalības budžets") == ["Nolikums"]
    assert texts(".results mark", q="līdzdalības budžets") == ["līdzdalības", "budžetu"]
    assert texts(".results li p", q="līdzdalības budžets") == [
        "Piezīmes · 2026. gada 2. novembris",
        "Par līdzdalības budžetu lems novembrī.",
    ]


def test_result_leads_to_its_page(shelf, client):
    shelf.put("a", "Parks.")

    assert '<a href="/piezimes/a/">' in client.get(PAGE, {"q": "parks"}).content.decode()


def test_markup_in_a_text_is_shown_as_text(shelf, client):
    shelf.put("a", "Parks <script>alert(1)</script>.", title="<b>Parks</b>")

    answer = client.get(PAGE, {"q": "parks"}).content.decode()
    assert "<script>alert" not in answer
    assert "&lt;b&gt;<mark>Parks</mark>" in answer


def test_result_is_shown_in_the_readers_language_where_it_has_it(shelf, client):
    shelf.put("a", title="Parks")
    shelf.public["a"] = shelf.public["a"].__class__("a", {"lv": "Parks", "en": "A green place"}, {"en": "About parks."})
    shelf.put("b", "Parki.", title="Tikai latviski")
    from balss.search.services import index

    index(shelf.kind, ["a"])
    titles = [result["title"] for result in client.get("/en" + DATA, {"q": "parks"}).json()["results"]]
    assert titles == ["A green place", "Tikai latviski"]


def test_institutions_of_a_result_are_named(shelf, texts):
    ministry = Institution.objects.create(code="FM", slug="fm", kind="ministry")
    InstitutionName.objects.create(institution=ministry, lv="Finanšu ministrija")
    shelf.put("a", "Parks.", institutions=(ministry.pk,))

    assert texts(".result-whose", q="parks") == ["Finanšu ministrija"]
    assert texts(".result-whose", q="parks", institution="fm") == ["Finanšu ministrija"]


def test_page_without_a_question_says_how_to_ask_and_what_there_is(shelf, texts):
    assert texts("main h2") == ["Kā meklēt", "Ko var atrast"]
    assert "Piezīmes" in texts("main li a")
    assert texts(".ds-alert", q="…") == ["Ierakstiet vismaz vienu vārdu."]


def test_page_says_when_more_was_typed_than_is_searched_for(shelf, texts):
    shelf.put("a", " ".join(f"v{number}" for number in range(16)))

    assert texts(".ds-alert", q=" ".join(f"v{number}" for number in range(16))) == []
    assert texts(".ds-alert", q=" ".join(f"v{number}" for number in range(20))) == [
        "Tik daudz uzreiz meklēt nevar. Meklēti tikai pirmie 16 vārdi."
    ]
    assert texts(".results h3", q=" ".join(f"v{number}" for number in range(20))) == ["Piezīme"]


def test_misspelt_word_gets_a_suggestion_that_finds_something(shelf, texts):
    shelf.put("a", "Velosipēdu ceļš.")

    assert texts(".search-suggestion a", q="veloispēdi ceļš") == ["velosipēdu ceļš"]
    assert texts(".results h3", q="velosipēdu ceļš") == ["Piezīme"]


def test_nothing_found_says_what_can_be_done(shelf, texts):
    shelf.put("a", "Parks.")

    assert texts(".empty p", q="xyzzy")[:2] == [
        "Nekas nav atrasts", "Mēģiniet ar citu vārdu vai ar oficiālo nosaukumu.",
    ]  # fmt: skip
    assert texts(".empty p", q="parks xyzzy")[1].startswith("Atrasts tiek tikai tas, kur ir visi vārdi.")
    assert texts(".empty a", q="parks", until="2020-01-01") == ["Meklēt visur"]


def test_nothing_found_offers_fewer_of_the_words_and_who_is_competent(shelf, client, texts):
    shelf.put("a", "Ielu apgaismojums.")
    shelf.put("b", "Ielu remonts.")

    assert texts("main .fewer li", q="ielas apgaismojums ietves") == [
        "ielas apgaismojums (1)", "ielas (2)", "apgaismojums (1)",
    ]  # fmt: skip
    assert texts("main .fewer li", q="apgaismojums remonts") == ["apgaismojums (1)", "remonts (1)"]
    assert texts("main .fewer li", q="ietves") == []
    page = client.get(PAGE, {"q": "ielas apgaismojums ietves", "since": "2020-01-01", "page": "2"}).content.decode()
    assert '"/kurs-atbild/?q=ielas+apgaismojums+ietves"' in page


@pytest.mark.parametrize(
    "filters",
    [{"kind": "nav"}, {"institution": "nav"}, {"topic": "nav"}, {"place": "nav"}, {"since": "rīt"},
     {"since": "2026-02-01", "until": "2026-01-01"}],
)  # fmt: skip
def test_filter_that_is_not_right_is_named_and_nothing_is_searched(shelf, client, texts, filters):
    shelf.put("a", "Parks.")

    assert texts(".results h3", q="parks", **filters) == []
    assert len(texts(".error-summary li, [role=alert] li, .ds-error-summary li", q="parks", **filters)) == 1
    assert client.get(DATA, {"q": "parks", **filters}).status_code == 400


@pytest.fixture
def places(db):
    """Two municipalities, each with a parish of one name; one with a town besides."""
    made = {}
    for slug, kind, name, parent in (
        ("ogres-novads", "municipality", "Ogres novads", None), ("ogre", "town", "Ogre", "ogres-novads"),
        ("taurupes-pagasts", "parish", "Taurupes pagasts", "ogres-novads"),
        ("salas-pagasts-1", "parish", "Salas pagasts", "ogres-novads"),
        ("jekabpils-novads", "municipality", "Jēkabpils novads", None),
        ("salas-pagasts-2", "parish", "Salas pagasts", "jekabpils-novads"),
    ):  # fmt: skip
        made[slug] = Territory.objects.create(slug=slug, kind=kind)
        TerritoryVersion.objects.create(territory=made[slug], name=name, parent=made.get(parent))
    return made


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Taurupes pagasts", "taurupes-pagasts"), ("taurupe", "taurupes-pagasts"), ("Ogre", "ogre"),
        ("ogres NOVADS", "ogres-novads"), ("Salas pagasts, Jēkabpils novads", "salas-pagasts-2"),
    ],
)  # fmt: skip
def test_place_is_typed_by_name_and_has_one_address(places, client, typed, slug):
    answer = client.get(PAGE, {"q": "parks", "place": typed})
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?q=parks&place={slug}")


def test_things_of_a_parish_are_found_by_it_and_by_what_it_belongs_to(shelf, places, texts):
    shelf.put("a", "Parks.", places=(places["taurupes-pagasts"].pk,))
    shelf.put("b", "Parks.", places=(places["jekabpils-novads"].pk,))
    wanted = ("taurupes-pagasts", "ogres-novads", "salas-pagasts-1")
    assert [len(texts(".results h3", q="parks", place=slug)) for slug in wanted] == [1, 1, 0]


def test_place_of_an_address_is_shown_by_its_name(places, client):
    page = client.get(PAGE, {"place": "salas-pagasts-2"}).content.decode()
    assert 'value="Salas pagasts, Jēkabpils novads"' in page
    proposed = page.partition("<datalist")[2].partition("</datalist>")[0]
    assert [name for name in ("Ogres novads", "Jēkabpils novads", "Salas pagasts") if name in proposed] == [
        "Ogres novads", "Jēkabpils novads",
    ]  # fmt: skip


def test_name_of_several_places_is_told_with_what_they_belong_to(places, client):
    answer = client.get(PAGE, {"q": "parks", "place": "Salas pagasts"})
    assert answer.status_code == 200
    assert "Salas pagasts, Ogres novads; Salas pagasts, Jēkabpils novads" in answer.content.decode()


def test_results_are_paged_with_the_filters_kept(shelf, client, texts):
    for number in range(21):
        shelf.put(str(number), "Parks.")

    assert len(texts(".results h3", q="parks", kind="test.note")) == 20
    assert len(texts(".results h3", q="parks", kind="test.note", page="2")) == 1
    assert "?q=parks&amp;kind=test.note&amp;page=2" in client.get(
        PAGE, {"q": "parks", "kind": "test.note"}
    ).content.decode()  # fmt: skip


def test_data_twin_has_what_the_page_has(shelf, client, settings):
    shelf.put("a", "Par parku.", title="Nolikums", date=date(2026, 11, 2))

    assert client.get(DATA, {"q": "parks"}).json() == {
        "question": "parks", "count": 1, "page": 1, "pages": 1, "next": None,
        "results": [
            {
                "kind": "test.note", "key": "a", "title": "Nolikums", "language": "lv",
                "url": f"{settings.ORIGIN}/piezimes/a/", "date": "2026-11-02", "institutions": [],
                "passage": "Par parku.",
            }
        ],
    }  # fmt: skip


def test_api_answers_in_parts_and_refuses_what_does_not_exist(shelf, client):
    for number in range(3):
        shelf.put(str(number), "Parks.")
    page = client.get("/api/v1/search", {"q": "parku", "limit": 2}).json()

    assert ([item["key"] for item in page["items"]], page["total"]) == (["2", "1"], 3)
    assert page["next"].endswith("/api/v1/search?q=parku&limit=2&offset=2")
    for name in ("kind", "institution", "topic", "place"):
        assert client.get("/api/v1/search", {"q": "parku", name: "nav"}).status_code == 404


@pytest.mark.parametrize("query", ["q=" + "a%20" * 500, "q=parks&page=nav", "q=parks&page=99999999999", "page=-1"])
def test_strange_requests_are_answered(shelf, client, query):
    shelf.put("a", "Parks.")

    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_queries_of_the_page_do_not_grow_with_results(shelf, client, django_assert_max_num_queries):
    ministry = Institution.objects.create(code="FM", slug="fm", kind="ministry")
    InstitutionName.objects.create(institution=ministry, lv="Finanšu ministrija")
    for number in range(12):
        shelf.put(str(number), "Parks.", institutions=(ministry.pk,))

    for typed in ("parks", "parks -skola"):
        with django_assert_max_num_queries(16):
            client.get(PAGE, {"q": typed})


def test_box_stands_in_the_header_of_other_pages(db, client):
    assert 'id="site-search"' in client.get(reverse("places:institutions")).content.decode()
    assert 'id="site-search"' not in client.get(PAGE).content.decode()
