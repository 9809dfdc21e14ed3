"""The figures that the product brings along, and who may touch them."""

from datetime import UTC, datetime

import pytest

from balss.indicators.services import load_reference_data
from balss.shared.permissions import Actor, Grant, Role

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def figures(db: None) -> None:
    load_reference_data(now=NOW)


@pytest.fixture
def coordinator() -> Actor:
    return Actor(public_id="coordinator-1", account_id=1, person_id=1, grant=Grant(Role.COORDINATOR))
