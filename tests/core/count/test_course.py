"""What the search for near misses leaves out is what would not differ: each short way beside the long one."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from balss.core.count import BallotType, Election, Rule, RuleName
from balss.core.count.change import Change, Varied
from balss.core.count.changed_count import ChangedCount
from balss.core.count.counting import shares_of
from balss.core.count.course import Courses
from balss.core.count.raised_shares import first_share, raise_shares
from balss.core.count.rules import Utility
from balss.core.count.turns import Turns
from tests.core.count.test_oracle import elections, utilities

CHANGES = st.tuples(st.integers(0, 5), st.integers(0, 11), st.integers(1, 12))


def varied_of(election: Election, utility: Utility, level: int) -> Varied:
    rule = Rule(RuleName.EQUAL_SHARES_ADD1, utility)
    shares = shares_of(election, rule, rule.ties_by.ranks(election))
    return Varied(election, rule, replace(shares, ballots=shares.ballots + 1), level * shares.units.level)


def counts_of(election: Election, utility: Utility, change: tuple[int, int, int]) -> tuple[ChangedCount, Turns, int]:
    """The changed count, what is known of turns, and a share that may be one more than holds."""
    place, cheaper, more = change
    assume(place < len(election.projects) and cheaper < election.projects[place].cost)
    varied = varied_of(election, utility, 2 if utility in (Utility.POINTS, Utility.BORDA) else 1)
    courses, rule = Courses(varied.shares), varied.rule
    last = int(raise_shares(varied.shares, election, rule).share) + 1
    turns = Turns(varied, courses, [place], first_share(election, rule), last)
    changed = Change(place, cheaper=cheaper) if cheaper else Change(place, more_voters=more)
    return ChangedCount(changed, varied, courses, turns), turns, last


@given(elections(), CHANGES, st.data())
@settings(max_examples=40)
def test_count_from_the_turn_is_the_whole_count(
    election: Election, change: tuple[int, int, int], data: st.DataObject
) -> None:
    changed, turns, last = counts_of(election, data.draw(st.sampled_from(utilities(election))), change)
    budget = int(election.budget * changed.varied.shares.units.money)
    for share in range(max(1, last - 6), last + 3):
        whole = changed.shares.rounds(share, most=budget)
        assert [each.place for each in changed.rounds_with(share)][: len(whole)] == [each.place for each in whole]
        bought = any(each.place == change[0] for each in changed.shares.rounds(share))
        assert turns.has_turn(changed.change, share) >= bought
        if changed.surely_goes_on(share):
            assert not changed.raising.is_over(whole)
            assert not changed.raising.is_last(whole)


@given(elections(BallotType.APPROVAL) | elections(BallotType.CUMULATIVE), CHANGES, st.data())
@settings(max_examples=40)
def test_raising_from_the_first_turn_holds_with_the_same_share(
    election: Election, change: tuple[int, int, int], data: st.DataObject
) -> None:
    changed, turns, last = counts_of(election, data.draw(st.sampled_from(utilities(election))), change)
    found = changed.held(turns.first_with(changed.change, changed.lowest, last - 1))
    whole = raise_shares(changed.shares, changed.election, changed.varied.rule)
    assert (found.share, [each.place for each in found.rounds]) == (whole.share, [each.place for each in whole.rounds])
