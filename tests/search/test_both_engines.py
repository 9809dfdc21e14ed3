"""What is found is what `reference.py` says, on whichever database the tests run: long texts, odd words, questions."""

import random
from math import prod

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balss.core.text.question import question
from balss.search.models import Document, Entry
from balss.search.models.engine import Asked, engine, facet, places_between
from balss.search.models.engine.rows import MOST_BYTES, TITLE_WORDS
from balss.search.services.indexing import write
from balss.shared.search_documents import SearchDocument
from tests.search.reference import answers, is_titled, plain

KIND = "test.text"
ONLY = ((facet("k", KIND),),)
WHENEVER = places_between(None, None)

STEMS = "pašvaldīb līdzdalīb budžet jaunieš jauniet noteikum saistoš ēk sēd sēž iel skolotāj iedzīvotāj aktivitāt upj"
ENDINGS = ("a", "as", "ai", "u", "ā", "ās", "ām", "s", "i", "iem", "us", "os", "is", "e", "es", "ē", "ēm", "am", "")
ODD = (
    "un", "par", "e-pasts", "1.2.3", "2026/2027", "Nr. 12", "anna@example.lv", "d’Arc", "об’єкт", "участие",
    "участием", "ﬁnanses", "Straße", "STRASSE", "İstanbul", "ısı", "Łódź", "paš\u00advaldība", "pasvaldiba",
    "lēmums", "le\u0304mums", "👩‍👧", "🙂", "iedzivotajam", "aktivitasu", "jauniesu", "skolotajiem", "policies",
    "x" * 70, "x" * 60, "½", "Ⅳ", "AND", "OR", "NOT", "NEAR", "NEAR(a b)", "a*", "^a", "title:a", "{title}", "'",
    "\\", "a:b", "!a", "a|b", "a & b", "<->", "(", ")", "=all", "=long", "all", "long", "¶", "\u200b", "𐐀𐐁", "中文",
    "ʼn", "١٢", "a\x00b",
)  # fmt: skip
WORDS = st.one_of(
    st.builds("{}{}".format, st.sampled_from(STEMS.split()), st.sampled_from(ENDINGS)),
    st.sampled_from(ODD),
    st.text(min_size=1, max_size=4),
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
# Long in each of the ways that matter: past the last place of a tsvector, or with more of a word than it keeps places.
FILLERS = st.sampled_from(["", "un " * 300, "a b " * 8200, " ".join(f"v{number}" for number in range(16_400))])
DOCUMENTS = st.tuples(
    st.dictionaries(st.sampled_from(["lv", "en"]), TEXTS, min_size=1),
    st.dictionaries(st.sampled_from(["lv", "en", "ru"]), st.builds("{} {}{}".format, TEXTS, FILLERS, TEXTS)),
)
TERMS = st.builds(
    "{}{}".format,
    st.sampled_from(["", "", "", "-"]),
    st.one_of(WORDS, st.lists(WORDS, min_size=2, max_size=6).map('"{}"'.format), TEXTS.map('"{}'.format)),
)
QUESTIONS = st.lists(TERMS, min_size=1, max_size=4).map(" ".join)


class Undone(Exception):
    pass


def found(documents, typed):
    """The numbers of the documents that the index finds, and of those that it finds by their titles and elsewhere."""
    given = [SearchDocument(str(number), *said) for number, said in enumerate(documents)]
    result = []
    try:
        with transaction.atomic():
            write(KIND, given)
            keys = dict(Document.objects.filter(kind=KIND).values_list("entry__place", "key"))
            for each in typed:
                asked = question(each)
                ways = (None, True, False) if asked.wanted else (None,)
                places = [engine().places(Asked(asked, ONLY, WHENEVER, way)) for way in ways]
                assert [engine().count(Asked(asked, ONLY, WHENEVER, way)) for way in ways] == list(map(len, places))
                result.append([sorted(int(keys[place]) for place in own) for own in places])
            raise Undone
    except Undone:
        return result


def expected(documents, typed):
    plains = [plain(*said) for said in documents]
    result = []
    for each in typed:
        asked = question(each)
        right = [number for number, said in enumerate(plains) if answers(said, asked)]
        titled = [number for number in right if is_titled(plains[number], asked)]
        result.append([right, titled, sorted({*right} - {*titled})] if asked.wanted else [right])
    return result


@pytest.mark.django_db
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(documents=st.lists(DOCUMENTS, min_size=1, max_size=4), typed=st.lists(QUESTIONS, min_size=1, max_size=6))
def test_what_is_found_is_what_stands_there(documents, typed):
    assert found(documents, typed) == expected(documents, typed)


@pytest.mark.django_db
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(st.data())
def test_what_is_taken_from_a_document_finds_it(data):
    """Questions of words that stand there, since questions at random seldom find anything: of the first and last ones,
    for between them may be thousands of the same."""
    document = data.draw(DOCUMENTS)
    written = " ".join([*document[0].values(), *document[1].values()]).split()
    runs = []
    for start in data.draw(st.lists(st.integers(-14, 14), max_size=6)):
        start = start if start >= 0 else max(0, len(written) + start)
        run = " ".join(written[start : start + data.draw(st.integers(1, 6))]).replace('"', " ")
        runs.append(f'"{run}"')
        runs.append(f'un -"{run}"')
    assert found([document], runs) == expected([document], runs)


@pytest.fixture
def one(db):
    """Whether the one document with this text is found."""

    def one(text, *typed, title="Piezīme"):
        return [bool(each[0]) for each in found([({"lv": title}, {"lv": text})], typed)]

    return one


def test_phrase_at_the_end_of_a_hundred_thousand_words_is_found(one):
    drawn = random.Random(5)
    known = [f"{stem}{number}" for number in range(700) for stem in STEMS.split()]
    text = " ".join(drawn.choices(known, k=100_000)) + " Līdzdalības budžeta nolikums."

    assert one(
        text, '"līdzdalības budžets"', '"budžets līdzdalības"', '"budžeta nolikumi"', "nolikumam", '-"budžeta nolikums"'
    ) == [True, False, True, True, False]  # fmt: skip


def test_phrase_of_a_word_that_stands_a_thousand_times_is_found(one):
    text = "pašvaldības " * 1000 + "dome"
    assert one(text, '"pašvaldību dome"', '"dome pašvaldība"', 'dome -"pašvaldību dome"') == [True, False, False]


def test_phrase_of_words_with_many_keys_is_found(one):
    """It can be written in some hundred ways, and stands there in one of the last."""
    phrase = "nozarem jauniesu aktivitasu skolotajiem iedzivotajam"
    text = "Nozarēm jauniešu aktivitāšu skolotājiem iedzīvotājam."
    assert prod(len(keys) for keys in question(f'"{phrase}"').wanted[0].keys) > 200
    assert one(text, f'"{phrase}"', f'"{phrase} nav"', f'noz -"{phrase}"') == [True, False, False]
    assert one("Nav.", f'"{phrase}"', f'"{phrase} nav"', title=text) == [True, False]


def test_phrase_is_found_in_every_form_of_its_words(one):
    assert one("Domes sēžu kalendārs.", '"domes sēde"', '"sēde kalendārs"', '"dome kalendārs"') == [True, True, False]
    assert one("Ogres jauniešu dome.", '"jaunietis dome"', '"jauniesu dome"') == [True, True]


def test_phrase_is_found_where_a_further_key_stands_too(one):
    """“policy” is a further key of “policies” in English; that it has no place in the text hides no phrase."""
    said = [({"lv": "Piezīme"}, {"en": "Open policies. Jauniešu dome. Jauniete un dome."})]
    assert [bool(each[0]) for each in found(said, ['"open policy"', '"jauniete dome"', '"open dome"'])] == [
        True, True, False,
    ]  # fmt: skip


def test_what_no_database_takes_whole_is_indexed_as_far_as_all_take_it(one):
    """A tsvector is at most a megabyte. What goes beyond is not found, on either database; nothing fails."""
    words = [f"{number}{'x' * 50}" for number in range(30_000)]
    last = MOST_BYTES // (len(f"10000{'x' * 50}".encode()) + 6)
    text = " ".join(words)
    assert one(text, words[0], words[last - 100], words[-1]) == [True, True, False]


def test_no_document_is_too_much_for_the_index(db):
    """The worst: letters of four bytes, words of most letters, each with further keys, a title as long, all facets."""
    words = " ".join(chr(0x20000 + number) * 75 for number in range(20_000))
    places = tuple(range(1, 700))
    document = SearchDocument("a", {"lv": words, "en": words}, {"lv": words}, places=places)
    write(KIND, [document])
    assert Entry.objects.count() == 1


def test_long_title_counts_as_title_up_to_its_bound(db):
    title = " ".join(["parks"] * 10 + ["aka"] * (TITLE_WORDS + 60) + ["skola"])
    documents = [({"lv": title}, {"lv": ""})]
    assert found(documents, ["parks", "skola"]) == [[[0], [0], []], [[0], [], [0]]]


def test_phrase_does_not_go_from_one_language_into_the_other(db):
    said = ({"lv": "Skola", "en": "Park"}, {"lv": "Viena iela", "en": "Road one"})
    asked = ['"park skola"', '"one viena"', '"road one"']
    assert [each[0] for each in found([said], asked)] == [[], [], [0]]


def test_place_of_a_thousand_parts_narrows_down(db):
    wide = tuple(facet("p", number) for number in range(1000))
    write(KIND, [SearchDocument("a", {"lv": "Parks"}, places=(999,))])
    assert engine().count(Asked(question("parks"), (wide,), WHENEVER)) == 1
