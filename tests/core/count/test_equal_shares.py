"""The Method of Equal Shares, worked through by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from balss.core.count import BallotType, Rule, RuleName, count
from balss.core.count.outcome import Comparison, Purchase, Stage
from balss.core.count.rules import Completion, SharesOfOneChoice, Start, ThresholdOfShares, Until, Utility
from tests.core.count.elections import approvals, winners, with_points

SHARES = Rule(RuleName.EQUAL_SHARES)
RAISED = Rule(RuleName.EQUAL_SHARES_ADD1)


def test_shares_of_142_pay_exactly_for_what_costs_them_all() -> None:
    election = approvals(200_000, {"a": 200_000}, {"a": 142})
    outcome = count(election, SHARES)
    assert (winners(outcome), outcome.share) == ("a", Fraction(200_000, 142))


@pytest.mark.parametrize("voters", [3, 7, 49, 142, 997, 10_007])
def test_all_voters_afford_the_whole_budget(voters: int) -> None:
    assert winners(count(approvals(200_000, {"a": 200_000}, {"a": voters}), SHARES)) == "a"


def test_one_cent_too_much_is_not_paid() -> None:
    assert winners(count(approvals(200_000, {"a": Fraction("200000.01")}, {"a": 142}), SHARES)) == ""


def test_supporters_pay_alike_and_who_has_less_gives_all() -> None:
    """Shares of 10. a: 4 voters pay 5 each. Then c's 3 supporters have 5, 10, 10: one gives 5, two pay 9."""
    election = approvals(60, {"a": 20, "c": 23}, {"a": 3, "ac": 1, "c": 2})
    outcome = count(election, SHARES)
    assert [step.purchase for step in outcome.steps] == [Purchase(5, 4, 0, 0), Purchase(9, 2, 1, 5)]
    assert [(step.stage, step.measure, step.left) for step in outcome.steps] == [
        (Stage.SHARES, Fraction(1, 4), 60),
        (Stage.SHARES, Fraction(9, 23), 40),
    ]


def test_minority_gets_its_share_where_greedy_gives_all_to_the_majority() -> None:
    election = approvals(100, {"a": 30, "b": 30, "c": 30, "x": 30}, {"abc": 6, "x": 4})
    assert winners(count(election, Rule(RuleName.GREEDY))) == "abc"
    assert winners(count(election, SHARES)) == "abx"


def test_by_number_the_cheap_is_bought_first_and_by_cost_the_popular() -> None:
    election = approvals(100, {"a": 50, "b": 10}, {"ab": 3, "a": 2})
    assert winners(count(election, SHARES)) == "ab"
    assert winners(count(election, replace(SHARES, utility=Utility.CARDINALITY))) == "ba"


def test_who_gave_more_points_pays_more() -> None:
    election = with_points(40, {"a": 20}, [{"a": 3}, {"a": 1}])
    outcome = count(election, replace(SHARES, utility=Utility.POINTS))
    assert outcome.steps[0].purchase == Purchase(price=5, paid_in_full=2, gave_last=0, last_money=0)


def test_who_cannot_pay_for_the_points_gives_all() -> None:
    """Shares of 10: 3 points would cost 15 of the 20, so that voter gives 10 and the other pays 10 for one point."""
    election = with_points(20, {"a": 20}, [{"a": 3}, {"a": 1}])
    outcome = count(election, replace(SHARES, utility=Utility.POINTS))
    assert outcome.steps[0].purchase == Purchase(price=10, paid_in_full=1, gave_last=1, last_money=10)


def test_last_of_a_ranking_pays_nothing() -> None:
    election = approvals(20, {"a": 10, "b": 10}, {"ab": 2}, BallotType.ORDINAL)
    assert winners(count(election, replace(SHARES, utility=Utility.BORDA))) == "a"


def test_shares_are_raised_until_the_next_step_would_cost_too_much() -> None:
    """a needs shares of 15 from 2 voters, b of 25; with 25 both are bought, for 80 of 70, so 24 holds."""
    election = approvals(70, {"a": 30, "b": 50}, {"a": 2, "b": 2, "": 3})
    outcome = count(election, RAISED)
    assert (winners(outcome), outcome.share, outcome.raises) == ("a", 24, 14)


