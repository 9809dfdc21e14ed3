from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from balss.core.chain.note import SigningKey
from balss.ledger.models import Entry
from balss.ledger.services import Subject, record
from balss.shared.permissions import Actor, Grant, Role


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def official() -> Actor:
    return Actor(public_id="a7f3", account_id=1, person_id=1, grant=Grant(Role.OFFICIAL, institution_id=12))


@pytest.fixture
def administrator() -> Actor:
    return Actor(public_id="b801", account_id=2, person_id=2, grant=Grant(Role.ADMINISTRATOR))


@pytest.fixture
def key() -> SigningKey:
    return SigningKey("balss.test/zurnals", Ed25519PrivateKey.from_private_bytes(bytes(32)))


@pytest.fixture
def new_entry(official: Actor, now: datetime) -> Callable[..., Entry]:
    """Record something about measure 7; `content` in keywords."""

    def new_entry(action: str = "plan.report_published", **content: object) -> Entry:
        return record(action=action, subject=Subject("plan.Measure", "7"), by=official, now=now, content=content)

    return new_entry
