"""What all tests share: on a machine that lacks a part, the tests that need it say so; in CI that is a failure."""

import os
import shutil

import pytest
from django.db import connection

REQUIRE_BROWSER = os.environ.get("BALSS_REQUIRE_BROWSER") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    on_postgres = connection.vendor == "postgresql"
    has_browser = shutil.which("chromium") is not None or REQUIRE_BROWSER
    for item in items:
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: runs in the second half of `make test`"))
        if item.get_closest_marker("browser") and not has_browser:
            item.add_marker(pytest.mark.skip(reason="needs a browser: apt install chromium"))
