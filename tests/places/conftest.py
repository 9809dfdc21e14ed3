"""The room with its reference data."""

from datetime import UTC, date, datetime

import pytest

from balss.places.services import load_reference_data

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def reference_data(db):
    """Everything that the data files say."""
    return load_reference_data(now=NOW)
