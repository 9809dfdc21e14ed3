"""The room with its reference data, and the people who act in it."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from balss.places.queries import institution_by_code
from balss.places.services import load_reference_data
from balss.shared.permissions import ANONYMOUS, Actor, Grant, Role

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


def acting(role, institution_id=None):
    return Actor(public_id=f"actor-{role}", account_id=1, person_id=1, grant=Grant(role, institution_id))


@pytest.fixture
def coordinator():
    return acting(Role.COORDINATOR)


@pytest.fixture
def administrator():
    return acting(Role.ADMINISTRATOR)


@pytest.fixture
def madona_administrator(reference_data):
    return acting(Role.INSTITUTION_ADMIN, institution_by_code("MADONAS_NOVADS").pk)


@pytest.fixture
def ask():
    """A request as the views see it, by anybody: `ask("/x", by=actor, data={…})`; with data it is a POST."""

    def request(path="/", *, by=ANONYMOUS, data=None, language="lv"):
        factory = RequestFactory()
        asked = factory.get(path) if data is None else factory.post(path, data)
        asked.actor, asked.now, asked.user, asked.session = by, NOW, AnonymousUser(), {}
        asked.LANGUAGE_CODE = language
        asked._messages = FallbackStorage(asked)
        return asked

    return request
