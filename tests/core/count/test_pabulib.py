"""Elections in Pabulib's format: what is read, and what is refused with its line and the reason."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from balss.core.count import NotCountable, read_pabulib
from balss.core.count.election import Ballot

FILE = """META
key;value
description;Small
num_projects;2
num_votes;3
budget;1000
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;votes;name;selected
5;600;2;Playground;1
7;400;2;Park;1
VOTES
voter_id;vote;age
a;5,7;30
b;5;
c;7;44
"""
POINTS = FILE.replace("approval", "cumulative").replace("vote;age", "vote;points")
POINTS = POINTS.replace("5,7;30", "5,7;2,1").replace("b;5;", "b;5;3").replace("c;7;44", "c;7;3")


def read(text: str) -> tuple[object, ...]:
    election = read_pabulib(text.encode())
    return election.budget, [(p.id, p.cost) for p in election.projects], election.ballots


def refusal(text: str | bytes) -> str:
    with pytest.raises(NotCountable) as refused:
        read_pabulib(text if isinstance(text, bytes) else text.encode())
    return str(refused.value)


def test_file_is_read_with_projects_and_ballots() -> None:
    election = read_pabulib(FILE.encode())

    assert (election.budget, election.rule, election.voters, election.votes) == (1000, "greedy", 3, (2, 2))
    assert [(p.id, p.cost, p.name, p.official) for p in election.projects] == [
        ("5", 600, "Playground", "1"),
        ("7", 400, "Park", "1"),
    ]
    assert election.ballots == (Ballot((0, 1)), Ballot((0,)), Ballot((1,)))
    assert election.remarks == ()


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("PROJECTS\n", "\n\nProjects;;;;\n"),
        lambda text: text.replace("5,7;30", ' 7 , 5 ;30;'),
        lambda text: text.replace("Playground", '"Play; ""ground"""'),
        lambda text: text.replace("budget;1000", "budget;1000,00"),
        lambda text: text.replace("5;600;", "5;600.0;"),
    ],
    ids=["BOM", "CRLF", "empty lines", "spaces", "quoted separator", "decimal comma", "decimals"],
)  # fmt: skip
def test_same_election_is_read_from_what_the_format_allows(changed: Callable[[str], str]) -> None:
    assert read(changed(FILE)) == read(FILE)


def test_equal_ballots_stand_once() -> None:
    election = read_pabulib(FILE.replace("c;7;44", "c;7,5;44").replace("7;400;2", "7;400;2").encode())
    assert election.ballots == (Ballot((0, 1), (), 2), Ballot((0,)))


def test_decimal_comma_of_cents_is_read_exactly() -> None:
    assert read_pabulib(FILE.replace("1000", "1000,24").encode()).budget == Fraction("1000.24")


def test_ranking_keeps_its_order_and_gives_the_first_the_most() -> None:
    election = read_pabulib(FILE.replace("approval", "ordinal").replace("5,7;30", "7,5;30").encode())
    assert (election.ballots[0].choices, election.scores) == ((1, 0), (2, 3))


def test_points_belong_to_their_projects() -> None:
    election = read_pabulib(POINTS.replace("5,7;2,1", "7,5;1,2").encode())
    assert (election.ballots[0], election.scores) == (Ballot((0, 1), (2, 1)), (5, 4))


def test_blank_ballot_counts_as_a_voter() -> None:
    assert read_pabulib(FILE.replace("b;5;", "b;;").encode()).voters == 3


