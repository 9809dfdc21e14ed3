"""How far two spellings are apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.text.spelling import distance


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("budzet", "budzet", 0),
        ("budzet", "buzdet", 1),
        ("budzet", "buzet", 1),
        ("budzet", "budzets", 1),
        ("budzet", "badzut", 2),
        ("budzet", "skola", 3),
        ("", "ab", 2),
    ],
)
def test_distance(one, other, expected):
    assert distance(one, other) == expected


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_distance_is_the_same_both_ways(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
