"""Statements whose answer may wait, on whichever database the tests run."""

import pytest
from django.db import DatabaseError, connection

from balss.places.models import Topic
from balss.shared.prepared import ask_prepared

pytestmark = pytest.mark.django_db

_TABLE = Topic._meta.db_table
RENAME = f"UPDATE {_TABLE} SET name_lv = %(name)s WHERE id IN (%(one)s, %(other)s) RETURNING id, name_lv"
TWICE = f"UPDATE {_TABLE} SET code = %(code)s WHERE id >= %(from)s RETURNING code"


@pytest.fixture(autouse=True)
def topics() -> None:
    for number, pk in enumerate((4_000, 4_001, 3_000_000)):
        Topic.objects.create(pk=pk, code=f"prepared-{number}", position=30_000 + number, name_lv="Temats")


def test_same_statement_takes_nothing_small_and_large_numbers_and_quotes() -> None:
    assert ask_prepared(RENAME, {"name": "x", "one": None, "other": None})() == []
    assert ask_prepared(RENAME, {"name": "“Ķēniņš's” %s", "one": 4_000, "other": 1})() == [(4_000, "“Ķēniņš's” %s")]
    assert ask_prepared(RENAME, {"name": "y", "one": 3_000_000, "other": None})() == [(3_000_000, "y")]


def test_what_was_asked_is_done_before_its_answer_is_read() -> None:
    rows = ask_prepared(RENAME, {"name": "z", "one": 4_000, "other": 4_001})
    assert sorted(rows()) == [(4_000, "z"), (4_001, "z")]
    assert Topic.objects.filter(name_lv="z").count() == 2


@pytest.mark.django_db(transaction=True)
def test_refusal_is_said_as_django_says_it_and_the_connection_goes_on() -> None:
    with pytest.raises(DatabaseError):
        ask_prepared(TWICE, {"code": "same", "from": 4_000})()
    with pytest.raises(DatabaseError):
        ask_prepared("UPDATE no_such_table SET x = %(x)s RETURNING x", {"x": 1})()
    assert Topic.objects.filter(pk=4_000, code="prepared-0").count() == 1
    connection.close()  # the next connection has planned nothing yet
    assert len(ask_prepared(RENAME, {"name": "again", "one": 4_000, "other": None})()) == 1
