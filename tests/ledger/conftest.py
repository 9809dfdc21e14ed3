from datetime import UTC, datetime

import pytest

from balss.shared.permissions import Actor, Grant, Role


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def official() -> Actor:
    return Actor(public_id="a7f3", account_id=1, person_id=1, grant=Grant(Role.OFFICIAL, institution_id=12))
