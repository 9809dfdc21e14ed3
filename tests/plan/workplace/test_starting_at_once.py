"""Two colleagues begin the report on one measure in the same moment: there is one draft, and both have it.

The first holds its transaction open until the second waits for a lock, so that they truly meet. On SQLite one
transaction writes at a time (BEGIN IMMEDIATE), and the tests' database in memory refuses the second instead of letting
it wait; so this is asked on PostgreSQL, and of two processes on either engine in test_two_processes.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from balss.plan.models import ProgressReport
from balss.plan.services.progress import start_report

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PATIENCE_SECONDS = 20


def wait_until_somebody_waits():
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.02)
    pytest.fail("the second start did not meet the first")


@pytest.mark.parametrize("outside_periods", [False, True])
def test_two_starts_at_once_give_one_draft(measure, period, anna, juris, now, outside_periods):
    def start(actor):
        return start_report(measure=measure, period=None if outside_periods else period, by=actor, now=now).pk

    def start_in_thread():
        try:
            return start(juris.actor)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = start(anna.actor)
            second = pool.submit(start_in_thread)
            wait_until_somebody_waits()
        assert second.result(timeout=PATIENCE_SECONDS) == first
    assert ProgressReport.objects.get().pk == first
