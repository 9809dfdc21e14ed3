"""An installation with its reference data, where nobody has reported anything."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings as site
from django.db import transaction
from django.test import override_settings

from balss.cli.demo.story import BEGINS_AT
from balss.shared.reference_data import in_order


@contextmanager
def undone() -> Iterator[None]:
    """What is written meanwhile is undone, in the box as well."""
    with transaction.atomic(), transaction.atomic(using="box"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="box")


@pytest.fixture(scope="module")
def _prepared_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """Reference data for one module, and a folder for the files."""
    folder = {**site.STORAGES["files"], "OPTIONS": {"location": str(tmp_path_factory.mktemp("files"))}}
    with (
        override_settings(STORAGES={**site.STORAGES, "files": folder}),
        django_db_blocker.unblock(),
        undone(),
    ):
        for data in in_order():
            data.load(BEGINS_AT)
        yield


@pytest.fixture
def prepared(_prepared_once, db):
    """An installation where nobody has reported anything."""
