"""Any small election: what is counted fast is what the published rule says, and the properties that it promises."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from balss.core.count import Ballot, BallotType, Election, Project, Rule, RuleName, count
from balss.core.count.outcome import Stage
from balss.core.count.rules import Completion, Utility
from balss.core.count.ties import TieOrder
from tests.core.count import oracle

TIES = TieOrder.parse("cost,votes,id")


@st.composite
def elections(draw: st.DrawFn, kind: BallotType | None = None) -> Election:
    """Up to 6 projects and 9 voters, with costs so small and even that ties are common."""
    kind = kind or draw(st.sampled_from([BallotType.APPROVAL, BallotType.CUMULATIVE, BallotType.ORDINAL]))
    money = st.integers(1, 12) | st.fractions(Fraction(1, 2), 12, max_denominator=4)
    projects = tuple(Project(str(n), draw(money)) for n in range(draw(st.integers(1, 6))))
    ballots = []
    for _ in range(draw(st.integers(1, 6))):
        choices = draw(st.lists(st.integers(0, len(projects) - 1), unique=True))
        choices = choices if kind is BallotType.ORDINAL else sorted(choices)
        points = draw(st.lists(st.integers(1, 4), min_size=len(choices), max_size=len(choices)))
        given_points = tuple(points) if kind is BallotType.CUMULATIVE else ()
        ballots.append(Ballot(tuple(choices), given_points, draw(st.integers(1, 3))))
    return Election(draw(st.integers(1, 30)), kind, projects, tuple(ballots))


def utilities(election: Election) -> list[Utility]:
    fitting = {BallotType.CUMULATIVE: [Utility.POINTS], BallotType.ORDINAL: [Utility.BORDA]}
    return [Utility.COST, Utility.CARDINALITY, *fitting.get(election.ballot_type, [])]


@given(elections())
@settings(max_examples=300)
def test_equal_shares_buys_what_the_paper_says(election: Election) -> None:
    ranks, share = TIES.ranks(election), Fraction(election.budget) / election.voters
    for utility in utilities(election):
        selected = count(election, Rule(RuleName.EQUAL_SHARES, utility)).selected
        assert list(selected) == oracle.equal_shares(election, utility, ranks, share)


@given(elections())
@settings(max_examples=100)
def test_raised_shares_end_where_the_next_step_would_cost_too_much(election: Election) -> None:
    ranks = TIES.ranks(election)
    for utility in (Utility.COST, Utility.CARDINALITY):
        outcome = count(election, Rule(RuleName.EQUAL_SHARES_ADD1, utility))
        assert (list(outcome.selected), outcome.share) == oracle.raised(election, utility, ranks)


@given(elections())
def test_greedy_takes_the_highest_that_fits(election: Election) -> None:
    ranks = list(range(len(election.projects)))
    assert list(count(election, Rule(RuleName.GREEDY)).selected) == oracle.greedy(election, ranks, skip=True)
    assert list(count(election, Rule(RuleName.GREEDY_NO_SKIP)).selected) == oracle.greedy(election, ranks, skip=False)


@given(elections(), st.integers(1, 4))
def test_greedy_with_a_limit_takes_the_first_of_them(election: Election, most: int) -> None:
    ranks = list(range(len(election.projects)))
    for name, skip in ((RuleName.GREEDY, True), (RuleName.GREEDY_NO_SKIP, False)):
        expected = oracle.greedy(election, ranks, skip=skip, most=most)
        assert list(count(election, Rule(name, most_winners=most)).selected) == expected


@given(elections(), st.sampled_from(RuleName), st.sampled_from(Completion))
@settings(max_examples=200)
def test_winners_never_cost_more_than_there_is(election: Election, name: RuleName, completion: Completion) -> None:
    threshold = 1 if name is RuleName.GREEDY_THRESHOLD else None
    outcome = count(election, Rule(name, completion=completion, threshold=threshold))
    assert outcome.total_cost <= election.budget
    assert len(set(outcome.selected)) == len(outcome.selected)


@given(elections(), st.sampled_from([RuleName.EQUAL_SHARES, RuleName.EQUAL_SHARES_ADD1]))
@settings(max_examples=200)
def test_payments_for_a_project_are_exactly_its_cost(election: Election, name: RuleName) -> None:
    outcome = count(election, Rule(name, Utility.COST))
    for step in outcome.steps:
        assert step.stage is Stage.SHARES
        paid = step.purchase
        assert paid is not None
        assert paid.price * paid.paid_in_full + paid.last_money == election.projects[step.project].cost


@given(elections())
def test_equal_ballots_apart_count_as_together(election: Election) -> None:
    apart = replace(election, ballots=tuple(replace(ballot, times=1) for ballot in oracle.voters_of(election)))
    for name in (RuleName.EQUAL_SHARES, RuleName.EQUAL_SHARES_ADD1, RuleName.GREEDY):
        assert count(apart, Rule(name)).steps == count(election, Rule(name)).steps


@given(elections(BallotType.APPROVAL))
def test_whoever_agrees_and_can_pay_alone_is_represented(election: Election) -> None:
    """Proportionality (Peters, Pierczyński, Skowron 2021, for one project): if the supporters of a project have shares
    that pay for it, at least one of them is given something."""
    outcome = count(election, Rule(RuleName.EQUAL_SHARES, Utility.CARDINALITY))
    won = set(outcome.selected)
    for place, project in enumerate(election.projects):
        supporters = [ballot for ballot in oracle.voters_of(election) if place in ballot.choices]
        if supporters and Fraction(election.budget) / election.voters * len(supporters) >= project.cost:
            assert any(won.intersection(ballot.choices) for ballot in supporters)
