"""On PostgreSQL writers wait for nobody, and the positions have no gap whatever is rolled back."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from balss.core.chain.note import SigningKey
from balss.core.chain.tree import leaf_hash, root_of
from balss.ledger.models import Entry, Leaf, PendingEntry, TreeHead
from balss.ledger.queries import tree_size, verification
from balss.ledger.services import Subject, integrate, record
from balss.ledger.services.sequencing import SEQUENCER_LOCK
from balss.shared.permissions import SYSTEM

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
WRITERS = 8
PATIENCE_MS = 2_000  # a statement that waits longer for a lock fails the test


@pytest.fixture
def in_parallel() -> Callable[..., list[object]]:
    """Run a function in WRITERS threads, each with a connection of its own that does not wait for locks."""

    def run(function: Callable[[int], object]) -> list[object]:
        def in_thread(number: int) -> object:
            try:
                with connection.cursor() as cursor:
                    cursor.execute(f"SET lock_timeout = {PATIENCE_MS}")
                return function(number)
            finally:
                connection.close()

        with ThreadPoolExecutor(WRITERS) as pool:
            return list(pool.map(in_thread, range(WRITERS)))

    return run


def write(action: str = "a.b") -> Entry:
    return record(action=action, subject=Subject("k", "1"), by=SYSTEM, now=NOW, content={})


def assert_positions_have_no_gap() -> None:
    assert list(Leaf.objects.values_list("position", flat=True)) == list(range(Entry.objects.count()))
    assert not PendingEntry.objects.exists()


def test_writers_with_open_transactions_do_not_wait_for_each_other(in_parallel):
    all_have_written = threading.Barrier(WRITERS)

    def write_and_hold(number: int) -> None:
        with transaction.atomic():
            write()
            all_have_written.wait(timeout=20)  # broken unless every writer wrote while all the others were open

    in_parallel(write_and_hold)
    integrate(now=NOW, key=None)
    assert Entry.objects.filter(action="a.b").count() == WRITERS
    assert_positions_have_no_gap()


def test_rolled_back_writers_leave_no_gap(in_parallel):
    def write_some(number: int) -> None:
        for i in range(6):
            with transaction.atomic():
                write()
                transaction.set_rollback((number + i) % 3 == 0)

    in_parallel(write_some)
    integrate(now=NOW, key=None)
    assert Entry.objects.filter(action="a.b").count() == WRITERS * 4
    assert_positions_have_no_gap()


def test_an_open_writer_holds_up_neither_the_sequencer_nor_later_writers(in_parallel):
    written, may_commit = threading.Event(), threading.Event()

    def write_first_or_later(number: int) -> None:
        with transaction.atomic():
            if number == 0:
                write("a.slow")
                written.set()
                assert may_commit.wait(timeout=20)
                return
        assert written.wait(timeout=20)
        write("a.later")
        integrate(now=NOW, key=None)
        if Leaf.objects.filter(entry__action="a.later").count() == WRITERS - 1:
            may_commit.set()

    in_parallel(write_first_or_later)
    assert Leaf.objects.get(entry__action="a.slow").position > Leaf.objects.filter(entry__action="a.later").count() - 1
    assert_positions_have_no_gap()


def test_a_writer_does_not_wait_for_a_sequencer_at_work(in_parallel):
    locked, all_wrote = threading.Event(), threading.Barrier(WRITERS)

    def sequence_or_write(number: int) -> None:
        if number == 0:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEQUENCER_LOCK])
                locked.set()
                all_wrote.wait(timeout=20)
        else:
            assert locked.wait(timeout=20)
            write()  # commits, finds the sequencer's lock taken, and goes on
            all_wrote.wait(timeout=20)

    in_parallel(sequence_or_write)
    assert (Entry.objects.count(), tree_size()) == (WRITERS - 1, 0)
    integrate(now=NOW, key=None)
    assert_positions_have_no_gap()


def test_sequencers_at_once_give_each_entry_one_position_and_sign_one_root(in_parallel, key: SigningKey):
    def write_and_integrate(number: int) -> None:
        for _ in range(5):
            write()
            integrate(now=NOW, key=key)

    in_parallel(write_and_integrate)
    integrate(now=NOW, key=key)
    assert_positions_have_no_gap()
    leaves = [leaf_hash(leaf.entry.facts().leaf_data()) for leaf in Leaf.objects.select_related("entry")]
    assert all(root_of(leaves[: head.size]).hex() == head.root_hash for head in TreeHead.objects.all())


def test_entries_committed_by_many_writers_are_in_the_tree_without_any_tick(in_parallel):
    in_parallel(lambda number: [write() for _ in range(5)])
    assert_positions_have_no_gap()


def test_a_ledger_verified_while_others_write_is_seen_as_it_was_at_the_start(in_parallel, monkeypatch):
    write()
    check_heads = verification.check_heads

    def check_heads_after_others_wrote(*args: Any, **kwargs: Any) -> Any:
        in_parallel(lambda number: write())
        return check_heads(*args, **kwargs)

    monkeypatch.setattr(verification, "check_heads", check_heads_after_others_wrote)
    seen = verification.verify(now=NOW)
    assert (seen.findings, seen.size, seen.pending) == ([], 2, 0)
    assert tree_size() == 2 + WRITERS
