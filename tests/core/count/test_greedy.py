"""Greedy rules, as municipalities publish them."""

import pytest

from balss.core.count import BallotType, Rule, RuleName, count
from balss.core.count.outcome import Verdict
from balss.core.count.rules import MostWinnersOfShares, NoThreshold, UnfitUtility, Utility
from tests.core.count.elections import approvals, winners, with_points

COSTS = {"a": 60, "b": 50, "c": 40, "d": 10}
VOTES = {"a": 9, "b": 8, "c": 7, "d": 1}


@pytest.mark.parametrize(
    ("name", "threshold", "expected"),
    [
        (RuleName.GREEDY, None, "ac"),
        (RuleName.GREEDY_NO_SKIP, None, "a"),
        (RuleName.GREEDY_THRESHOLD, 8, "a"),
        (RuleName.GREEDY_THRESHOLD, 7, "ac"),
    ],
)
def test_project_that_does_not_fit_is_passed_over_or_ends_the_count(
    name: RuleName, threshold: int | None, expected: str
) -> None:
    assert winners(count(approvals(100, COSTS, VOTES), Rule(name, threshold=threshold))) == expected


@pytest.mark.parametrize(
    ("name", "most", "expected"),
    [
        (RuleName.GREEDY, 1, "a"),
        (RuleName.GREEDY, 2, "ac"),
        (RuleName.GREEDY, 9, "ac"),
        (RuleName.GREEDY_NO_SKIP, 1, "a"),
        (RuleName.GREEDY_WELFARE, 1, "a"),
    ],
)
def test_no_more_win_than_can(name: RuleName, most: int, expected: str) -> None:
    assert winners(count(approvals(100, COSTS, VOTES), Rule(name, most_winners=most))) == expected


def test_who_comes_when_all_places_are_taken_is_told_so() -> None:
    steps = count(approvals(1_000, COSTS, VOTES), Rule(RuleName.GREEDY_THRESHOLD, threshold=2, most_winners=2)).steps
    assert [(step.project, step.verdict, step.left) for step in steps] == [
        (0, Verdict.SELECTED, 1_000),
        (1, Verdict.SELECTED, 940),
        (2, Verdict.PLACES_TAKEN, 890),
        (3, Verdict.BELOW_THRESHOLD, 890),
    ]


def test_equal_votes_for_the_last_place_are_a_tie_that_decides() -> None:
    election = approvals(1_000, {"a": 10, "b": 10, "c": 10}, {"a": 9, "b": 5, "c": 5})
    (tie,) = count(election, Rule(RuleName.GREEDY, most_winners=2)).ties
    assert (tie.projects, tie.first, tie.decides) == ((1, 2), 1, True)


@pytest.mark.parametrize("name", [RuleName.EQUAL_SHARES, RuleName.EQUAL_SHARES_ADD1])
def test_equal_shares_refuses_a_limit_on_winners(name: RuleName) -> None:
    with pytest.raises(MostWinnersOfShares):
        count(approvals(100, COSTS, VOTES), Rule(name, most_winners=1))


def test_every_project_has_its_turn_with_a_verdict() -> None:
    steps = count(approvals(105, COSTS, VOTES), Rule(RuleName.GREEDY_NO_SKIP, threshold=2)).steps
    assert [(step.project, step.verdict, step.measure, step.left) for step in steps] == [
        (0, Verdict.SELECTED, 9, 105),
        (1, Verdict.TOO_EXPENSIVE, 8, 45),
        (2, Verdict.NOT_REACHED, 7, 45),
        (3, Verdict.BELOW_THRESHOLD, 1, 45),
    ]


def test_points_decide_where_ballots_have_them() -> None:
    election = with_points(50, {"a": 50, "b": 50}, [{"a": 1}, {"a": 1}, {"b": 5}])
    assert winners(count(election, Rule(RuleName.GREEDY))) == "b"


def test_ranking_gives_the_first_of_three_three_points() -> None:
    election = approvals(50, {"a": 50, "b": 50, "c": 50}, {"abc": 1, "cb": 1}, BallotType.ORDINAL)
    assert election.scores == (3, 3, 3)


def test_welfare_prefers_what_satisfies_more_for_each_euro() -> None:
    election = approvals(60, {"a": 60, "b": 20, "c": 30}, {"a": 10, "b": 6, "c": 5})
    by_number = Rule(RuleName.GREEDY_WELFARE, Utility.CARDINALITY)
    assert winners(count(election, by_number)) == "bc"
    assert winners(count(election, Rule(RuleName.GREEDY_WELFARE, Utility.COST))) == "a"


def test_threshold_rule_without_threshold_is_refused() -> None:
    with pytest.raises(NoThreshold):
        count(approvals(100, COSTS, VOTES), Rule(RuleName.GREEDY_THRESHOLD))


@pytest.mark.parametrize("utility", [Utility.POINTS, Utility.BORDA])
def test_utility_that_ballots_do_not_tell_is_refused(utility: Utility) -> None:
    with pytest.raises(UnfitUtility):
        count(approvals(100, COSTS, VOTES), Rule(RuleName.GREEDY_WELFARE, utility))
