"""What the index knows of a document, and the order of results."""

import datetime as dt
import re
from dataclasses import dataclass

EVERYTHING = "all"  # the facet of every document
_NUMBERS = 32  # bits of a place that hold the document's number


@dataclass(frozen=True)
class Row:
    """The keys of a document's words.

    `title` and `text` have the first key of every word, in order; `others` the further keys of all words; `facets` say
    what the document can be narrowed down by.
    """

    place: int
    document_id: int
    title: list[str]
    text: list[str]
    others: list[str]
    facets: list[str]


def facet(what: str, value: str | int) -> str:
    """The key of a fact: of a kind, institution, topic or place. No two facts have the same."""
    return what + re.sub(r"[^0-9a-z]", lambda sign: f"x{ord(sign.group()):x}x", str(value).replace("x", "xx"))


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
