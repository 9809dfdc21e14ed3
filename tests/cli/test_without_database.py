"""Commands as processes, in an installation that has no tables, or whose database does not answer."""

import json
import subprocess
import sys

import pytest

NOT_PREPARED = "balss: The database is not prepared: run “balss prepare”\n"


def balss(*words, var, **environment):
    return subprocess.run(
        [sys.executable, "-m", "balss.cli", *words], capture_output=True, text=True, timeout=60, check=False,
        env={"BALSS_VAR": str(var), "PATH": "/usr/bin:/bin", **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    "command",
    ["ledger verify", "recount", "search rebuild", "tick", "deadline subm.reply 2026-03-02 --institution XM"],
)
def test_missing_tables_are_said_plainly(command, tmp_path):
    done = balss(*command.split(), var=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", NOT_PREPARED)


def test_database_that_does_not_answer_is_said_plainly(tmp_path):
    done = balss("ledger", "verify", var=tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert (done.returncode, done.stdout, done.stderr.partition(":")[0]) == (1, "", "balss")
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_search_is_measured_before_there_are_tables(tmp_path):
    file = tmp_path / "asked.json"
    file.write_text(
        json.dumps({"documents": [{"id": 1, "text": "Pagasta ceļi"}], "queries": [{"q": "ceļš", "rel": [1]}]})
    )
    done = balss("search", "eval", str(file), "--json", var=tmp_path)
    assert (json.loads(done.stdout), done.stderr) == ({"recall": 1.0, "precision": 1.0}, "")


def test_reader_who_stops_reading_ends_the_command_quietly(tmp_path):
    list_rules = f"{sys.executable} -m balss.cli deadline --list --json | head -1"
    done = subprocess.run(["bash", "-c", list_rules], capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == ("[\n", "")
