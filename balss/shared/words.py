"""Looking for words in rows: whatever their case and diacritics, on which databases do not agree.

For lists that are narrowed by a word or two; what is ranked and understood by its stems is the room `search`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet

from balss.core.alphabet import without_marks

MOST_WORDS = 8  # of what was typed; more narrow no further

Rows = TypeVar("Rows", bound=QuerySet[Any])


def with_words(rows: Rows, wanted: str, *columns: str) -> Rows:
    """The rows whose columns together hold all the words; all rows where there is no word. Reads them: one query.

    A column of translations holds the words of each.
    """
    if not wanted.split():
        return rows
    holds = holding(wanted)
    texts = rows.order_by().values_list("pk", *columns).iterator(chunk_size=2000)
    return rows.filter(pk__in=[pk for pk, *said in texts if holds(" ".join(map(_text, said)))])


def holding(wanted: str) -> Callable[[str], bool]:
    """Whether a text holds all the words."""
    words = without_marks(wanted).split()[:MOST_WORDS]

    def holds(text: str) -> bool:
        plain = without_marks(text)
        return all(word in plain for word in words)

    return holds


def _text(value: Any) -> str:
    return " ".join(map(_text, value.values())) if isinstance(value, dict) else str(value)
