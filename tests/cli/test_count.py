"""`balss count`: what people and machines are told, and that it starts without Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from balss.cli import main

WITHOUT_DJANGO = """
import sys
from balss.cli import main
code = main(["count", sys.argv[1]])
sys.exit(f"imported {sorted(sys.modules)}" if "django" in sys.modules else code)
"""
FILE = """META
key;value
num_projects;4
num_votes;6
budget;70
vote_type;approval
rule;equalshares/add1
currency;EUR
PROJECTS
project_id;cost;name
1;30;Bench
2;24;Swing
3;24;Well
4;40;Stage
VOTES
voter_id;vote
a;1,2
b;1,2
c;1,3
d;3
e;4
f;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.pb"
    path.write_text(FILE)
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["count", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["count", *map(str, arguments)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_count_starts_without_django(file: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_DJANGO, file], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 of 4 projects selected, for 54 of 70 EUR\n")


def test_answer_for_people_tells_rule_shares_winners_and_rounds(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    assert told(capsys, file, "--trace").splitlines() == [
        "2 of 4 projects selected, for 54 of 70 EUR",
        "",
        "  Rule      equal-shares-add1; tie order cost,votes,id; utility cost; completion none; comparison no; start",
        "            whole; until over",
        "  Voters    6; each had a share of 21 EUR, raised 10 times by 1",
        "  Tie       2 and 3 were equal; 2 was put first. The winners do not depend on it.",
        "",
        "Selected",
        "    1  1             30        3 votes  Bench",
        "    2  3             24        2 votes  Well",
        "",
        "Rounds",
        "  Equal Shares",
        "    1  1: selected; costs 30, 70 left; 3 voters paid 10 EUR",
        "    2  3: selected; costs 24, 40 left; 1 voter paid 13 EUR, 1 gave their last 11 EUR together",
    ]


def test_json_has_the_documented_fields(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    fields = json.loads(told(capsys, file, "--json", "--trace"))
    rounds = fields.pop("rounds")
    assert fields == {
        "file": "small.pb",
        "rule": "equal-shares-add1",
        "parameters": {
            "tie_order": "cost,votes,id",
            "utility": "cost",
            "completion": "none",
            "comparison": False,
            "start": "whole",
            "until": "over",
        },
        "voters": 6,
        "projects": 4,
        "budget": "70",
        "selected": ["1", "3"],
        "total_cost": "54",
        "share": "21",
        "raises": 10,
        "ties": [{"projects": ["2", "3"], "first": "2", "decides": False, "times": 1}],
        "comparison": None,
        "remarks": [],
    }
    assert rounds[1] == {
        "stage": "shares",
        "project": "3",
        "verdict": "selected",
        "measure": "13/24",
        "left": "40",
        "cost": "24",
        "payment": {"price": "13", "paid_in_full": 1, "gave_last": 1, "last_money": "11"},
    }


def test_settings_take_the_place_of_the_file_s_own(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    asked = ("--rule", "greedy", "--threshold", "2", "--tie-order", "expensive", "--json")
    fields = json.loads(told(capsys, file, *asked))
    assert (fields["rule"], fields["parameters"]) == ("greedy", {"tie_order": "expensive", "threshold": "2"})
    assert (fields["selected"], fields["share"], fields["raises"]) == (["1", "2"], None, None)


def test_tie_that_decides_is_told(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    lines = told(capsys, file, "--rule", "greedy").splitlines()
    assert lines[4:6] == [
        "  Tie       2 and 3 were equal; 2 was put first. Another first would give other winners.",
        "            Ties decide who wins: the tie order must have been published before the vote.",
    ]


def test_losers_are_told_what_would_have_won_them(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    words = " ".join(told(capsys, file, "--why").split())
    assert words.partition("Not selected ")[2] == (
        "2: costs 24; those who chose it had 22 EUR left together; "
        "1 more voter for it alone or a cost lower by 8 EUR would have won it "
        "4: costs 40; those who chose it had 21 EUR left together; "
        "2 more voters for it alone or a cost lower by 24 EUR would have won it"
    )
    losers = json.loads(told(capsys, file, "--why", "--json"))["losers"]
    assert losers[0] == {"project": "2", "more_voters": 1, "cheaper": 8, "verdict": None, "supporters_have": "22"}


def test_ballot_is_told_where_its_share_went(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    assert told(capsys, file, "--ballot", "1,2,3").splitlines()[-5:] == [
        "This ballot",
        "  1: selected; this voter paid 10 EUR",
        "  3: selected; this voter paid 11 EUR, all that was left",
        "  2: not selected",
        "  of a share of 21, 0 EUR is left",
    ]
    own = json.loads(told(capsys, file, "--ballot", "3", "--json"))["ballot"]
    assert own == {
        "won": ["3"],
        "lost": [],
        "share": "21",
        "contributions": [{"project": "3", "paid": "13", "gave_last": False}],
        "left": "8",
    }
    assert "the ballot names project 9, which is not in PROJECTS" in refused(capsys, file, "--ballot", "9")


def test_bad_line_is_named(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text(FILE.replace("d;3", "d;9"))
    words = "line 20: the ballot names project 9, which is not in PROJECTS"
    assert refused(capsys, file) == f"balss count: {file}: {words}\n"


def test_absent_file_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert refused(capsys, tmp_path / "none.pb") == f"balss count: {tmp_path / 'none.pb'}: No such file or directory\n"


def test_file_without_a_rule_that_can_be_counted_asks_for_one(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text(FILE.replace("equalshares/add1", "greedy-custom"))
    assert "the file's rule is “greedy-custom”, which cannot be counted; choose one of greedy," in refused(capsys, file)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--tie-order", "price"), "“price” is no tie order"),
        (("--rule", "greedy-threshold"), "greedy-threshold needs a threshold"),
        (("--rule", "greedy", "--threshold", "many"), "“many” is not an amount"),
        (("--utility", "points"), "the utility points needs ballots with points; these are approval"),
    ],
)
def test_setting_that_does_not_fit_is_refused(
    capsys: pytest.CaptureFixture[str], file: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert words in refused(capsys, file, *arguments)
