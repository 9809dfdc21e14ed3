"""The database refuses to change or remove what was recorded."""

import pytest
from django.db import IntegrityError, connection, transaction

from balss.ledger.models import Content, Entry, Leaf, PendingEntry, TreeHead, TreeNode, append_only
from balss.ledger.services import Subject, record


@pytest.fixture
def _one_of_each(db, official, now):
    first = record(action="a.b", subject=Subject("k", "1"), by=official, now=now, content={})
    record(action="a.c", subject=Subject("k", "2"), by=official, now=now, content={})
    Leaf.objects.create(position=0, entry=first, leaf_hash="0" * 64)
    TreeNode.objects.create(level=1, index=0, hash="0" * 64)
    TreeHead.objects.create(number=1, size=1, root_hash="0" * 64, key_id="0" * 8, signed_at=now, checkpoint="")


FIELDS = [
    f"{table}.{column}"
    for table, columns in {
        "ledger_entry": "id action subject_kind subject_id actor role institution_id recorded_at commitment",
        "ledger_content": "entry_id salt body",
        "ledger_pendingentry": "entry_id",
        "ledger_leaf": "position entry_id leaf_hash",
        "ledger_treenode": "level hash",
        "ledger_treehead": "number size root_hash key_id signed_at checkpoint",
    }.items()
    for column in columns.split()
]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.usefixtures("_one_of_each")
def test_no_column_of_a_row_is_changed(field):
    table, column = field.split(".")
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", append_only.FROZEN_TABLES)
@pytest.mark.usefixtures("_one_of_each")
def test_no_row_is_removed(table):
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.usefixtures("_one_of_each")
def test_content_is_not_removed_before_an_entry_says_so():
    with pytest.raises(IntegrityError, match="record the erasure"), transaction.atomic():
        Content.objects.all().delete()
    assert Content.objects.count() == 2


@pytest.mark.usefixtures("_one_of_each")
def test_an_entry_leaves_the_queue_only_with_a_leaf():
    with_leaf, without = Entry.objects.order_by("action")
    PendingEntry.objects.filter(entry=with_leaf).delete()
    with pytest.raises(IntegrityError, match="leaves the queue"):
        PendingEntry.objects.filter(entry=without).delete()


@pytest.mark.parametrize("position", [0, 2, 5])
@pytest.mark.usefixtures("_one_of_each")
def test_a_leaf_takes_no_other_position_than_the_next(position):
    with pytest.raises(IntegrityError):
        Leaf.objects.create(position=position, entry=Entry.objects.get(action="a.c"), leaf_hash="1" * 64)


@pytest.mark.parametrize("number", [0, 1, 3])
@pytest.mark.usefixtures("_one_of_each")
def test_a_tree_head_takes_no_other_number_than_the_next(number, now):
    with pytest.raises(IntegrityError):
        TreeHead.objects.create(number=number, size=2, root_hash="", key_id="", signed_at=now, checkpoint="")


@pytest.mark.postgres
@pytest.mark.parametrize("table", append_only.TABLES)
def test_no_table_is_emptied(table, db):
    with pytest.raises(IntegrityError, match="not emptied"), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_every_trigger_stands_after_migrating(db):
    assert append_only.missing(connection) == []


def test_a_dropped_trigger_is_missed(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER ledger_entry_delete" + (" ON ledger_entry" if connection.vendor == "postgresql" else "")
        )
    assert append_only.missing(connection) == ["ledger_entry_delete"]


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_the_triggers_standing(official, now):
    record(action="a.b", subject=Subject("k", "1"), by=official, now=now, content={})
    assert append_only.missing(connection) == []
