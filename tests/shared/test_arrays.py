"""The text of an array is what psycopg itself writes, and PostgreSQL reads the same words out of it."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from psycopg.adapt import PyFormat, Transformer
from psycopg.types.array import ListDumper

from balss.shared.arrays import QuickListDumper

WORDS = st.lists(st.one_of(st.none(), st.text(st.sampled_from("a\"\\{},ā \n\t'NUL"))), max_size=4)


def written(dumper: type[ListDumper], words: list[Any]) -> bytes:
    return bytes(dumper(list, Transformer()).upgrade(words, PyFormat.TEXT).dump(words) or b"")


@given(WORDS)
def test_array_is_written_as_psycopg_writes_it(words: list[Any]) -> None:
    assert written(QuickListDumper, words) == written(ListDumper, words)


@pytest.mark.django_db
def test_many_rows_with_markup_come_back_as_they_were() -> None:
    from balss.places.models import Topic

    names = ['<p class="x">“ā”</p>', "\\", '\\"', "", "{a,b}", "NULL", "it's", "%s", "\n"]
    Topic.objects.bulk_create(
        Topic(code=f"array-{place}", position=place, name_lv=name) for place, name in enumerate(names)
    )
    found = Topic.objects.filter(code__startswith="array-").order_by("position")
    assert list(found.values_list("name_lv", flat=True)) == names


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite takes rows one by one")
@pytest.mark.django_db
def test_connections_use_it() -> None:
    connection.ensure_connection()
    dumper = Transformer(connection.connection).get_dumper(["a"], PyFormat.TEXT)
    assert isinstance(dumper, QuickListDumper)
