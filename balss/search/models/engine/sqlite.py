"""The index on SQLite: the virtual table `search_index` (FTS5), its rowid an entry's place.

Migration 0002 makes it, and a trigger that takes a row out when its entry goes. Its tokenizer (`ascii`) only parts at
spaces: keys are letters and digits.
"""

from collections.abc import Collection
from itertools import product
from typing import Any

from django.db import connection

from balss.core.text.question import Term
from balss.search.models.engine.asking import Asked
from balss.search.models.engine.rows import EVERYTHING, Row

MOST_PHRASES = 64  # ways to write one phrase with the keys of its words

FOUND = "search_index MATCH %s AND rowid >= %s AND rowid < %s"


class SqliteEngine:
    def put(self, rows: Collection[Row]) -> None:
        columns: list[tuple[int | str, ...]] = [
            (row.place, *(" ".join(keys) for keys in (row.title, row.text, row.others, [*row.facets, EVERYTHING])))
            for row in rows
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_entry (place, document_id) VALUES (%s, %s)",
                [(row.place, row.document_id) for row in rows],
            )
            cursor.executemany(
                "INSERT INTO search_index (rowid, title, text, others, facets) VALUES (%s, %s, %s, %s, %s)", columns
            )

    def remove(self, places: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_entry WHERE place = %s", [(place,) for place in places])

    def count(self, asked: Asked) -> int:
        query = f"SELECT count(*) FROM search_index WHERE {FOUND}"  # noqa: S608
        return self._ask(query, asked)[0]

    def places(self, asked: Asked, *, offset: int = 0, limit: int | None = None) -> list[int]:
        query = f"SELECT rowid FROM search_index WHERE {FOUND} ORDER BY rowid DESC LIMIT %s OFFSET %s"  # noqa: S608
        return self._ask(query, asked, -1 if limit is None else limit, offset)

    def _ask(self, query: str, asked: Asked, *more: Any) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(query, [_expression(asked), *asked.places, *more])
            return [row[0] for row in cursor.fetchall()]


def _expression(asked: Asked) -> str:
    """The question in FTS5's own language. Keys stand in quotation marks, so none is an operator."""
    wanted = [_term(term, "{title}" if asked.titles else "{title text}") for term in asked.question.wanted]
    facets = [f"{{facets}} : ({' OR '.join(map(_quoted, names))})" for names in asked.narrowed_to]
    expression = f"({' AND '.join(f'({part})' for part in [*wanted, *facets])})"
    kept_out = [_term(term, "{title text}") for term in asked.question.excluded]
    if asked.titles is False:
        kept_out.append(" AND ".join(f"({_term(term, '{title}')})" for term in asked.question.wanted))
    return expression + "".join(f" NOT ({part})" for part in kept_out)


def _term(term: Term, columns: str) -> str:
    if not term.is_phrase:
        where = columns if columns == "{title}" else "{title text others}"
        return f"{where} : ({' OR '.join(map(_quoted, term.keys[0]))})"
    ways = [" ".join(way) for way in product(*term.keys)][:MOST_PHRASES]
    return f"{columns} : ({' OR '.join(map(_quoted, ways))})"


def _quoted(keys: str) -> str:
    return f'"{keys}"'
