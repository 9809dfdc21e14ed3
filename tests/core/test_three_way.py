"""Two people change one record: whoever left a field alone takes the other's words, and nothing is decided for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.three_way import Merge, merge

values = st.integers(0, 2)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("one", "one", "one", Merge({"text": "one"}, (), {})),
        ("one", "two", "one", Merge({"text": "two"}, (), {})),
        ("one", "one", "two", Merge({"text": "two"}, ("text",), {})),
        ("one", "two", "two", Merge({"text": "two"}, (), {})),
        ("one", "two", "three", Merge({"text": "three"}, (), {"text": "three"})),
    ],
)
def test_field_is_taken_from_whoever_changed_it(base, mine, theirs, expected):
    assert merge(base={"text": base}, mine={"text": mine}, theirs={"text": theirs}) == expected


def test_different_fields_are_kept_from_both():
    base = {"text": "", "status": "due"}
    merged = merge(base=base, mine={"text": "Words", "status": "due"}, theirs={"text": "", "status": "done"})
    assert merged == Merge({"text": "Words", "status": "done"}, ("status",), {})


def test_field_that_i_do_not_send_stays_theirs():
    assert merge(base={"text": "a"}, mine={}, theirs={"text": "b"}) == Merge({"text": "b"}, (), {})


def test_field_without_a_base_is_mine():
    assert merge(base={}, mine={"text": "a"}, theirs={"text": "b"}).merged == {"text": "a"}


@given(base=values, mine=values, theirs=values)
def test_field_is_mine_or_theirs_and_no_change_is_lost_silently(base, mine, theirs):
    merged = merge(base={"a": base}, mine={"a": mine}, theirs={"a": theirs})
    assert merged.merged["a"] in (mine, theirs)
    assert mine == base or merged.merged["a"] == mine or "a" in merged.conflicts