def test_column_that_differs_from_the_ballots_is_remarked() -> None:
    election = read_pabulib(FILE.replace("5;600;2", "5;600;20").encode())
    assert election.remarks == (
        "line 11: the column votes of project 5 says 20, the ballots give 2; the ballots are counted",
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda text: "", "line 1: a Pabulib file begins with META"),
        (lambda text: "hello\n", "line 1: a Pabulib file begins with META"),
        (lambda text: text[: text.index("VOTES")], "the file has no section VOTES; it must have META, PROJECTS, VOTES"),
        (lambda text: text[: text.index("voter_id")], "the section VOTES is empty"),
        (lambda text: text.replace("PROJECTS", "PROJECT"), "line 9: “project” has no value; write name;value"),
        (lambda text: text + "VOTES\n", "line 18: a second section VOTES"),
        (lambda text: text.replace("budget;1000\n", ""), "META has no budget"),
        (
            lambda text: text.replace("budget;1000", "budget;1000;EUR"),
            "line 6: “budget” has 3 cells; quote a value with semicolons",
        ),
        (lambda text: text.replace("budget;1000", "budget;0"), "line 6: the budget is more than 0"),
        (
            lambda text: text.replace("budget;1000", "budget;1,000"),
            "line 6: “1,000” is not an amount; write digits, and a point before decimals: 2372571.24",
        ),
        (
            lambda text: text.replace("budget;1000", "budget;1e3"),
            "line 6: “1e3” is not an amount; write digits, and a point before decimals: 2372571.24",
        ),
        (
            lambda text: text.replace("approval", "yes-no"),
            "line 7: vote_type “yes-no” is not one of approval, choose-1, cumulative, scoring, ordinal",
        ),
        (lambda text: text.replace("5;600", "5;-600"), "line 11: project 5 costs -600; a cost is more than 0"),
        (lambda text: text.replace("5;600", "5;0"), "line 11: project 5 costs 0; a cost is more than 0"),
        (lambda text: text.replace("7;400", "5;400"), "line 12: project 5 stands twice"),
        (lambda text: text.replace("cost;", "price;"), "line 10: the head of PROJECTS has no column cost"),
        (lambda text: text.replace("b;5;", "a ;5;"), "line 16: voter a stands twice"),
        (lambda text: text.replace("b;5;", "a;5;"), "line 16: voter a stands twice"),
        (lambda text: text.replace("b;5;", "b;6;"), "line 16: the ballot names project 6, which is not in PROJECTS"),
        (lambda text: text.replace("b;5;", "b;5,5;"), "line 16: the ballot names a project twice"),
        (lambda text: text.replace("b;5;", "b;5"), "line 16: 2 cells, but the head has 3 columns"),
        (lambda text: text.replace("b;5;", "b;5;;;x"), "line 16: 5 cells, but the head has 3 columns"),
        (lambda text: text.replace("b;5;\n", ""), "line 5: num_votes says 3, but the file has 2"),
        (
            lambda text: text.replace("approval", "choose-1"),
            "line 15: the ballot names 2 projects, and at most 1 may be named",
        ),
        (
            lambda text: text.replace("rule;", "max_length;1\nrule;"),
            "line 16: the ballot names 2 projects, and at most 1 may be named",
        ),
        (
            lambda text: text.replace("b;5;", 'b;"5;'),
            "line 17: quotation marks do not fit together (unexpected end of data)",
        ),
        (lambda text: text.replace("voter_id;vote;age", "voter_id;vote;vote"), "line 14: two columns vote"),
        (
            lambda text: text.replace("voter_id;vote;age", "voter_id;vote" + ";" * 1_000_000),
            "line 14: 1000002 columns; at most 200 are read",
        ),
        (
            lambda text: text.replace("b;5;", "b;5" + ";x" * 1_000_000),
            "line 16: 1000002 cells, but the head has 3 columns",
        ),
    ],
)
def test_what_the_format_does_not_allow_is_refused(changed: Callable[[str], str], words: str) -> None:
    assert refusal(changed(FILE)) == words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda text: text.replace("vote;points", "vote;dots"),
         "line 14: the head of VOTES has no column points, which cumulative ballots need"),
        (lambda text: text.replace("2,1", "2"), "line 15: the ballot names 2 projects, but has points for 1"),
        (lambda text: text.replace("2,1", "2,-1"), "line 15: the ballot has points below 0"),
        (lambda text: text.replace("rule;", "max_sum_points;2\nrule;"),
         "line 16: the ballot gives 3 points, and at most 2 may be given"),
        (lambda text: text.replace("rule;", "max_points;2\nrule;"),
         "line 17: the ballot gives a project more than 2 points"),
    ],
)  # fmt: skip
def test_points_that_do_not_fit_are_refused(changed: Callable[[str], str], words: str) -> None:
    assert refusal(changed(POINTS)) == words


def test_latin_1_is_refused_with_its_line() -> None:
    content = FILE.replace("Playground", "Rotaļlaukums").encode("iso-8859-13")
    assert refusal(content) == "line 11: byte 0xef is not UTF-8; save the file as UTF-8"
