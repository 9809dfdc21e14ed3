"""Files that are published: read again they are the same election with the same winners, and Pabulib accepts them."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.count import Ballot, BallotType, Election, Project, Rule, RuleName, count, declared_rule, read_pabulib
from balss.core.count.caps import Cap
from balss.core.count.outcome import Verdict
from balss.core.count.rules import CapsNotHeeded, Completion, Until, Utility
from balss.core.count.ties import TieOrder
from balss.core.count.trace import outcome_fields, outcome_from
from balss.core.count.writing import Described, write_pabulib
from tests.core.count.elections import approvals, errors_of, winners, with_points

DESCRIBED = Described(
    description="Ziedu novada līdzdalības budžets", country="Latvia", unit="Ziedu novads", instance="2026",
    date_begin=date(2026, 5, 4), date_end=date(2026, 5, 18), subunit="Pagasti; abi", language="lv", currency="EUR",
)  # fmt: skip
COSTS = {"1": 60, "2": 51, "3": 40, "4": 10}  # whole euros: Pabulib's checker cuts cents off
TIES = TieOrder.parse("cost,id")


def file_of(election, rule, limits=None, seed=1):
    described = replace(DESCRIBED, limits=limits or {})
    projects = tuple(replace(each, name=each.name or f"Projekts {each.id}") for each in election.projects)
    named = replace(election, projects=projects)
    selected = count(election, rule).selected
    return write_pabulib(named, rule, described, selected=selected, shuffle=random.Random(seed).shuffle)


def ids(election, places):
    return [election.projects[place].id for place in places]


def same(election):
    """Ballots by ids: the file may list projects in another order."""
    ordered = election.ballot_type is BallotType.ORDINAL
    found = {}
    for ballot in election.ballots:
        chosen = ids(election, ballot.choices)
        content = tuple(zip(chosen, ballot.points, strict=True)) if ballot.points else tuple(chosen)
        found[content if ordered else tuple(sorted(content))] = ballot.times
    return found


APPROVAL = approvals(100, COSTS, {"12": 9, "23": 8, "34": 7, "4": 3})
ELECTIONS = [
    (APPROVAL, Rule(RuleName.GREEDY, tie_order=TIES), {"max_length": 2}),
    (APPROVAL, Rule(RuleName.GREEDY_NO_SKIP, tie_order=TIES), {}),
    (APPROVAL, Rule(RuleName.GREEDY, tie_order=TIES, most_winners=1), {"max_length": 2}),
    (APPROVAL, Rule(RuleName.GREEDY_THRESHOLD, threshold=8, tie_order=TIES, most_winners=1), {}),
    (APPROVAL, Rule(RuleName.GREEDY_THRESHOLD, threshold=8, tie_order=TIES), {"max_sum_cost": 100}),
    (APPROVAL, Rule(RuleName.EQUAL_SHARES), {}),
    (APPROVAL, Rule(RuleName.EQUAL_SHARES_ADD1), {}),
    (approvals(100, COSTS, {"1": 9, "2": 8}, BallotType.CHOOSE_ONE), Rule(RuleName.GREEDY, tie_order=TIES), {}),
    (with_points(100, COSTS, [{"1": 1, "2": 3}, {"3": 4}, {"2": 2, "4": 2}]), Rule(RuleName.GREEDY, tie_order=TIES),
     {"max_points": 4, "max_sum_points": 4}),
    (approvals(100, COSTS, {"231": 5, "41": 2}, BallotType.ORDINAL), Rule(RuleName.GREEDY, tie_order=TIES),
     {"max_length": 3}),
    (approvals(500, COSTS, {"12": 9, "23": 8}), Rule(RuleName.GREEDY, tie_order=TIES), {}),
]  # fmt: skip


@pytest.mark.parametrize(("election", "rule", "limits"), ELECTIONS)
def test_file_read_again_is_the_same_election_with_the_same_winners(election, rule, limits):
    again = read_pabulib(file_of(election, rule, limits).encode())
    assert (again.budget, {each.id: each.cost for each in again.projects}, same(again), again.remarks) == (
        election.budget, {each.id: each.cost for each in election.projects}, same(election), (),
    )  # fmt: skip
    found = winners(count(again, declared_rule(again)))
    assert found == winners(count(election, rule))
    assert {each.id for each in again.projects if each.official == "1"} == set(found)


@pytest.mark.parametrize(("election", "rule", "limits"), ELECTIONS)
def test_checker_of_pabulib_finds_no_error(election, rule, limits):
    assert errors_of(file_of(election, rule, limits)) == {}


def test_checker_would_find_winners_that_are_none():
    text = file_of(APPROVAL, Rule(RuleName.GREEDY, tie_order=TIES))
    assert errors_of(text.replace(";1\n", ";0\n")) != {}


@pytest.mark.parametrize(
    "rule",
    [
        Rule(RuleName.EQUAL_SHARES_ADD1, utility=Utility.CARDINALITY, completion=Completion.GREEDY, comparison=True),
        Rule(RuleName.EQUAL_SHARES_ADD1, until=Until.EXHAUSTED, tie_order=TieOrder.parse("lot:12 34 #5;6,id")),
        Rule(RuleName.GREEDY_WELFARE, utility=Utility.CARDINALITY),
    ],
)
def test_rule_for_which_others_have_no_name_is_declared_exactly(rule):
    text = file_of(APPROVAL, rule)
    assert "rule;unknown" in text
    declared = declared_rule(read_pabulib(text.encode()))
    assert declared == replace(rule, tie_order=rule.ties_by)


def test_names_may_hold_separators_quotes_and_line_ends():
    projects = tuple(replace(each, name='Soli; "ērti"\n un  jauki') for each in APPROVAL.projects)
    text = file_of(replace(APPROVAL, projects=projects), Rule(RuleName.GREEDY))
    assert {each.name for each in read_pabulib(text.encode()).projects} == {'Soli; "ērti" un jauki'}


def test_a_name_that_a_spreadsheet_would_run_is_tamed():
    projects = tuple(replace(each, name="=1+1") for each in APPROVAL.projects)
    text = file_of(replace(APPROVAL, projects=projects), Rule(RuleName.GREEDY))
    assert {each.name for each in read_pabulib(text.encode()).projects} == {"'=1+1"}


def test_order_of_ballots_and_numbers_of_voters_are_drawn_by_lot_and_nothing_else_is_told():
    election = approvals(100, COSTS, {"1": 30, "2": 30})
    texts = [file_of(election, Rule(RuleName.GREEDY), seed=seed) for seed in (1, 2)]
    votes = [text.split("VOTES\n")[1].splitlines() for text in texts]
    assert votes[0][0] == votes[1][0] == "voter_id;vote"
    assert votes[0] != votes[1]
    assert [line.split(";")[0] for line in votes[0][1:]] == [str(number) for number in range(1, 61)]


# Caps


def capped(most):
    return replace(APPROVAL, caps=(Cap("category", "1 Bērniem", most, frozenset({0, 2})),))


def caps_by_ids(election):
    return [(cap.column, cap.name, cap.most, sorted(ids(election, cap.places))) for cap in election.caps]


def test_what_its_category_has_no_money_for_is_passed_over():
    outcome = count(capped(60), Rule(RuleName.GREEDY, tie_order=TIES))  # votes: 2 17, 3 15, 4 10, 1 9
    assert [(step.project, step.verdict) for step in outcome.steps] == [
        (1, Verdict.SELECTED), (2, Verdict.SELECTED),
        (3, Verdict.TOO_EXPENSIVE), (0, Verdict.TOO_EXPENSIVE),
    ]  # fmt: skip
    assert winners(count(capped(39), Rule(RuleName.GREEDY, tie_order=TIES))) == "24"
    assert winners(count(capped(40), Rule(RuleName.GREEDY, tie_order=TIES))) == "23"


def test_file_with_caps_is_counted_with_them_and_accepted():
    rule = Rule(RuleName.GREEDY, tie_order=TIES)
    areas = (
        Cap("neighborhood", "1 Pagasti", 61, frozenset({1, 3})),
        Cap("neighborhood", "2 Pilsēta", 60, frozenset({0, 2})),
    )
    election = replace(capped(39), caps=(*capped(39).caps, *areas))
    text = file_of(election, rule)
    assert errors_of(text) == {}
    again = read_pabulib(text.encode())
    assert caps_by_ids(again) == caps_by_ids(election)
    assert winners(count(again, declared_rule(again))) == "24"


def test_each_neighborhood_has_the_limit_where_all_are_counted_at_once():
    areas = (
        Cap("neighborhood", "1 Pagasti", 100, frozenset({1, 3})),
        Cap("neighborhood", "2 Pilsēta", 100, frozenset({0, 2})),
    )
    election = replace(APPROVAL, budget=200, caps=areas)
    text = file_of(election, Rule(RuleName.GREEDY, tie_order=TIES, most_winners=1))
    assert errors_of(text) == {}
    again = read_pabulib(text.encode())
    assert winners(count(again, declared_rule(again))) == "23"
    assert winners(count(again, replace(declared_rule(again), most_winners=None))) == "2341"


def test_money_of_categories_binds_only_where_the_file_says_so():
    text = file_of(capped(39), Rule(RuleName.GREEDY, tie_order=TIES)).replace(" caps=category", "")
    assert read_pabulib(text.encode()).caps == ()


@pytest.mark.parametrize("name", [RuleName.GREEDY_NO_SKIP, RuleName.EQUAL_SHARES, RuleName.EQUAL_SHARES_ADD1])
def test_rules_that_pass_nothing_over_refuse_caps(name):
    with pytest.raises(CapsNotHeeded):
        count(capped(39), Rule(name))


# Trace


@pytest.mark.parametrize(("election", "rule", "limits"), ELECTIONS)
def test_outcome_is_read_again_from_its_trace(election, rule, limits):
    outcome = count(election, rule)
    again = outcome_from(outcome_fields(outcome, with_rounds=True), replace(election, ballots=()), rule)
    assert (again.selected, again.steps, again.share) == (outcome.selected, outcome.steps, outcome.share)


ballots = st.lists(st.frozensets(st.integers(0, 5), max_size=6).map(lambda each: tuple(sorted(each))), max_size=25)
rules = st.sampled_from([Rule(RuleName.GREEDY), Rule(RuleName.EQUAL_SHARES_ADD1), Rule(RuleName.EQUAL_SHARES)])


@given(st.lists(st.integers(1, 90_000), min_size=6, max_size=6), st.integers(1, 200_000), ballots.filter(bool), rules)
def test_any_election_survives_being_written(cents, budget, chosen, rule):
    projects = tuple(Project(str(number), Fraction(cost, 100)) for number, cost in enumerate(cents, 1))
    election = Election(
        Fraction(budget, 100),
        BallotType.APPROVAL,
        projects,
        tuple(Ballot(choices, (), times) for choices, times in Counter(chosen).items()),
    )
    again = read_pabulib(file_of(election, rule).encode())
    assert (again.budget, same(again)) == (election.budget, same(election))
    assert winners(count(again, declared_rule(again))) == winners(count(election, rule))
