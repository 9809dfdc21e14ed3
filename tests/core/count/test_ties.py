"""Projects found equal: the tie order decides, and the count says whether it mattered."""

import pytest

from balss.core.count import Rule, RuleName, count
from balss.core.count.outcome import Tie
from balss.core.count.ties import TieOrder, UnknownTieOrder
from tests.core.count.elections import approvals, winners

EQUAL = approvals(100, {"b": 60, "x": 70, "a": 50}, {"b": 5, "x": 5, "a": 5})


@pytest.mark.parametrize(
    ("words", "expected"),
    [("file", "b"), ("cost", "a"), ("expensive", "x"), ("id", "a"), ("votes,expensive", "x"), ("score,id", "a")],
)
def test_tie_order_puts_one_first(words: str, expected: str) -> None:
    outcome = count(EQUAL, Rule(RuleName.GREEDY, tie_order=TieOrder.parse(words)))
    assert winners(outcome)[0] == expected


def test_tie_that_another_order_would_break_otherwise_decides() -> None:
    outcome = count(EQUAL, Rule(RuleName.GREEDY))
    assert outcome.ties == (Tie(projects=(0, 1, 2), first=0, decides=True),)


def test_tie_where_only_one_fits_does_not_decide() -> None:
    election = approvals(55, {"b": 60, "x": 70, "a": 50}, {"b": 5, "x": 5, "a": 5})
    assert [tie.decides for tie in count(election, Rule(RuleName.GREEDY)).ties] == [False]


def test_equal_projects_that_all_win_are_no_tie() -> None:
    assert count(approvals(200, {"b": 60, "a": 50}, {"ba": 5}), Rule(RuleName.GREEDY)).ties == ()


def test_tie_of_equal_shares_is_told_and_weighed() -> None:
    election = approvals(30, {"a": 20, "b": 20}, {"ab": 3})
    outcome = count(election, Rule(RuleName.EQUAL_SHARES))
    assert (winners(outcome), outcome.ties) == ("a", (Tie(projects=(0, 1), first=0, decides=True),))


def test_lot_is_the_same_for_everybody_and_another_for_another_word() -> None:
    orders = [TieOrder.parse(f"lot:{word}").ranks(EQUAL) for word in ("04 11 23", "04 11 23", "05", "06", "07")]
    assert orders[0] == orders[1]
    assert len({tuple(order) for order in orders}) > 1


def test_unknown_word_is_refused() -> None:
    with pytest.raises(UnknownTieOrder, match="“price” is no tie order; known are cost, expensive"):
        TieOrder.parse("cost,price")
