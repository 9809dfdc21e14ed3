"""The database goes away in the middle of a batch: what the mail server has taken is noted, what was claimed is free
for the next run, and nothing goes twice."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, connection

from balss.notices.models import Notice, NoticeState
from balss.notices.services import claims, deliver_due
from tests.notices.schedule import Server, StepPost

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LETTERS = 6

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def end_the_session() -> None:
    """As a restart of the database does, by a connection of its own."""
    options = {**connection.get_connection_params()}
    pid = connection.connection.info.backend_pid
    kept = {name: value for name, value in options.items() if name in {"dbname", "user", "password", "host", "port"}}
    with psycopg.connect(**kept, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@pytest.mark.parametrize("after", [0, 1, 4, 5, 2 * LETTERS - 1])
def test_session_ended_in_the_middle_of_a_batch_loses_and_repeats_nothing(
    after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the mail server takes a letter (even) and after it (odd)."""
    monkeypatch.setattr(claims, "PATIENCE", (0.0, 0.0))
    Notice.objects.bulk_create(
        Notice(
            kind="test.hello", to=f"a{number}@example.lv", language="lv", subject="x", text="x", created_at=NOW,
            next_try_at=NOW,
        )
        for number in range(LETTERS)
    )  # fmt: skip
    steps = iter(range(2 * LETTERS))

    def step() -> bool:
        if next(steps) == after:
            end_the_session()
        return False

    server = Server({})
    with suppress(DatabaseError):
        deliver_due(clock=lambda: NOW, post=StepPost(server, step))
    noted = set(Notice.objects.filter(state=NoticeState.SENT).values_list("pk", flat=True))
    assert (noted, Notice.objects.filter(claimed_until__isnull=False).count()) == (set(server.taken), 0)
    deliver_due(clock=lambda: NOW, post=StepPost(server))
    assert Counter(server.taken) == Counter(Notice.objects.values_list("pk", flat=True))
