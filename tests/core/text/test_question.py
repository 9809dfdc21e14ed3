"""What was typed, understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.text.question import MOST_WORDS, question


def understood(typed: str) -> tuple[list[str], list[str]]:
    asked = question(typed)
    return ([" ".join(term.written) for term in asked.wanted], [" ".join(term.written) for term in asked.excluded])


@pytest.mark.parametrize(
    ("typed", "wanted", "excluded"),
    [
        ("līdzdalības budžets", ["līdzdalības", "budžets"], []),
        ('"līdzdalības budžets"', ["līdzdalības budžets"], []),
        ("„ēku siltināšana” skola", ["ēku siltināšana", "skola"], []),
        ("«участие» “open data”", ["участие", "open data"], []),
        ("parks -stāvvieta", ["parks"], ["stāvvieta"]),
        ('parks –"zaļā zona" −iela', ["parks"], ["zaļā zona", "iela"]),
        ("e-pasts", ["e pasts"], []),
        ("-e-pasts parks", ["parks"], ["e pasts"]),
        ("skola,parks;iela", ["skola", "parks", "iela"], []),
        ('"nebeigts citāts', ["nebeigts citāts"], []),
        ("parks parks", ["parks"], []),
        ('- "" … «', [], []),
    ],
)
def test_words_quotations_and_exclusions(typed, wanted, excluded):
    assert understood(typed) == (wanted, excluded)


def test_of_more_than_the_limits_allow_the_first_words_are_read():
    many = [f"v{number}" for number in range(40)]
    first = many[:MOST_WORDS]

    assert understood(" ".join(many))[0] == first
    assert understood(f'"{" ".join(many)}"')[0] == [" ".join(first)]
    assert understood(f'parks "{" ".join(many)}" skola')[0] == ["parks", " ".join(many[: MOST_WORDS - 1])]
    assert understood("a" * 400)[0] == ["a" * 300]


def test_word_that_goes_on_beyond_the_limit_is_left_out():
    assert understood("a" * 150 + " " + "b" * 145 + " skola")[0] == ["a" * 150, "b" * 145]
    assert understood("a" * 150 + " " + "b" * 143 + " skola")[0] == ["a" * 150, "b" * 143, "skola"]


@pytest.mark.parametrize(
    ("typed", "is_cut"),
    [("parks", False), ("a" * 300, False), ("a" * 301, True), ("v " * 40, False)]
    + [(" ".join(f"v{number}" for number in range(most)), most > MOST_WORDS) for most in (16, 17)],
)
def test_question_says_when_more_was_typed_than_is_read(typed, is_cut):
    assert question(typed).is_cut is is_cut


def test_word_of_a_phrase_has_the_keys_of_forms_whose_consonant_changed():
    assert question('"sēdes zāle"').wanted[0].keys[0] == ("sed", "sez")
    assert question("sēdes").wanted[0].keys[0] == ("sed",)


@given(st.text(max_size=400))
def test_anything_typed_is_understood(typed):
    asked = question(typed)
    assert all(keys for term in (*asked.wanted, *asked.excluded) for keys in term.keys)
    assert sum(len(term.keys) for term in (*asked.wanted, *asked.excluded)) <= MOST_WORDS
