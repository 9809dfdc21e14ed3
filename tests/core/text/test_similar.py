"""Letters of one campaign are found among many; what people say in their own words stays apart."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.text import ALIKE, alike, fingerprint, group_similar, similarity
from tests.core.text.campaign import CHANGES, Corpus, comment, corpus, varied

texts = st.lists(st.text(alphabet="ab ", max_size=60), max_size=8)


def likeness(one: str, other: str) -> float:
    return similarity(fingerprint(one), fingerprint(other))


@pytest.fixture(scope="module")
def comments() -> Corpus:
    return corpus(originals=3000, variants=300, letters=10, seed=2026)


@given(texts)
def test_those_that_are_alike_are_the_same_as_by_comparing_each(written):
    kept = dict(enumerate(map(fingerprint, written)))
    one = kept.get(0, b"")
    compared = {key: similarity(one, other) for key, other in kept.items()}
    assert alike(one, kept.items()) == {key: value for key, value in compared.items() if value >= ALIKE}


def test_few_variants_of_long_comments_are_alike_and_none_is_missed(comments):
    kept = {key: fingerprint(text) for key, text in comments.comments[:600]}
    for one in list(kept.values())[:5]:
        compared = {key: similarity(one, other) for key, other in kept.items()}
        assert alike(one, kept.items()) == {key: value for key, value in compared.items() if value >= ALIKE}


def test_variants_among_3300_long_comments_are_grouped_and_others_left_apart(comments):
    groups = group_similar(comments.comments)

    group_of = {key: place for place, group in enumerate(groups) for key in group}
    found = [group_of[variant] == group_of[original] for variant, original in comments.original_of.items()]
    firsts = {key: comments.original_of.get(key, key) for key, _ in comments.comments}
    strangers = [key for group in groups for key in group if firsts[key] != firsts[group[0]]]
    assert sum(found) / len(found) >= 0.95
    assert len(strangers) / len(comments.comments) <= 0.005


def test_fingerprints_alone_tell_variants_from_others(comments):
    kept = {key: fingerprint(text) for key, text in comments.comments}
    originals = [key for key, _ in comments.comments if key not in comments.original_of]
    neighbours = list(pairwise(originals))
    copies = set(comments.original_of.values())

    pairs = [(kept[one], kept[other]) for one, other in neighbours if not {one, other} <= copies]
    found = [similarity(kept[variant], kept[original]) >= ALIKE for variant, original in comments.original_of.items()]
    assert sum(found) / len(found) >= 0.95
    assert sum(similarity(*pair) >= ALIKE for pair in pairs) / len(pairs) <= 0.005


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_letter_is_found_however_it_is_changed(change):
    random = Random(change)
    letter = comment(random)

    assert likeness(letter, varied(letter, CHANGES[change], random)) >= ALIKE


def test_group_and_its_members_keep_the_order_given():
    letter, other = comment(Random(1)), comment(Random(2))

    assert group_similar([("c", other), ("b", letter), ("a", letter), ("d", other + " Paldies.")]) == [
        ["c", "d"],
        ["b", "a"],
    ]


def test_two_letters_are_joined_by_one_between_them():
    first, second = comment(Random(1)), comment(Random(2))

    assert likeness(first, second) < ALIKE
    assert group_similar([(1, first), (2, second), (3, f"{first} {second}")]) == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Es esmu par šo projektu.", "es esmu PAR so projektu!", 1.0),
        ("Es esmu par šo projektu.", "Es neesmu par šo projektu.", 0.0),
        ("Tas ir nepieņemams", "Tas ir nepieciešams", 0.0),
        ("", "", 0.0),
        ("…", "!", 0.0),
    ],
)
def test_short_text_is_like_another_only_with_the_same_words(one, other, expected):
    assert likeness(one, other) == expected


def test_texts_without_words_are_not_grouped():
    assert group_similar([(1, ""), (2, ""), (3, "…")]) == [[1], [2], [3]]


def test_fingerprint_stays_what_it_was_when_it_was_stored():
    assert fingerprint("Mūsu ielā vajag ietvi.").hex() == "fa5736ec"


def test_fingerprint_of_a_long_text_fits_in_one_kibibyte():
    assert len(fingerprint(" ".join(comment(Random(n)) for n in range(20)))) == 1024


@given(one=st.text(), other=st.text())
def test_similarity_is_the_same_both_ways_and_between_0_and_1(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@given(texts)
def test_every_text_is_in_exactly_one_group(given_texts):
    groups = group_similar(enumerate(given_texts))

    assert sorted(key for group in groups for key in group) == list(range(len(given_texts)))
