"""What the index knows of a document, and the order of results.

No engine takes everything: PostgreSQL keeps a megabyte of a document's keys. So what is left out of a document that is
too long is decided here, the same for both.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from balss.core.text.stems import Keys

EVERYTHING = "all"  # the facet of every document
BREAK = "¶"  # between two languages, so that no phrase goes from one into the other; no key has this sign
TITLE_WORDS = 250  # of a title; more of them count as text. PostgreSQL keeps 256 places of a key
MOST_BYTES = 900_000  # of the different keys of a document with what comes with each; PostgreSQL keeps 1,048,575
BESIDE_A_KEY = 6  # bytes
_NUMBERS = 32  # bits of a place that hold the document's number


@dataclass(frozen=True)
class Row:
    """The keys of a document's words.

    `title` and `text` have the first key of every word, in order, and BREAK; `others` the further keys of all words;
    `facets` say what the document can be narrowed down by.
    """

    place: int
    document_id: int
    title: list[str]
    text: list[str]
    others: list[str]
    facets: list[str]


def row_of(place: int, document_id: int, *, title: Iterable[Keys], text: Iterable[Keys], facets: Iterable[str]) -> Row:
    """A row of the keys of a document's words, each word with its first one first, as far as the index takes them: the
    words from the one on whose keys are too much, and all after it, are left out."""
    titles: list[str] = []
    texts: list[str] = []
    others: set[str] = set()
    for is_title, keys in _fitting(title, text):
        (titles if is_title else texts).append(keys[0])
        others.update(keys[1:])
    return Row(place, document_id, titles, texts, sorted(others), sorted({*facets}))


def _fitting(title: Iterable[Keys], text: Iterable[Keys]) -> Iterator[tuple[bool, Keys]]:
    taken: set[str] = set()
    size = 0
    words = chain(((True, keys) for keys in title), ((False, keys) for keys in text))
    for position, (is_title, keys) in enumerate(words):
        for key in keys:
            if key not in taken:
                taken.add(key)
                size += len(key.encode()) + BESIDE_A_KEY
        if size > MOST_BYTES:
            return
        yield is_title and position < TITLE_WORDS, keys


def facet(what: str, value: str | int) -> str:
    """The key of a fact: of a kind, institution, topic or place. No two facts have the same."""
    return what + re.sub(r"[^0-9a-z]", lambda sign: f"x{ord(sign.group()):x}x", str(value).replace("x", "xx"))


def name_facet(keys: Iterable[str]) -> str:
    """The fact that something is called so: by the first keys of the words of a name, in any order."""
    return facet("n", blake2b(" ".join(sorted(keys)).encode(), digest_size=10).hexdigest())


def place_of(document_id: int, day: dt.date | None) -> int:
    """Where a document stands among results: by its day, then by its number; without a day before all others."""
    return ((day.toordinal() if day else 0) << _NUMBERS) + document_id


def places_between(since: dt.date | None, until: dt.date | None) -> tuple[int, int]:
    """The first place that lies in a time, and the first after it. With a beginning or an end, only what has a day."""
    if since is None and until is None:
        return 0, 1 << 62
    first = since.toordinal() if since else 1
    last = until.toordinal() if until else dt.date.max.toordinal()
    return first << _NUMBERS, (last + 1) << _NUMBERS
