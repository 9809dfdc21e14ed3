"""`balss mail`: what came back, from a pipe and a maildir; the stop; the record of the signing key."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from django.utils import timezone

from balss.cli import main
from balss.notices.models import BulkStop, Follower, Notice
from balss.notices.services.composing import Words
from balss.notices.services.mail import MAIL
from balss.notices.services.outbox import put
from tests.installation import ROOT, Installation
from tests.notices.returned import bounce

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(settings: Any) -> Notice:
    settings.RETURNS = "atgriezts@balss.lv"
    Follower.objects.create(email="anna@example.lv", created_at=timezone.now())
    return put(MAIL, "anna@example.lv", "lv", Words("x", "x"), now=timezone.now())


def test_maildir_is_taken_in_and_marked_as_seen(
    notice: Notice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("new", "cur"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1.a").write_bytes(bounce(notice))
    (tmp_path / "new" / "2.b").write_bytes(b"Subject: Hello\n\nHello")
    assert main(["mail", "receive", "--maildir", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1.a: hard\n2.b: no_report\n"
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1.a:2,S", "2.b:2,S"]
    assert list((tmp_path / "new").iterdir()) == []
    assert Follower.objects.get().paused_at is not None


def test_maildir_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "receive", "--maildir", str(tmp_path / "none")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_stop_and_go_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["mail", *words]) for words in (["go"], ["stop", "--reason", " "], ["stop", "--reason", "Kļūda"])] == [
        1,
        1,
        0,
    ]
    assert main(["mail", "stop", "--reason", "Vēl"]) == 1
    assert main(["mail", "status"]) == 0
    assert ": Kļūda\nwaiting: 0, held for paused addresses: 0, failed: 0\n" in capsys.readouterr().out
    assert main(["mail", "go"]) == 0
    assert BulkStop.objects.filter(in_force=True).count() == 0


def test_key_is_shown_as_a_record(tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "dkim"]) == 1
    key = tmp_path / "key.pem"
    settings.DKIM_KEY, settings.DEFAULT_FROM_EMAIL = str(key), "Balss <balss@example.lv>"
    assert main(["mail", "dkim"]) == 1
    key.write_bytes(b"no key")
    assert main(["mail", "dkim"]) == 1
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key.write_bytes(ed25519.Ed25519PrivateKey.generate().private_bytes(*pem))
    capsys.readouterr()
    assert main(["mail", "dkim"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith('balss._domainkey.example.lv. IN TXT "v=DKIM1; k=ed25519; p=')


@pytest.mark.slow
@pytest.mark.xdist_group("installation")
def test_fifty_megabytes_from_a_pipe_take_little_memory_and_change_nothing(installation: Installation) -> None:
    measure = (  # VmHWM is its own peak; what getrusage tells may be its parent's
        "import re, sys, pathlib; from balss.cli import main; code = main(['mail', 'receive']);"
        " peak = re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text());"
        " print(int(peak[1]) // 1024); sys.exit(code)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", measure],
        cwd=ROOT,
        env=installation.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    out, _err = process.communicate(b"To: x\r\n\r\n" + b"x" * 50_000_000)
    outcome, megabytes = out.decode().split()
    assert (process.returncode, outcome, int(megabytes) < 250) == (0, "too_large", True)


@pytest.mark.slow
@pytest.mark.xdist_group("installation")
def test_pipe_asks_to_try_later_while_there_is_no_database(installation: Installation) -> None:
    run = [sys.executable, "-c", "from balss.cli import script; script()", "mail", "receive"]
    environment = {**installation.environment, "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}
    process = subprocess.run(run, cwd=ROOT, env=environment, input=b"To: x\n\nx", capture_output=True)
    assert process.returncode == 75
