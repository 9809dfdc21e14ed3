"""The index on PostgreSQL: a tsvector to each entry, under a GIN index.

A key stands in the vector as it is, with its place in the text; before a key of the title stands “^”, before a facet
“=”, which no key has. So every question is answered from the index, without weights.

What has no place in the text (further keys) stands at the place ASIDE, beside which nothing is: where a key without any
place could be a word of a phrase, PostgreSQL does not find the phrase, though another key is there.

A tsvector keeps places up to the 16,383rd, and 256 of a key. A *long* text has more. Its keys stand aside, with the
facet LONG, and all of them in their order in the column `sequence`, which is read where a phrase is sought and the
vector has its words. A title is never long (`rows.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from balss.core.text.question import Question, Term
from balss.search.models.engine.asking import Asked, pattern
from balss.search.models.engine.rows import BREAK, EVERYTHING, Row

GAP = 2  # places between title and text, so that no phrase goes from one into the other
ASIDE = 16383  # a tsvector knows no later place
LAST_POSITION = ASIDE - 2
MOST_POSITIONS = 255  # of a key
LONG = "=long"  # no facet has this name

# Reading all vectors looks cheap to the planner where a word is common; looking into each of them is not.
FROM_INDEX = "SET LOCAL enable_seqscan = off; "
FOUND = "vector @@ %s::tsquery AND place >= %s AND place < %s"
IN_SEQUENCE, NOT_IN_SEQUENCE = "(sequence IS NULL OR sequence ~ %s)", "(sequence IS NULL OR sequence !~ %s)"


class PostgresEngine:
    def put(self, rows: Collection[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_entry (place, document_id, vector, sequence) VALUES (%s, %s, %s::tsvector, %s)",
                [(row.place, row.document_id, _vector(row), _sequence(row)) for row in rows],
            )

    def remove(self, places: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_entry WHERE place = %s", [(place,) for place in places])

    def count(self, asked: Asked) -> int:
        return self._ask("SELECT count(*) FROM search_entry WHERE {found}", asked)[0]

    def places(self, asked: Asked, *, offset: int = 0, limit: int | None = None) -> list[int]:
        # “+ 0” keeps the planner from walking through all places in search of a rare word: it cannot know how rare
        query = "SELECT place FROM search_entry WHERE {found} ORDER BY place + 0 DESC LIMIT %s OFFSET %s"
        return self._ask(query, asked, limit, offset)

    def keys(self) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT word FROM ts_stat('SELECT vector FROM search_entry') WHERE word !~ '^[=^]'")
            return {key for (key,) in cursor.fetchall()}

    def _ask(self, query: str, asked: Asked, *more: Any) -> list[int]:
        phrases = list(_of_phrases(asked.question))
        found = " AND ".join([FOUND, *(condition for _, condition in phrases)])
        values = [_expression(asked), *asked.places, *(pattern for pattern, _ in phrases), *more]
        with connection.cursor() as cursor:
            cursor.execute(FROM_INDEX + query.format(found=found), values)
            cursor.nextset()
            return [row[0] for row in cursor.fetchall()]


def _is_long(row: Row) -> bool:
    if len(row.title) + GAP + len(row.text) > LAST_POSITION:
        return True
    counts = Counter(row.title)
    counts.update(row.text)
    return max(counts.values(), default=0) > MOST_POSITIONS


def _sequence(row: Row) -> str | None:
    return f" {' '.join(row.title)} {BREAK} {' '.join(row.text)} " if _is_long(row) else None


def _vector(row: Row) -> str:
    """The row as a tsvector is written: 'skol':3,17 '^skol':3 '=all'."""
    standing: dict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(row.title, start=1):
        standing[key].append(position)
        standing["^" + key].append(position)
    aside = {*row.others}
    facets = {"=" + name for name in (*row.facets, EVERYTHING)}
    if _is_long(row):
        aside |= {*row.text}
        facets |= {LONG}
    else:
        for position, key in enumerate(row.text, start=len(row.title) + GAP):
            standing[key].append(position)
    for key in aside - set(standing):
        standing[key] = [ASIDE]
    placed = (f"'{key}':{','.join(map(str, places))}" for key, places in standing.items() if BREAK not in key)
    return " ".join([*placed, *(f"'{name}'" for name in facets)])


def _of_phrases(question: Question) -> Iterator[tuple[str, str]]:
    """What is asked of the sequence of a long text: a pattern, and the condition that it stands in."""
    yield from ((pattern(term), IN_SEQUENCE) for term in question.wanted if term.is_phrase)
    yield from ((pattern(term), NOT_IN_SEQUENCE) for term in question.excluded if term.is_phrase)


def _expression(asked: Asked) -> str:
    """The question as a tsquery is written. Keys stand in quotation marks, so none is an operator."""
    parts = [_wanted(term, "^" if asked.titles else "") for term in asked.question.wanted]
    parts += [_any(names, "=") for names in asked.narrowed_to]
    parts += [f"!{_term(term)}" for term in asked.question.excluded]
    parts += [f"!{_any(asked.without, '=')}"] if asked.without else []
    if asked.titles is False:
        parts.append(f"!({' & '.join(_term(term, '^') for term in asked.question.wanted)})")
    return " & ".join(parts)


def _wanted(term: Term, before: str) -> str:
    """Of a phrase in the text, also the long texts that have its words."""
    if before or not term.is_phrase:
        return _term(term, before)
    return f"({_term(term)} | ('{LONG}' & {' & '.join(_any(keys, '') for keys in term.keys)}))"


def _term(term: Term, before: str = "") -> str:
    return f"({' <-> '.join(_any(keys, before) for keys in term.keys)})"


def _any(keys: tuple[str, ...], before: str) -> str:
    quoted = [f"'{before}{key}'" for key in keys]
    return f"({' | '.join(quoted)})"
