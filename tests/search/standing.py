"""All that the index has, to compare one with another."""

from typing import Any

from django.db import connection

from balss.search.models import Document, Word
from balss.search.services import forget_words

ROWS = {
    "sqlite": "SELECT rowid, title, text, others, facets FROM search_index ORDER BY rowid",
    "postgresql": "SELECT place, vector::text, sequence FROM search_entry ORDER BY place",
}


def everything() -> list[Any]:
    """Every document with what is shown of it, every row of the index, and the words after a night."""
    forget_words()
    with connection.cursor() as cursor:
        cursor.execute(ROWS[connection.vendor])
        rows = cursor.fetchall()
    documents = list(Document.objects.order_by("pk").values())
    return [documents, rows, list(Word.objects.values_list("stem", flat=True))]
