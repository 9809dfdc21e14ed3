"""A real server and a real browser for the journeys: a server for each worker of the run, a visitor for each test.

The server is the installation as people run it (`balss prepare`, `balss serve` with two processes) on a folder of its
own. The folder is prepared once for the whole run, from tables that stand already, and each worker serves a copy of it.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from balss.cli.demo.gateway import lay
from tests.tables import migrated_files

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
BALSS = str(Path(sys.executable).with_name("balss"))
HEIGHT = 900
START_SECONDS = 60
PARTS = 4  # of a file about pages: enough for two workers to end together

# Playwright's event loop runs in the tests' thread; Django takes that for asynchronous code and would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


class PageAt(Protocol):
    """Opens the site as a new visitor, with a screen of this width."""

    def __call__(self, width: int, *, dark: bool = False, javascript: bool = True) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser, and goes to the workers in parts: a file, or some of the pages of a file."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"browser-{item.path.stem}{_part(item)}"))


def _part(item: pytest.Item) -> str:
    """The same for all tests of one page, so that few pages are open on two servers."""
    callspec = getattr(item, "callspec", None)
    address = callspec.params.get("address") if callspec else None
    return f"-{zlib.crc32(address.encode()) % PARTS}" if isinstance(address, str) else ""


# The people of the demonstration without their deeds: the plan is as on its first day. Events that are on just now, and
# what a municipality asks just now.
DEMONSTRATION_PEOPLE = """
from balss.cli import start_django
start_django()
from django.utils import timezone
from balss.people.services.demo import make_demo_people
make_demo_people(now=timezone.now())
from tests.journeys.stage_events import make_events
from tests.journeys.stage_participation import make_participation
make_events(5)
from tests.journeys.stage_library import make_cases
make_cases()
make_participation(3)
from tests.journeys.stage_drafts import make_drafts
make_drafts()
from tests.journeys.stage_budget import make_budgets
make_budgets(now=timezone.now())
from tests.journeys.stage_voting import make_elections
make_elections(now=timezone.now())
from tests.journeys.stage_notices import make_notices
make_notices(now=timezone.now())
"""


@pytest.fixture(scope="session")
def served(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the installation that the server shows."""
    var = tmp_path_factory.mktemp("served") / "var"
    shutil.copytree(prepared, var)
    return var


@pytest.fixture(scope="session")
def server(served: Path) -> Iterator[str]:
    """The address of a running server with reference data and demonstration people."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = environment_of(served) | {"BALSS_ORIGIN": address}
    process = subprocess.Popen([BALSS, "serve", "--port", str(port), "--no-access-log"], env=environment)
    try:
        wait_until_it_answers(f"{address}/veseliba/")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A prepared folder that nobody serves: made by the first worker that needs it, the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    var, is_ready = shared / "prepared", shared / "prepared-is-ready"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_ready.exists():
            shutil.rmtree(var, ignore_errors=True)
            var.mkdir()
            for file in migrated_files().values():
                shutil.copy(file, var)
            subprocess.run([BALSS, "prepare"], env=environment_of(var), check=True)
            subprocess.run([sys.executable, "-c", DEMONSTRATION_PEOPLE], env=environment_of(var), check=True)
            is_ready.touch()
    return var


def environment_of(var: Path) -> dict[str, str]:
    databases = {
        "DATABASE_URL": f"sqlite:///{var / 'balss.sqlite3'}",
        "BOX_DATABASE_URL": f"sqlite:///{var / 'box.sqlite3'}",
    }
    return os.environ | {"BALSS_VAR": str(var), "BALSS_GATEWAYS": str(lay(var)), **databases}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_answers(address: str) -> None:
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


def new_visitor(
    browser: Browser, server: str, *, width: int = 1280, dark: bool = False, javascript: bool = True
) -> BrowserContext:
    return browser.new_context(
        base_url=server,
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        reduced_motion="reduce",
        locale="lv-LV",
    )


@pytest.fixture
def page_at(browser: Browser, server: str) -> Iterator[PageAt]:
    visitors: list[BrowserContext] = []

    def open_at(width: int, *, dark: bool = False, javascript: bool = True) -> Page:
        visitor = new_visitor(browser, server, width=width, dark=dark, javascript=javascript)
        visitors.append(visitor)
        return visitor.new_page()

    yield open_at
    for visitor in visitors:
        visitor.close()


@pytest.fixture
def no_javascript(page_at: PageAt) -> Page:
    """A visitor with a phone whose browser runs no scripts."""
    return page_at(390, javascript=False)
