"""Nobody is found by subtracting what is published from the total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.stats import SMALLEST, suppress


def test_large_cells_are_left_as_they_are():
    assert suppress({"a": 5, "b": 100, "c": 0}) == {"a": 5, "b": 100, "c": 0}


def test_one_small_cell_takes_the_next_smallest_along():
    assert suppress({"a": 3, "b": 40, "c": 9}) == {"a": None, "b": 40, "c": None}


def test_small_cells_that_hide_each_other_take_nobody_along():
    assert suppress({"a": 3, "b": 4, "c": 9}) == {"a": None, "b": None, "c": 9}


def test_small_cells_that_are_too_few_people_together_take_another_along():
    assert suppress({"a": 1, "b": 2, "c": 9}) == {"a": None, "b": None, "c": None}


def test_lonely_small_cell_is_hidden_among_the_empty_ones():
    assert suppress({"a": 3, "b": 0}) == {"a": None, "b": None}


def test_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        suppress({"a": -1})


@given(st.dictionaries(st.integers(), st.integers(min_value=0, max_value=30), max_size=12))
def test_what_is_hidden_is_never_one_cell_nor_too_few_people(counts):
    shown = suppress(counts)
    hidden = [cell for cell, count in shown.items() if count is None]

    assert all(count is None or count == counts[cell] for cell, count in shown.items())
    assert all(count is None or count == 0 or count >= SMALLEST for count in shown.values())
    if hidden and len(counts) > 1:
        assert len(hidden) > 1
        assert sum(counts[cell] for cell in hidden) >= SMALLEST or len(hidden) == len(counts)
