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


def test_what_goes_beyond_the_limits_is_passed_over():
    assert len(question(" ".join(f"v{number}" for number in range(40))).wanted) == MOST_WORDS
    assert understood("a" * 400)[0] == ["a" * 300]


@given(st.text(max_size=400))
def test_anything_typed_is_understood(typed):
    asked = question(typed)
    assert all(keys for term in (*asked.wanted, *asked.excluded) for keys in term.keys)
    assert sum(len(term.keys) for term in (*asked.wanted, *asked.excluded)) <= MOST_WORDS
