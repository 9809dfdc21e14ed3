"""Faults of the real system: a disk that takes no more, a store and a sweep at the same moment."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from balss.shared.files import store
from balss.shared.files.sweep import sweep
from tests.installation import Installation
from tests.shared.files.conftest import ANNA, PDF, kept_in, upload

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

STORE_BEYOND_THE_LIMIT = """
import resource
from datetime import UTC, datetime
from pathlib import Path
from django.conf import settings
from django.core.files.base import ContentFile
from balss.shared.files import StoreUnavailable, store
from balss.shared.models import FileContent
from balss.shared.permissions import SYSTEM
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
try:
    store(ContentFile(b"a" * 5_000_000), by=SYSTEM, now=datetime.now(UTC), name="a.txt", public=True)
except StoreUnavailable:
    left = [path for path in Path(settings.VAR, "files").rglob("*") if path.is_file()]
    print("unavailable", left, FileContent.objects.count())
"""


def test_store_that_the_system_stops_midway_leaves_nothing(installation: Installation) -> None:
    assert installation.run(STORE_BEYOND_THE_LIMIT) == "unavailable [] 0\n"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sweep_waits_for_a_store_under_way_and_leaves_its_bytes(folder: Path) -> None:
    removed: list[int] = []

    def sweep_meanwhile() -> None:
        removed.append(sweep(now=NOW))
        connection.close()

    sweeper = threading.Thread(target=sweep_meanwhile)
    with transaction.atomic():
        file = store(upload(PDF), by=ANNA, now=NOW, name="a.pdf", public=True)
        sweeper.start()
        sweeper.join(0.5)
        assert sweeper.is_alive()  # it has found the bytes and waits for the row
    sweeper.join(10)
    assert (removed, kept_in(folder)) == ([0], [file.content_id])
