"""Where the share of one ballot went."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balss.core.count import Ballot, Election, Rule, RuleName, count
from balss.core.count.outcome import Stage
from balss.core.count.own_ballot import Contribution, NotABallot, OwnBallot, ballot_of, own_ballot
from balss.core.count.rules import Completion
from tests.core.count.elections import approvals, with_points
from tests.core.count.test_oracle import elections, utilities

SHARES = Rule(RuleName.EQUAL_SHARES)
ELECTION = approvals(60, {"a": 20, "c": 23, "d": 50}, {"a": 3, "ac": 1, "cd": 2})


def test_voter_sees_what_was_paid_and_that_it_was_the_last() -> None:
    """Shares of 10: a costs 5 each, and then c takes what is left."""
    assert own_ballot(count(ELECTION, SHARES), Ballot((0, 1))) == OwnBallot(
        won=(0, 1),
        lost=(),
        share=10,
        contributions=(Contribution(0, 5, gave_last=False), Contribution(1, 5, gave_last=True)),
        left=0,
    )


def test_voter_sees_what_lost_and_what_is_left() -> None:
    own = own_ballot(count(ELECTION, SHARES), Ballot((1, 2)))
    assert (own.won, own.lost, own.left) == ((1,), (2,), 1)


def test_voter_of_a_greedy_count_has_no_share() -> None:
    own = own_ballot(count(ELECTION, Rule(RuleName.GREEDY)), Ballot((0, 2)))
    assert own == OwnBallot(won=(0,), lost=(2,), share=None, contributions=(), left=None)


def test_what_was_completed_from_leftovers_took_nothing_of_the_share() -> None:
    election = approvals(100, {"a": 50, "b": 45, "c": 50}, {"a": 6, "b": 1, "c": 3})
    outcome = count(election, Rule(RuleName.EQUAL_SHARES, completion=Completion.GREEDY))
    assert own_ballot(outcome, Ballot((2,))) == OwnBallot((2,), (), 10, (), 10)


def test_ballot_is_read_as_a_file_writes_it() -> None:
    election = with_points(40, {"a": 20, "b": 20}, [{"a": 3}])
    assert ballot_of(election, "b,a", "1,2") == Ballot((0, 1), (2, 1))
    with pytest.raises(NotABallot, match="the ballot names project x, which is not in PROJECTS"):
        ballot_of(election, "x", "1")


@given(elections(), st.sampled_from([RuleName.EQUAL_SHARES, RuleName.EQUAL_SHARES_ADD1]))
@settings(max_examples=150)
def test_contributions_of_all_ballots_pay_exactly_for_the_winners(election: Election, name: RuleName) -> None:
    for utility in utilities(election):
        outcome = count(election, Rule(name, utility))
        paid = [Fraction(0)] * len(election.projects)
        for ballot in election.ballots:
            own = own_ballot(outcome, ballot)
            assert own.left is not None
            assert own.left >= 0
            for each in own.contributions:
                paid[each.project] += each.paid * ballot.times
        shares = {step.project for step in outcome.steps if step.stage is Stage.SHARES}
        assert paid == [project.cost if place in shares else 0 for place, project in enumerate(election.projects)]
