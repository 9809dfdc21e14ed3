"""The commands that run the service, as processes."""

import json
import logging
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from balss.config.logs import JsonLines
from tests.installation import Installation, finished, free_port, wait_for_port


def test_prepare_again_changes_nothing_and_says_nothing(server: str, installation: Installation) -> None:
    assert finished(installation.balss("prepare")) == ""


def test_tick_names_what_it_ran_once(installation: Installation) -> None:
    first, second = finished(installation.balss("tick")), finished(installation.balss("tick"))
    assert ("shared.sweep_files: done for 1 due time(s)" in first, "shared.sweep_files" in second) == (True, False)


def test_tick_with_a_failing_job_ends_with_one(installation: Installation) -> None:
    installation.run(
        "from balss.shared.models import JobState; JobState.objects.filter(name='shared.sweep_files').delete()"
    )
    tick = installation.balss("tick", BALSS_FILES="/dev/null/no-folder")
    out, _err = tick.communicate(timeout=60)
    assert (tick.returncode, "shared.sweep_files: NotADirectoryError" in out) == (1, True)


def test_server_answers_pages_and_api(server: str) -> None:
    assert json.loads(read(f"{server}/api/v1/service"))["name"] == "Balss"


def test_server_finishes_the_answer_under_way_when_asked_to_stop(installation: Installation) -> None:
    port = free_port()
    serve = installation.balss(
        "serve", "--port", str(port), "--workers", "1", DJANGO_SETTINGS_MODULE="tests.cli.slow_site"
    )
    wait_for_port(port)
    assert read(f"http://127.0.0.1:{port}/quick/") == b"ready"
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(read, f"http://127.0.0.1:{port}/slow/")
        time.sleep(0.5)
        serve.terminate()
        assert answer.result(timeout=20) == b"whole"
    serve.communicate(timeout=40)
    assert serve.returncode == 0


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=20) as answer:
        content: bytes = answer.read()
    return content


@pytest.mark.parametrize("failed", [False, True])
def test_json_log_lines_are_one_object_each(failed: bool) -> None:
    record = logging.LogRecord("balss.x", logging.ERROR, "x.py", 1, "Job %s\nfailed", ("a.b",), None)
    if failed:
        record.exc_info = (ValueError, ValueError("no"), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert list(json.loads(line)) == ["at", "level", "logger", "message", *(["trace"] if failed else [])]
