"""The box keeps nothing that could be joined with the roll: no time, no order, no person."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import OperationalError, connections, models

from balss.box.models import Ballot, DayCount, Node
from balss.shared.unordered import keeps_order, stir

BOX_MODELS = list(apps.get_app_config("box").get_models())


def test_no_row_of_a_ballot_has_a_time_a_sequence_or_a_relation_to_a_person():
    columns = {column.name: column for model in (Ballot, Node, DayCount) for column in model._meta.concrete_fields}
    telling = (models.DateTimeField, models.AutoField, models.TimeField)
    assert [name for name, column in columns.items() if isinstance(column, telling)] == []
    assert [name for name, column in columns.items() if column.is_relation and name != "box"] == []


def test_a_ballot_says_nothing_of_day_or_channel():
    names = [column.name for column in Ballot._meta.concrete_fields]
    assert names == ["key", "box", "slot", "version", "statement", "signature", "right"]


def test_every_table_of_ballots_is_laid_without_order():
    assert set(import_module("balss.box.migrations.0002_without_order").TABLES) == {
        model._meta.db_table for model in (Ballot, Node, DayCount)
    }


def test_rows_lie_in_the_order_of_their_keys(db, box, make_voter):
    if connections["box"].vendor != "sqlite":
        pytest.skip("PostgreSQL is stirred instead")
    assert not keeps_order(connections["box"], "box_ballot")
    for _ in range(5):
        make_voter().votes(box, "1")
    with connections["box"].cursor() as cursor:
        cursor.execute("SELECT key FROM box_ballot NOT INDEXED")
        keys = [key for (key,) in cursor.fetchall()]
        assert keys == sorted(keys)
        with pytest.raises(OperationalError, match="no such column: rowid"):
            cursor.execute("SELECT rowid FROM box_ballot")


def test_stirred_rows_lie_in_the_order_of_their_keys_and_were_written_at_once(transactional_db, request):
    if connections["box"].vendor != "postgresql":
        pytest.skip("SQLite keeps no order")
    box, make_voter = request.getfixturevalue("box"), request.getfixturevalue("make_voter")
    for _ in range(5):
        make_voter().votes(box, "1")
    stir(connections["box"], "box_ballot", "key")
    with connections["box"].cursor() as cursor:
        cursor.execute("SELECT key, xmin::text FROM box_ballot ORDER BY ctid")
        rows = cursor.fetchall()
    assert [key for key, _ in rows] == sorted(key for key, _ in rows)
    assert len({xmin for _, xmin in rows}) == 1


def test_the_box_has_no_table_of_another_room_and_others_none_of_its(db):
    there = set(connections["box"].introspection.table_names())
    here = set(connections["default"].introspection.table_names())
    own = {model._meta.db_table for model in BOX_MODELS}
    assert (there - {"django_migrations"}, here & own) == (own, set())
