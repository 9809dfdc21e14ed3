"""A word is found in every form. Each line is a word with forms of it that are hard for one of the rules."""

import json
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.text.stems import EDITION, keys_of, keys_sought
from balss.core.text.words import composed, words

ROOT = Path(__file__).resolve().parents[3]
SENTENCES = "shared/data/legal_texts/lv_inflection_search.json"  # beside the project

FORMS = {
    "declension 1": "novads novada novadam novadu novadā novadi novadiem novadus novados",
    "declension 1, -tājs": "iedzīvotājs iedzīvotāja iedzīvotājam iedzīvotāji iedzīvotāju iedzīvotājiem iedzīvotājos",
    "declension 1, soft": "ceļš ceļa ceļam ceļu ceļā ceļi ceļiem ceļus ceļos",
    "declension 1, -š": "mežs meža mežam mežu mežā meži mežiem mežus mežos",
    "declension 2": "viedoklis viedokļa viedoklim viedokli viedoklī viedokļi viedokļu viedokļiem viedokļus viedokļos",
    "declension 2, t": "vācietis vācieša vācietim vācieti vācietī vācieši vāciešu vāciešiem vāciešus vāciešos",
    "declension 2, d": "brīdis brīža brīdim brīdi brīdī brīži brīžu brīžiem brīžus brīžos",
    "declension 2, b": "gulbis gulbja gulbim gulbi gulbji gulbju gulbjiem",
    "declension 2, s": "mēnesis mēneša mēnesim mēneši mēnešu mēnešiem",
    "declension 2, -ns": "ūdens ūdenim ūdeni ūdenī ūdeņi ūdeņu ūdeņiem ūdeņus ūdeņos",
    "declension 3": "tirgus tirgum tirgu tirgū tirgi tirgiem",
    "declension 4": "skola skolas skolai skolu skolā skolām skolās",
    "declension 4, short": "ēka ēkas ēkai ēku ēkā ēkām ēkās",
    "declension 5": "nozare nozares nozarei nozari nozarē nozaru nozarēm nozarēs",
    "declension 5, d": "sēde sēdes sēdei sēdi sēdē sēžu sēdēm sēdēs",
    "declension 5, t": "identitāte identitātes identitātei identitāšu identitātēm",
    "declension 5, p, short": "upe upes upei upi upē upju upēm upēs",
    "declension 5, sn": "krāsns krāsnij krāsnī krāšņu krāsnīm",
    "declension 5, kst": "pāksts pākstij pākšu pākstīm",
    "declension 6": "valsts valstij valsti valstī valstu valstīm valstīs",
    "declension 6, t": "nakts naktij naktī nakšu naktīm",
    "declension 6, d": "sirds sirdij sirdī siržu sirdīm",
    "reflexive": "uzticēšanās uzticēšanos",
    "adjective": "atvērts atvērta atvērtam atvērtu atvērtai atvērtiem atvērtās",
    "definite adjective": "atvērtais atvērtā atvērtajam atvērto atvērtajai atvērtajā atvērtie atvērtajiem atvērtajām",
    "Russian": "участие участия участию участием",
    "Russian, soft": "житель жителя жителей жителям жители",
}  # fmt: skip
UNMARKED = {
    "nozarēs": "nozarem nozares nozare",
    "iedzīvotājs": "iedzivotajam iedzivotajiem iedzivotaji iedzivotaju",
    "jaunietis": "jaunietis jauniesu jauniesiem jauniesi",
    "aktivitāte": "aktivitate aktivitasu aktivitatem",
    "ķieģelis": "kiegeli kiegeliem kiegelu",
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_finds_every_other(name):
    forms = FORMS[name].split()

    assert [(one, other) for one in forms for other in forms if not set(keys_sought(one)) & set(keys_of(other))] == []


@pytest.mark.parametrize("word", UNMARKED)
def test_form_typed_without_marks_finds_the_word(word):
    assert [typed for typed in UNMARKED[word].split() if not set(keys_sought(typed)) & set(keys_of(word))] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ēka", "EK"),
        ("gads", "gāze"),
        ("mežs", "meds"),
        ("plāns", "plānošana"),
        ("dome", "domāt"),
        ("skola", "skolotājs"),
    ],
)
def test_different_words_do_not_find_each_other(one, other):
    assert set(keys_sought(one)) & set(keys_of(other)) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [("policies", "policy"), ("budgets", "budget"), ("processes", "process"), ("boxes", "box"), ("Rīgas", "Rīga")],
)
def test_english_text_is_found(one, other):
    assert set(keys_sought(one)) & set(keys_of(other, "en")) != set()


def test_latvian_name_in_an_english_text_is_found_in_its_cases():
    assert set(keys_sought("Valmierā")) & set(keys_of("Valmiera", "en")) != set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paš\u00advaldība", "pašvaldība"),  # a soft hyphen
        ("le\u0304mums", "lēmums"),  # a letter and its mark apart
        ("ﬁnanses", "finanses"),  # a ligature
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("Łódź", "Lodz"),
        ("Tromsø", "tromso"),
        ("ｐａｒｋｓ", "parks"),  # of full width
        ("ёлка", "елка"),
    ],
)
def test_one_word_is_found_however_its_letters_are_written(one, other):
    assert keys_of(one) == keys_of(other)
    assert set(keys_sought(one)) & set(keys_of(other))


def test_edition_of_the_keys_counts_their_changes():
    """When this fails, keys have changed: count EDITION up, so that installations make their indexes anew, and write
    both here."""
    sample = [*(form for forms in FORMS.values() for form in forms.split()), *" ".join(UNMARKED.values()).split()]
    sample += ["policies", "Straße", "Łódź", "paš\u00advaldība", "½", "об’єкт", "ﬁnanses", "a" * 80]
    cut = "\n".join(" ".join(keys_of(word, language)) for word in sample for language in ("lv", "en"))
    assert (EDITION, blake2b(cut.encode(), digest_size=8).hexdigest()) == (4, "011ad14b9edbe45d")


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
@given(word=st.text(min_size=1, max_size=80))
def test_key_is_letters_and_digits_without_marks(language, word):
    for key in keys_of(word, language):
        assert key.isalnum()
        assert key == key.casefold()
        assert len(key) <= 60


@given(word=st.text(alphabet="aābcčdeēgģiījkķlļmnņoprsštuūvzž", min_size=1, max_size=12))
def test_word_finds_itself_whatever_it_is(word):
    assert set(keys_of(word)) <= set(keys_sought(word))
    assert set(keys_of(word.upper())) == set(keys_of(word))


def test_real_sentences_are_found_by_inflected_questions():
    file = next((parent / SENTENCES for parent in ROOT.parents if (parent / SENTENCES).is_file()), None)
    if file is None:
        pytest.skip(f"needs {SENTENCES} beside the project")
    cases = json.loads(file.read_text(encoding="utf-8"))
    holding: dict[str, set[int]] = {}
    for document in cases["documents"]:
        for word in words(composed(document["text"])):
            for key in keys_of(word.written):
                holding.setdefault(key, set()).add(document["id"])

    recalls, precisions = [], []
    for query in cases["queries"]:
        found = set.intersection(*(_holders(word.written, holding) for word in words(composed(query["q"]))))
        right = found & set(query["rel"])
        recalls.append(len(right) / len(query["rel"]))
        precisions.append(len(right) / len(found) if found else 1.0)
    assert sum(recalls) / len(recalls) >= 0.985
    assert sum(precisions) / len(precisions) >= 0.975


def _holders(word: str, holding: dict[str, set[int]]) -> set[int]:
    return set().union(*(holding.get(key, set()) for key in keys_sought(word)))
