"""Whoever watches from outside learns what does not work, and whether pages can be served."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from balss.shared.models import JobState
from balss.shared.tick import tick
from balss.web.jobs import BEAT
from balss.web.queries.health import Health, health

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_health_is_whole_once_the_worker_has_ticked(client: Client, db: None) -> None:
    from django.utils import timezone

    tick(now=timezone.now(), only=[BEAT])
    response = client.get("/veseliba/")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "migrations": "ok", "worker": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_silent_worker_is_late_and_pages_are_served(db: None) -> None:
    JobState.objects.create(name=BEAT.name, last_finished_at=NOW - timedelta(minutes=6))
    found = health(now=NOW)
    assert (found.worker, found.can_serve) == ("late", True)


@pytest.mark.parametrize(("database", "app"), [("default", "ledger"), ("box", "box")])
def test_tables_older_than_the_code_cannot_serve(db: None, database: str, app: str) -> None:
    MigrationRecorder(connections[database]).migration_qs.filter(app=app).delete()
    assert health(now=NOW) == Health(database="ok", migrations="missing", worker="unknown")
    assert not health(now=NOW).can_serve


def test_database_that_does_not_answer_is_told(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr("balss.web.queries.health.MigrationExecutor", refuse)
    response = client.get("/veseliba/")
    assert response.status_code == 503
    assert response.json() == {"database": "failing", "migrations": "unknown", "worker": "unknown"}
