"""The index on SQLite: the virtual table `search_index` (FTS5), its rowid an entry's place.

Migration 0002 makes it, and a trigger that takes a row out when its entry goes. Its tokenizer (`ascii`) only parts at
spaces: keys are letters and digits.
"""

from collections.abc import Collection, Iterator
from itertools import product
from math import prod
from typing import Any

from django.db import connection

from balss.core.text.question import Term
from balss.search.models.engine.asking import Asked, pattern
from balss.search.models.engine.rows import BREAK, EVERYTHING, Row

MOST_PHRASES = 64  # ways to write one phrase with the keys of its words that are looked up

FOUND = "search_index MATCH %s AND rowid >= %s AND rowid < %s"
IN_TITLE, ANYWHERE = "(' ' || title || ' ')", f"(' ' || title || ' {BREAK} ' || text || ' ')"


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
        return self._ask("SELECT count(*) FROM search_index WHERE {found}", asked)[0]

    def places(self, asked: Asked, *, offset: int = 0, limit: int | None = None) -> list[int]:
        query = "SELECT rowid FROM search_index WHERE {found} ORDER BY rowid DESC LIMIT %s OFFSET %s"
        return self._ask(query, asked, -1 if limit is None else limit, offset)

    def keys(self) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT term FROM search_vocabulary WHERE col <> 'facets'")
            return {key for (key,) in cursor.fetchall()}

    def _ask(self, query: str, asked: Asked, *more: Any) -> list[int]:
        conditions = list(_read(asked))
        found = " AND ".join([FOUND, *(condition for condition, _ in conditions)])
        patterns = [each for _, patterns in conditions for each in patterns]
        with connection.cursor() as cursor:
            cursor.execute(query.format(found=found), [_expression(asked), *asked.places, *patterns, *more])
            return [row[0] for row in cursor.fetchall()]


def _expression(asked: Asked) -> str:
    """The question in FTS5's own language. Keys stand in quotation marks, so none is an operator."""
    wanted = [_term(term, "{title}" if asked.titles else "{title text}") for term in asked.question.wanted]
    facets = [f"{{facets}} : ({' OR '.join(map(_quoted, names))})" for names in asked.narrowed_to]
    expression = f"({' AND '.join(f'({part})' for part in [*wanted, *facets])})"
    kept_out = [_term(term, "{title text}") for term in asked.question.excluded if not _is_read(term)]
    kept_out += [_word(asked.without, "{facets}")] if asked.without else []
    if asked.titles is False and not any(map(_is_read, asked.question.wanted)):
        kept_out.append(" AND ".join(f"({_term(term, '{title}')})" for term in asked.question.wanted))
    return expression + "".join(f" NOT ({part})" for part in kept_out)


def _term(term: Term, columns: str) -> str:
    if not term.is_phrase:
        return _word(term.keys[0], columns if columns == "{title}" else "{title text others}")
    if _is_read(term):
        return " AND ".join(_word(keys, columns) for keys in term.keys)
    return f"{columns} : ({' OR '.join(_quoted(' '.join(way)) for way in product(*term.keys))})"


def _word(keys: tuple[str, ...], columns: str) -> str:
    return f"{columns} : ({' OR '.join(map(_quoted, keys))})"


def _quoted(keys: str) -> str:
    return f'"{keys}"'


def _is_read(term: Term) -> bool:
    """Whether a phrase can be written in too many ways: then what has its words is looked up, and read."""
    return term.is_phrase and prod(map(len, term.keys)) > MOST_PHRASES


def _read(asked: Asked) -> Iterator[tuple[str, list[str]]]:
    """What is asked of the keys of a document as they stand: conditions with their patterns."""
    where = IN_TITLE if asked.titles else ANYWHERE
    read = [pattern(term) for term in asked.question.wanted if _is_read(term)]
    yield from ((f"{where} REGEXP %s", [each]) for each in read)
    yield from ((f"NOT {ANYWHERE} REGEXP %s", [pattern(term)]) for term in asked.question.excluded if _is_read(term))
    if read and asked.titles is False:
        every = [pattern(term) for term in asked.question.wanted]
        yield f"NOT ({' AND '.join([f'{IN_TITLE} REGEXP %s'] * len(every))})", every
