"""The index on PostgreSQL: a tsvector to each entry, under a GIN index.

A key stands in the vector as it is, with its place in the text; before a key of the title stands “^”, before a facet
“=”, which no key has. So every question is answered from the index, without weights.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from balss.core.text.question import Term
from balss.search.models.engine.asking import Asked
from balss.search.models.engine.rows import EVERYTHING, Row

GAP = 2  # places between title and text, so that no phrase goes from one into the other
LAST_POSITION = 16383  # a tsvector knows no later one

# Reading all vectors looks cheap to the planner where a word is common; looking into each of them is not.
FROM_INDEX = "SET LOCAL enable_seqscan = off; "
FOUND = "vector @@ %s::tsquery AND place >= %s AND place < %s"


class PostgresEngine:
    def put(self, rows: Collection[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_entry (place, document_id, vector) VALUES (%s, %s, %s::tsvector)",
                [(row.place, row.document_id, _vector(row)) for row in rows],
            )

    def remove(self, places: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_entry WHERE place = %s", [(place,) for place in places])

    def count(self, asked: Asked) -> int:
        query = f"SELECT count(*) FROM search_entry WHERE {FOUND}"  # noqa: S608
        return self._ask(query, asked)[0]

    def places(self, asked: Asked, *, offset: int = 0, limit: int | None = None) -> list[int]:
        # “+ 0” keeps the planner from walking through all places in search of a rare word: it cannot know how rare
        query = f"SELECT place FROM search_entry WHERE {FOUND} ORDER BY place + 0 DESC LIMIT %s OFFSET %s"  # noqa: S608
        return self._ask(query, asked, limit, offset)

    def _ask(self, query: str, asked: Asked, *more: Any) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(FROM_INDEX + query, [_expression(asked), *asked.places, *more])
            cursor.nextset()
            return [row[0] for row in cursor.fetchall()]


def _vector(row: Row) -> str:
    """The row as a tsvector is written: 'skol':3,17 '^skol':3 '=all'."""
    standing: dict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(row.title, start=1):
        standing[key].append(position)
        standing["^" + key].append(position)
    for position, key in enumerate(row.text, start=len(row.title) + GAP):
        standing[key].append(position)
    positions = {key: [place for place in places if place <= LAST_POSITION] for key, places in standing.items()}
    bare = {*row.others, *("=" + name for name in (*row.facets, EVERYTHING))} - set(positions)
    return " ".join([*_written(positions), *(f"'{key}'" for key in sorted(bare))])


def _written(positions: dict[str, list[int]]) -> Iterator[str]:
    for key, places in positions.items():
        yield f"'{key}':{','.join(map(str, places))}" if places else f"'{key}'"


def _expression(asked: Asked) -> str:
    """The question as a tsquery is written. Keys stand in quotation marks, so none is an operator."""
    parts = [_term(term, "^" if asked.titles else "") for term in asked.question.wanted]
    parts += [_any(names, "=") for names in asked.narrowed_to]
    parts += [f"!{_term(term)}" for term in asked.question.excluded]
    if asked.titles is False:
        parts.append(f"!({' & '.join(_term(term, '^') for term in asked.question.wanted)})")
    return " & ".join(parts)


def _term(term: Term, before: str = "") -> str:
    return f"({' <-> '.join(_any(keys, before) for keys in term.keys)})"


def _any(keys: tuple[str, ...], before: str) -> str:
    quoted = [f"'{before}{key}'" for key in keys]
    return f"({' | '.join(quoted)})"
