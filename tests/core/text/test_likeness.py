"""Which known words a word is like that nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.text.likeness import Likeness

KNOWN = Likeness(["tirit", "policij", "gruz", "bernudarz", "skun", "maj", "sun"])


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("notirit", "tirit"),
        ("policist", "policij"),
        ("buvgruz", "gruz"),
        ("bernudarrz", "bernudarz"),
        ("bernduarz", "bernudarz"),
        ("shkuun", "skun"),
        ("shkun", "skun"),
        ("maaj", "maj"),
        ("suni", ""),
        ("kvant", ""),
        ("", ""),
    ],
)
def test_word_is_like_the_known_one(word: str, known: str) -> None:
    assert next(iter(KNOWN.of(word)), "") == known


def test_known_prefix_is_left_out_of_the_known_word_too() -> None:
    assert list(Likeness(["iztirit"]).of("notirit")) == ["iztirit"]


@given(st.text(alphabet="abcdefghiklmnoprstuvz", max_size=40))
def test_likeness_is_above_the_least_and_below_the_same(word: str) -> None:
    assert all(0.45 <= strength < 1 for strength in KNOWN.of(word).values())
