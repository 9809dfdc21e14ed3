"""The smallest change that would have won: told for every loser, and true when all is counted anew."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balss.core.count import Ballot, BallotType, Election, Rule, RuleName, count
from balss.core.count.near_misses import NearMiss, near_misses, smallest
from balss.core.count.outcome import Verdict
from balss.core.count.rules import Completion, Utility
from balss.core.count.ties import TieOrder
from tests.core.count.elections import approvals, with_points
from tests.core.count.test_oracle import elections

COSTS = {"a": 60, "b": 50, "c": 40, "d": 10}
VOTES = {"a": 9, "b": 8, "c": 7, "d": 1}


def test_greedy_loser_needs_the_votes_or_the_price_of_its_turn() -> None:
    """60 and 40 are spent; b needs to pass a, and d would have to cost nothing."""
    outcome = count(approvals(100, COSTS, VOTES), Rule(RuleName.GREEDY))
    assert near_misses(outcome) == (
        NearMiss(1, more_voters=2, cheaper=10, verdict=Verdict.TOO_EXPENSIVE),
        NearMiss(3, more_voters=7, cheaper=None, verdict=Verdict.TOO_EXPENSIVE),
    )


def test_no_price_helps_who_was_not_reached_or_had_too_few_votes() -> None:
    outcome = count(approvals(100, COSTS, VOTES), Rule(RuleName.GREEDY_NO_SKIP, threshold=2))
    assert [(miss.cheaper, miss.more_voters, miss.verdict) for miss in near_misses(outcome)] == [
        (10, 2, Verdict.TOO_EXPENSIVE),
        (None, 2, Verdict.NOT_REACHED),
        (None, 8, Verdict.BELOW_THRESHOLD),
    ]


def test_who_came_when_all_places_were_taken_needs_votes_and_no_lower_cost() -> None:
    rule = Rule(RuleName.GREEDY, tie_order=TieOrder.parse("cost,id"), most_winners=1)
    second, third = near_misses(count(approvals(100, {"a": 10, "b": 10, "c": 5}, {"a": 9, "b": 7, "c": 3}), rule))
    assert (second.more_voters, second.cheaper, second.verdict) == (3, None, Verdict.PLACES_TAKEN)
    assert (third.more_voters, third.cheaper) == (6, None)  # equal to the first, and cheaper


def test_what_costs_more_than_there_is_cannot_win_by_votes() -> None:
    outcome = count(approvals(100, {"a": 101}, {"a": 5}), Rule(RuleName.GREEDY))
    assert near_misses(outcome) == (NearMiss(0, None, 1, Verdict.TOO_EXPENSIVE),)


def test_loser_of_equal_shares_needs_what_its_supporters_lack() -> None:
    """Shares of 10: its 4 supporters have 40 of 50. Two more voters make shares of 60 / 8, and 6 of them pay 45; with
    four more, 8 pay 48; with six more, 10 pay 50."""
    outcome = count(approvals(60, {"a": 50, "b": 20}, {"a": 4, "b": 2}), Rule(RuleName.EQUAL_SHARES))
    assert near_misses(outcome) == (NearMiss(0, more_voters=6, cheaper=10, supporters_have=40),)


def test_loser_of_points_is_given_the_most_that_a_ballot_gives() -> None:
    election = with_points(50, {"a": 50, "b": 50}, [{"a": 3}, {"a": 2}, {"b": 1}])
    assert near_misses(count(election, Rule(RuleName.GREEDY)))[0].more_voters == 2


def test_project_that_nobody_chose_is_told_too() -> None:
    outcome = count(approvals(100, {"a": 90, "b": 20}, {"a": 5}), Rule(RuleName.EQUAL_SHARES))
    assert near_misses(outcome) == (NearMiss(1, more_voters=2, cheaper=None, supporters_have=0),)


@pytest.mark.parametrize("guess", [1, 3, 7, 8, 20, 100])
def test_smallest_is_found_from_any_guess(guess: int) -> None:
    assert smallest(lambda n: n >= 7, guess, 50) == 7


def test_smallest_is_none_where_nothing_wins() -> None:
    assert (smallest(lambda n: False, 3, 50), smallest(lambda n: True, 3, 0)) == (None, None)


def rebuilt(election: Election, place: int, *, cheaper: int = 0, more_voters: int = 0) -> Election:
    """The election with the change, from its parts alone: nothing carried over from the count before."""
    projects = [
        replace(project, cost=project.cost - cheaper) if at == place else project
        for at, project in enumerate(election.projects)
    ]
    points = ()
    if election.ballot_type.has_points:
        points = (max((max(ballot.points) for ballot in election.ballots if ballot.points), default=1),)
    more = (Ballot((place,), points, more_voters),) if more_voters else ()
    return Election(election.budget, election.ballot_type, tuple(projects), election.ballots + more)


RULES = st.builds(
    Rule,
    st.sampled_from([RuleName.GREEDY, RuleName.GREEDY_NO_SKIP, RuleName.GREEDY_WELFARE, RuleName.EQUAL_SHARES,
                     RuleName.EQUAL_SHARES_ADD1]),
    st.sampled_from([Utility.COST, Utility.CARDINALITY]),
    st.sampled_from([Completion.NONE, Completion.NONE, Completion.GREEDY]),
    comparison=st.booleans(),
)  # fmt: skip


@given(elections(BallotType.APPROVAL) | elections(BallotType.CUMULATIVE), RULES)
@settings(max_examples=150)
def test_change_that_is_told_wins_and_one_less_does_not(election: Election, rule: Rule) -> None:
    def wins(place: int, **change: int) -> bool:
        return place in count(rebuilt(election, place, **change), rule).selected

    for miss in near_misses(count(election, rule)):
        if miss.cheaper is not None:
            assert wins(miss.project, cheaper=miss.cheaper)
            assert not wins(miss.project, cheaper=miss.cheaper - 1)
        if miss.more_voters is not None:
            assert wins(miss.project, more_voters=miss.more_voters)
            assert not wins(miss.project, more_voters=miss.more_voters - 1)


@given(
    elections(BallotType.APPROVAL), st.sampled_from([RuleName.GREEDY, RuleName.GREEDY_NO_SKIP, RuleName.EQUAL_SHARES])
)
@settings(max_examples=100)
def test_nothing_smaller_wins_with_greedy_and_fixed_shares(election: Election, name: RuleName) -> None:
    for miss in near_misses(count(election, Rule(name))):
        cost = election.projects[miss.project].cost
        changes = range(1, int(cost) + (cost != int(cost)))
        winning = [
            less for less in changes
            if miss.project in count(rebuilt(election, miss.project, cheaper=less), Rule(name)).selected
        ]  # fmt: skip
        assert miss.cheaper == min(winning, default=None)
