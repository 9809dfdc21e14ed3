"""What all tests share: on a machine that lacks a part, the tests that need it say so; in CI that is a failure."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.template import Context, Template
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from balss.core.memory import GARBAGE_AFTER
from balss.drafts.models import append_only as published_versions
from balss.ledger.models import append_only
from balss.shared.unordered import keeps_order, lay_without_order
from tests.installation import Installation, new_installation, served
from tests.tables import MAIN, in_memory, migrated_databases

# The same examples on every machine: a change is judged by itself. `--hypothesis-profile=default` seeks new ones.
hypothesis_settings.register_profile("balss", derandomize=True, deadline=None)
hypothesis_settings.load_profile("balss")

without_order = import_module("balss.box.migrations.0002_without_order")

# Each of the processes that tests start would compile two thousand modules anew: longer than most of them last.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Nothing that collecting makes is garbage: whoever looks for some meanwhile finds none. See `pytest_collection_finish`.
gc.disable()

REQUIRE_BROWSER = os.environ.get("BALSS_REQUIRE_BROWSER") == "1"


DATABASE = {"db", "transactional_db", "installation", "server"}  # fixtures of tests that read or write one
OF_PROCESSES = ("tests/cli/",)  # these start processes that find the database by themselves


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgres = connection.vendor == "postgresql"
    has_browser = shutil.which("chromium") is not None or REQUIRE_BROWSER
    for item in items:
        _open_both_databases(item)
    if on_postgres:  # what needs no database is tried on SQLite
        config.hook.pytest_deselected(items=[item for item in items if not _needs_database(item)])
        items[:] = filter(_needs_database, items)
    for item in items:
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: runs in the second half of `make test`"))
        if item.get_closest_marker("browser") and not has_browser:
            item.add_marker(pytest.mark.skip(reason="needs a browser: apt install chromium"))


def pytest_collection_finish() -> None:
    """What stands now stands until the end: looking through it for garbage again and again took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 10, 10)
    gc.enable()


def _needs_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres"))
    return marked or bool(DATABASE & fixtures) or item.nodeid.startswith(OF_PROCESSES)


def _open_both_databases(item: pytest.Item) -> None:
    """A test that has the database has the ballot box's too."""
    marker = item.get_closest_marker("django_db")
    if marker or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
        options = {"databases": "__all__", **(marker.kwargs if marker else {})}
        item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def _every_test_starts_in_latvian() -> Iterator[None]:
    """A page asked for in English leaves its language active in the thread, as a server's thread does too."""
    with translation.override("lv"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The ballot box's test database is made without the history of migrations: here is what that leaves out."""
    box = connections["box"]
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(box)
        recorder.ensure_schema()
        for file in sorted(Path(without_order.__file__).parent.glob("0*.py")):
            recorder.record_applied("box", file.stem)
        for table in without_order.TABLES:
            if box.vendor == "sqlite" and keeps_order(box, table):
                lay_without_order(box, table)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The tables are copied, and migrating finds nothing left to do."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_databases(os.environ["DATABASE_URL"])[MAIN]
    with in_memory() if connection.vendor == "sqlite" else nullcontext():
        yield


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_are_emptied_between_tests() -> Iterator[None]:
    """A transactional test ends by emptying every table, which the triggers of what is append-only rightly refuse."""
    empty = connection.ops.execute_sql_flush

    def empty_without_triggers(statements: list[str]) -> None:
        kept = (append_only, published_versions)
        for tables in kept:
            tables.uninstall(connection)
        empty(statements)
        for tables in kept:
            tables.install(connection)

    connection.ops.execute_sql_flush = empty_without_triggers  # type: ignore[method-assign]
    yield
    connection.ops.execute_sql_flush = empty  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_looked_for_when_asked_for() -> None:
    """Else each new `Client` reads all static files' folders at its first request, which takes longer than the page."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session", autouse=True)
def _templates_of_widgets_are_not_noted(django_test_environment: None) -> None:
    """Django notes each template of a page with a copy of its context: those of a form's parts are most of them."""
    noted = Template._render

    def render(template: Template, context: Context) -> str:
        is_part = (template.name or "").startswith("django/forms/")
        return template.nodelist.render(context) if is_part else noted(template, context)

    Template._render = render  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _ledger_signs_with_a_key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.LEDGER_KEY_FILE = str(tmp_path_factory.mktemp("ledger") / "key.pem")
    settings.BOX_KEY_FILE = str(tmp_path_factory.mktemp("box") / "key.pem")
    settings.RIGHTS_FOLDER = str(tmp_path_factory.mktemp("rights"))


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """A database and folder that processes started by a test share; see `tests.installation`."""
    with new_installation(settings.DATABASES["default"]) as made:
        yield made


@pytest.fixture(scope="session")
def server(installation: Installation) -> Iterator[str]:
    """The address of a real server with reference data, in processes of its own."""
    with served(installation) as address:
        yield address
