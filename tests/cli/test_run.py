"""`balss run`, as a process: one command and everything stands; Ctrl+C and nothing is left."""

import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator

import pytest
from django.conf import settings

from balss.people.services.demo import COORDINATOR, PASSWORD, RESIDENT
from tests.installation import Installation, finished, free_port, new_installation

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

LAST_WORDS = "Ctrl+C"  # of what is printed when everything stands
# Everything but what the worker does by itself: letters, places in the sequence of news, tasks, jobs.
EVERYTHING = """
import hashlib
from django.apps import apps
from django.core import serializers
for model in apps.get_models():
    if model.__name__ not in ("Notice", "Happening", "Pointer", "DBTaskResult", "JobState"):
        rows = serializers.serialize("json", model._default_manager.order_by("pk"))
        print(model._meta.label, model._default_manager.count(), hashlib.sha256(rows.encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def own() -> Iterator[Installation]:
    """An installation that no other test uses."""
    with new_installation(settings.DATABASES["default"]) as made:
        yield made


def started(installation: Installation, port: int, **more: str) -> "tuple[subprocess.Popen[str], str]":
    """`balss run` when everything stands, and what it printed."""
    process = installation.balss("run", "--port", str(port), **more)
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith(LAST_WORDS):
            break
    return process, said


def stopped(process: "subprocess.Popen[str]") -> int:
    """The exit code after Ctrl+C. Waits until nobody holds the output: until no child is left."""
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    return process.returncode


def test_run_serves_prints_the_sign_ins_and_ends_with_its_children(own: Installation) -> None:
    port = free_port()
    process, said = started(own, port)
    with urllib.request.urlopen(f"http://localhost:{port}/plans/", timeout=20) as answer:
        page = answer.read().decode()
    assert stopped(process) == 0
    assert all(words in said for words in (f"http://localhost:{port}", RESIDENT.email, COORDINATOR.email, PASSWORD))
    assert "demonstration" in page
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_run_again_at_another_port_changes_no_data(own: Installation) -> None:
    finished(own.balss("demo"), seconds=120)
    before = own.run(EVERYTHING)
    process, _ = started(own, free_port())
    assert stopped(process) == 0
    assert own.run(EVERYTHING) == before


def test_run_at_a_taken_port_says_so_and_changes_nothing(own: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = own.balss("run", "--port", str(port))
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert err == f"Port {port} is taken. Stop what uses it, or take another: make run PORT={port + 1}\n"


def test_run_in_production_is_refused(own: Installation) -> None:
    production = {
        "BALSS_ENV": "production", "BALSS_SECRET": "x" * 60, "BALSS_CODE_KEY": "y" * 60, "BALSS_HOSTS": "balss.example",
        "BALSS_ORIGIN": "https://balss.example", "EMAIL_URL": "smtp://mail.example",
        "BOX_DATABASE_URL": "sqlite:///:memory:",
    }  # fmt: skip
    for command in ("run", "demo"):
        process = own.balss(command, **production)
        _, err = process.communicate(timeout=30)
        assert (process.returncode, "production" in err) == (1, True)
