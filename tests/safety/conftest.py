"""One world for the tests of a module, in a transaction around theirs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.safety.addresses import tables
from tests.safety.world import World, new_world

HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"  # quick


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every address is asked by every visitor: minutes, and left out of `make test-fast`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def made_once(
    django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    folder = {"location": str(tmp_path_factory.mktemp("files"))}
    stores = settings.STORAGES | {"files": {"BACKEND": "balss.shared.files.folder.ContentFolder", "OPTIONS": folder}}
    with (
        override_settings(STORAGES=stores, PASSWORD_HASHERS=[HASHER]),
        django_db_blocker.unblock(),
        transaction.atomic(),
        transaction.atomic(using="box"),
    ):
        world = new_world()
        for module in tables().values():
            if hasattr(module, "furnish"):
                module.furnish(world)
        world.sign_in()
        yield world
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="box")


@pytest.fixture
def world(made_once: World, db: None) -> World:
    return made_once
