"""`balss ledger`: what it prints, and its exit codes."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from balss.cli import main
from balss.ledger.models import Entry, Leaf, TreeHead
from balss.ledger.queries import log_keys
from balss.ledger.services import Subject, integrate, record, signing_key
from balss.shared.permissions import SYSTEM
from tests.ledger.tampering import tamper

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "sqlite")


@pytest.fixture
def _three_entries():
    now = timezone.now()
    for number in range(2):
        record(action="a.b", subject=Subject("k", str(number)), by=SYSTEM, now=now, content={})
    integrate(now=now, key=signing_key())


@pytest.mark.usefixtures("_three_entries")
def test_verify_says_that_the_ledger_is_whole(capsys):
    assert main(["ledger", "verify"]) == 0
    heads, root = TreeHead.objects.count(), TreeHead.objects.last().root_hash
    assert capsys.readouterr().out == (
        "whole: 3 entries (0 with erased content), 0 waiting for their position;"
        f" every one agrees with the tree, with {heads} signed heads\nroot: {root}\n"
    )


@pytest.mark.usefixtures("_three_entries")
def test_verify_names_an_altered_entry_and_fails(capsys):
    tamper("UPDATE ledger_entry SET actor = 'x' WHERE id = (SELECT entry_id FROM ledger_leaf WHERE position = 2)")
    assert main(["ledger", "verify"]) == 1
    named, summary = capsys.readouterr().out.splitlines()
    assert named.startswith(f"entry altered: entry {Leaf.objects.get(position=2).entry_id} at position 2: ")
    assert summary.startswith("NOT WHOLE: 1 finding(s) in 3 entries")


@pytest.mark.usefixtures("_three_entries")
def test_verify_prints_json(capsys):
    tamper("DELETE FROM ledger_content WHERE entry_id = (SELECT entry_id FROM ledger_leaf WHERE position = 2)")
    assert main(["ledger", "verify", "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert (printed["whole"], printed["size"]) == (False, 3)
    assert printed["findings"] == [
        {
            "kind": "content removed",
            "where": f"entry {Leaf.objects.get(position=2).entry_id} at position 2",
            "what": "the content is gone, and no entry says that it was erased",
            "position": 2,
            "entry": str(Leaf.objects.get(position=2).entry_id),
        }
    ]


@pytest.mark.usefixtures("_three_entries")
def test_a_head_printed_today_is_held_against_the_ledger_later(capsys, tmp_path):
    assert main(["ledger", "head"]) == 0
    (tmp_path / "head").write_text(capsys.readouterr().out)
    assert main(["ledger", "verify", "--head", str(tmp_path / "head")]) == 0
    assert "and with the head kept outside" in capsys.readouterr().out
    tamper("DELETE FROM ledger_leaf", "DELETE FROM ledger_treehead", "DELETE FROM ledger_treenode")
    tamper("DELETE FROM ledger_content", "DELETE FROM ledger_entry")
    key = signing_key().verifier().vkey
    assert main(["ledger", "verify", "--head", str(tmp_path / "head"), "--key", key]) == 1
    assert "it was signed for 3 entries, and 0 are here" in capsys.readouterr().out


@pytest.mark.usefixtures("_three_entries")
def test_a_head_is_printed_as_json(capsys):
    assert main(["ledger", "head", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["size"], printed["key_id"]) == (3, signing_key().verifier().id)


def test_there_is_no_head_before_the_first_entry(capsys):
    assert main(["ledger", "head"]) == 1
    assert capsys.readouterr().err == ("no head is signed yet: entries are signed by `balss worker` or `balss tick`\n")


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"nonsense"])
@pytest.mark.usefixtures("_three_entries")
def test_a_head_file_that_is_none_is_refused(content, capsys, tmp_path):
    if content is not None:
        (tmp_path / "head").write_bytes(content)
    assert main(["ledger", "verify", "--head", str(tmp_path / "head")]) == 1
    assert main(["ledger", "cosign", str(tmp_path / "head")]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_the_public_key_is_printed(capsys):
    assert main(["ledger", "key"]) == 0
    assert capsys.readouterr().out == signing_key().verifier().vkey + "\n"


def test_a_new_key_is_made_and_announced(capsys, tmp_path):
    assert main(["ledger", "key", "--new", str(tmp_path / "next.pem")]) == 0
    assert [key.vkey for key in log_keys()] == capsys.readouterr().out.split()
    assert main(["ledger", "key", "--new", str(tmp_path / "next.pem")]) == 1
    assert Entry.objects.filter(action="ledger.key_introduced").count() == 1


@pytest.mark.usefixtures("_three_entries")
def test_erasing_takes_the_content_and_says_why_to_everyone(capsys):
    entry = Entry.objects.get(action="a.b", subject_id="1")
    assert main(["ledger", "erase", str(entry.pk), "--reason", "a name stood in it"]) == 0
    erasure = Entry.objects.get(action="ledger.content_erased")
    assert capsys.readouterr().out == f"erased: {entry.pk} (a.b k 1); said so in entry {erasure.pk}\n"
    assert (erasure.subject_id, erasure.content_value) == (str(entry.pk), {"reason": "a name stood in it"})
    assert Entry.objects.get(pk=entry.pk).content_value is None
    assert main(["ledger", "verify"]) == 0


@pytest.mark.usefixtures("_three_entries")
def test_what_cannot_be_erased_is_refused(capsys):
    entry, key = Entry.objects.filter(action="a.b")[0], Entry.objects.get(action="ledger.key_introduced")
    unknown = "00000000-0000-0000-0000-000000000001"
    assert main(["ledger", "erase", str(entry.pk), "--reason", "once"]) == 0
    capsys.readouterr()
    tries = [(str(entry.pk), "twice"), (str(key.pk), "r"), (unknown, "r"), ("nonsense", "r"), (str(entry.pk), "  ")]
    assert [main(["ledger", "erase", id_, "--reason", reason]) for id_, reason in tries] == [1] * 5
    assert capsys.readouterr().err.splitlines() == [
        f"the content of {entry.pk} was erased before",
        "the content is a public key of the ledger: without it nobody could check what it signed",
        f"there is no entry {unknown}",
        "there is no entry nonsense",
        "give the reason: it is what everyone will read instead of the content",
    ]


@pytest.mark.usefixtures("_three_entries")
def test_erasing_without_a_reason_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["ledger", "erase", str(Entry.objects.filter(action="a.b")[0].pk)])
    assert ended.value.code == 2
