"""A real server and a real browser for the journeys: one server for the whole run, a fresh visitor for each test.

The server is the installation as people run it (`balss prepare`, `balss serve` with two processes) on a folder of its
own.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
HEIGHT = 900
START_SECONDS = 60

# Playwright's event loop runs in the tests' thread; Django takes that for asynchronous code and would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


class PageAt(Protocol):
    """Opens the site as a new visitor, with a screen of this width."""

    def __call__(self, width: int, *, dark: bool = False, javascript: bool = True) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser, and one worker runs it all, so that one server is started."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


# The people of the demonstration without their deeds: the plan is as on its first day.
DEMONSTRATION_PEOPLE = """
from balss.cli import start_django
start_django()
from django.utils import timezone
from balss.people.services.demo import make_demo_people
make_demo_people(now=timezone.now())
"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server with reference data and demonstration people."""
    var = tmp_path_factory.mktemp("var")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "BALSS_VAR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'balss.sqlite3'}",
        "BALSS_ORIGIN": address,
    }
    balss = str(Path(sys.executable).with_name("balss"))
    subprocess.run([balss, "prepare"], env=environment, check=True)
    subprocess.run([sys.executable, "-c", DEMONSTRATION_PEOPLE], env=environment, check=True)
    process = subprocess.Popen([balss, "serve", "--port", str(port), "--no-access-log"], env=environment)
    try:
        _wait_until_it_answers(f"{address}/veseliba/")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(address: str) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page_at(browser: Browser, server: str) -> Iterator[PageAt]:
    visitors: list[BrowserContext] = []

    def open_at(width: int, *, dark: bool = False, javascript: bool = True) -> Page:
        visitor = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="lv-LV",
        )
        visitors.append(visitor)
        return visitor.new_page()

    yield open_at
    for visitor in visitors:
        visitor.close()


@pytest.fixture
def no_javascript(page_at: PageAt) -> Page:
    """A visitor with a phone whose browser runs no scripts."""
    return page_at(390, javascript=False)
