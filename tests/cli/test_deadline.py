"""`balss deadline`: what people and machines are told, and that it starts without Django."""

import json
import subprocess
import sys

import pytest

from balss.cli import deadline, main

WITHOUT_DJANGO = """
import sys
from balss.cli import main
code = main(["deadline", "subm.reply", "2026-03-02"])
sys.exit(f"imported {sorted(sys.modules)}" if "django" in sys.modules else code)
"""


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["deadline", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["deadline", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_deadline_starts_without_django() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_DJANGO], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Due by Monday 2026-03-16\n")


@pytest.mark.parametrize(
    ("day", "heading", "rule_id"),
    [
        ("2026-02-27", "Due by Friday 2026-03-27", "subm.reply.old"),
        ("2026-03-02", "Due by Monday 2026-03-16", "subm.reply.new"),
    ],
)
def test_family_follows_the_date(capsys: pytest.CaptureFixture[str], day: str, heading: str, rule_id: str) -> None:
    lines = told(capsys, "subm.reply", day).splitlines()
    assert lines[0] == heading
    assert lines[-1].split()[1] == f"{rule_id},"


def test_answer_for_people_names_article_source_and_readings(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "foi.electronic", "2026-06-12").splitlines()
    assert lines[0] == "Due by Thursday 2026-06-25"
    assert [line[2:14].strip() for line in lines if line.startswith("  ") and line[2:14].strip()] == [
        "Rule", "Article", "Law", "Two readings", "Counted", "Source", "Confidence", "Id",
    ]  # fmt: skip
    assert "               Informācijas atklātības likuma 14. panta pirmās daļas 1.¹ punkts" in lines


def test_provisional_date_says_until_when_days_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "foi.simple", "2026-12-17").splitlines()
    assert lines[0] == "Due by Monday 2027-01-04 (provisional)"
    assert "  Provisional  moved working days are known until 2026-12-31; later ones may change the date" in lines


def test_rule_in_hours_takes_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "mun.regs.exempt.extraordinary", "2026-03-05T15:00").splitlines()
    assert lines[0] == "To be done by Thursday 2026-03-05 12:00 in Riga"


def test_json_has_the_documented_fields(capsys: pytest.CaptureFixture[str]) -> None:
    fields = json.loads(told(capsys, "subm.reply", "2026-03-02", "--json"))
    assert {key: fields[key] for key in ("rule", "date", "moment", "meaning", "provisional", "value", "unit")} == {
        "rule": "subm.reply.new",
        "date": "2026-03-16",
        "moment": "2026-03-16T21:59:59.999999+00:00",
        "meaning": "due",
        "provisional": False,
        "value": 10,
        "unit": "working_days",
    }
    assert fields["citation"]["lv"] == "Iesniegumu likuma 5. panta trešā daļa"


@pytest.mark.parametrize("event", ["2026-03-05", "2026-03-05T15:00+02:00"])
def test_every_json_field_is_documented(capsys: pytest.CaptureFixture[str], event: str) -> None:
    rule = "mun.regs.exempt.extraordinary" if "T" in event else "mun.session.agenda"
    fields = json.loads(told(capsys, rule, event, "--json"))
    documented = set((deadline.__doc__ or "").replace(",", " ").split())
    assert set(fields) - documented == set()


def test_list_shows_the_rules_that_begin_so(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "--list", "pb.v").splitlines()
    assert [line.split()[:3] for line in lines] == [["pb.voter", "16", "years"], ["pb.vote", "14", "days"]]


def test_list_as_json_gives_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    rules = {rule["rule"]: rule for rule in json.loads(told(capsys, "--list", "--json"))}
    assert len(rules) > 74
    assert rules["pb.amount"]["value"] == 0.5
    assert rules["mk639.discussion"]["value"] is None
    assert rules["mun.coll.threshold"]["table"]["riga"] == 2000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["subm.repl", "2026-03-02"], "there is no rule “subm.repl”; did you mean subm.reply or "),
        (["--list", "zzz"], "there is no rule “zzz”\n"),
        (["subm.reply", "tomorrow"], "“tomorrow” is not a date such as 2026-03-02\n"),
        (["subm.reply", "2026-02-30"], "“2026-02-30” is not a date such as 2026-03-02\n"),
        (["subm.reply", "2026-03-02T99:00"], "“2026-03-02T99:00” is not a date such as 2026-03-02\n"),
        (["subm.joint", "2026-03-02"], "“subm.joint” states no period to count: institutions may agree on one joint "),
        (["mk639.discussion", "2026-03-02"], "“mk639.discussion” has no number that a source gives; the institution "),
        (
            ["subm.reply.new", "2026-02-27"],
            "“subm.reply.new” was not in force on 2026-02-27: subm.reply.new is in force ",
        ),
        (["mun.regs.exempt.extraordinary", "2026-03-05"], "the period is counted in hours, so it needs the time of "),
        (["subm.reply", "9999-12-31"], "9999-12-31 is outside the calendar, which covers 2001 to 2100\n"),
        (["foi.simple", "2100-12-31"], "2101-01-15 is outside the calendar, which covers 2001 to 2100\n"),
        (["subm.reply"], "give a rule and a date, as in "),
        ([], "give a rule and a date, as in "),
    ],
)
def test_bad_question_is_explained_on_stderr(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert refused(capsys, *arguments).startswith(f"balss deadline: {said}")