def test_first_raised_share_is_whole_unless_asked() -> None:
    election = approvals(100, {"a": 90, "b": 90}, {"a": 1, "b": 1, "": 1})
    assert count(election, RAISED).share == 89
    assert count(election, replace(RAISED, start=Start.EXACT)).share == Fraction(100, 3) + 56


def test_shares_stop_rising_where_all_is_bought() -> None:
    outcome = count(approvals(100, {"a": 90}, {"a": 1, "": 1}), RAISED)
    assert (winners(outcome), outcome.share) == ("a", 90)


def test_raising_ends_where_nothing_fits_only_if_asked() -> None:
    """With shares of 20, a is bought and 30 are left: b costs more, so that nothing fits."""
    election = approvals(70, {"a": 40, "b": 50}, {"a": 2, "b": 1, "": 1})
    assert count(election, RAISED).share == 49
    assert count(election, replace(RAISED, until=Until.EXHAUSTED)).share == 20


def test_completion_spends_what_is_left_by_votes() -> None:
    election = approvals(100, {"a": 50, "b": 45, "c": 50}, {"a": 6, "b": 1, "c": 3})
    assert winners(count(election, SHARES)) == "a"
    completed = count(election, replace(SHARES, completion=Completion.GREEDY))
    assert (winners(completed), [step.stage for step in completed.steps]) == (
        "ac",
        [Stage.SHARES, Stage.COMPLETION, Stage.COMPLETION],
    )


def test_comparison_takes_greedy_where_more_voters_prefer_it() -> None:
    """Equal Shares buys only what three voters want; greedy buys what six want."""
    election = approvals(90, {"a": 90, "c": 30}, {"a": 6, "c": 3})
    outcome = count(election, replace(SHARES, comparison=True))
    assert (winners(outcome), outcome.comparison) == ("a", Comparison(3, 6, 0))


def test_comparison_keeps_equal_shares_where_not_more_prefer_greedy() -> None:
    election = approvals(90, {"a": 90, "b": 30, "c": 30}, {"a": 5, "b": 4, "c": 4})
    outcome = count(election, replace(RAISED, comparison=True))
    assert (winners(outcome), outcome.comparison) == ("bc", Comparison(8, 5, 0))


def test_completion_and_comparison_leave_out_what_is_below_the_threshold() -> None:
    election = approvals(100, {"a": 50, "b": 45, "c": 20}, {"a": 9, "b": 1})
    for settings, winning in (({"threshold": 1}, "ab"), ({"threshold": 2}, "a"), ({}, "ab")):
        assert winners(count(election, replace(SHARES, completion=Completion.GREEDY, **settings))) == winning
    unwanted = approvals(100, {"a": 50, "b": 45}, {"a": 9})
    assert winners(count(unwanted, replace(SHARES, completion=Completion.GREEDY))) == "ab"
    for asked in ({"completion": Completion.GREEDY}, {"comparison": True}):
        assert winners(count(unwanted, replace(SHARES, threshold=1, **asked))) == "a"


def test_choose_one_is_refused_unless_asked() -> None:
    election = approvals(90, {"a": 30}, {"a": 3}, BallotType.CHOOSE_ONE)
    with pytest.raises(SharesOfOneChoice, match="could go to that project alone"):
        count(election, SHARES)
    assert winners(count(election, replace(SHARES, one_choice=True))) == "a"


def test_threshold_of_equal_shares_is_refused() -> None:
    with pytest.raises(ThresholdOfShares):
        count(approvals(90, {"a": 30}, {"a": 3}), replace(SHARES, threshold=5))


@pytest.mark.parametrize("rule", [SHARES, RAISED, Rule(RuleName.GREEDY)])
def test_election_without_ballots_is_counted(rule: Rule) -> None:
    assert count(approvals(90, {"a": 100}, {}), rule).selected == ()
