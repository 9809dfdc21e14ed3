"""Which line of a corrected edition is which line of the one before."""

from hypothesis import given
from hypothesis import strategies as st

from balss.core.plandoc.pairing import pair

lines = st.lists(st.text(alphabet="ab ", max_size=6), max_size=6)


def test_same_words_are_the_same_line_wherever_they_stand():
    assert pair(["a", "b"], ["b", "a"]) == [(1, 0), (0, 1)]


def test_reworded_line_is_known_again():
    assert pair(["Standarta publikācija"], ["Standarta publikācija tīmeklī"]) == [(0, 0)]


def test_lines_that_share_little_are_withdrawn_and_added():
    assert pair(["Semināru skaits"], ["Piesaistīts finansējums"]) == [(None, 0), (0, None)]


@given(lines, lines)
def test_every_line_of_both_sides_stands_in_one_pair(old, new):
    pairs = pair(old, new)
    assert sorted(place for _, place in pairs if place is not None) == list(range(len(new)))
    assert sorted(own for own, _ in pairs if own is not None) == list(range(len(old)))


@given(lines)
def test_unchanged_lines_stay_where_they_are(old):
    assert pair(old, old) == [(place, place) for place in range(len(old))]
