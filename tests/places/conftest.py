"""The room with its reference data, and the people who act in it."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import transaction
from django.test import RequestFactory

from balss.places.queries import institution_by_code
from balss.places.services import load_reference_data
from balss.places.services.reference_data import DATA
from balss.shared.permissions import ANONYMOUS, Actor, Grant, Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def today():
    return TODAY


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker):
    """The data files loaded for one module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference_data(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference_data(_loaded_once, db):
    """Everything that the data files say; modules that want an empty database do not mix with those that use it."""


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


@pytest.fixture
def folder(tmp_path):
    """A copy of the data files that a test may change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def edit(folder):
    """Put other words into a data file of `folder`, in the one place where the old ones stand."""

    def edit(name, old, new):
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit
