"""The order of the Latvian dictionary, and words without marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.alphabet import ALPHABET, latvian_order, without_marks


def test_letters_with_a_mark_of_their_own_come_after_the_plain_ones():
    names = ["Ķekava", "Krāslava", "Ādaži", "Aizkraukle", "Cēsis", "Čornaja", "Daugavpils", "Kuldīga"]

    assert sorted(names, key=latvian_order) == [
        "Ādaži", "Aizkraukle", "Cēsis", "Čornaja", "Daugavpils", "Krāslava", "Kuldīga", "Ķekava",
    ]  # fmt: skip


def test_long_vowels_count_only_where_all_else_is_equal():
    assert sorted(["kāzas", "kaza", "kāza", "kazas"], key=latvian_order) == ["kaza", "kāza", "kazas", "kāzas"]


def test_all_letters_stand_in_the_order_of_the_alphabet():
    assert "".join(sorted(ALPHABET, key=latvian_order)) == ALPHABET


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Ķekavas  Novads", "kekavas novads"), ("ŠĶELTOVAS", "skeltovas"), ("", ""), ("Ā\u0304", "a")],
)
def test_without_marks(text, plain):
    assert without_marks(text) == plain


@given(st.text())
def test_taking_marks_away_twice_is_taking_them_once(text):
    assert without_marks(without_marks(text)) == without_marks(text)
