"""A result as plain facts, for the data twin and the API."""

from typing import Any

from django.conf import settings

from balss.search.queries.showing import Result


def result_facts(result: Result) -> dict[str, Any]:
    """`passage` is the sentence that answers best; "" where the document has no text."""
    return {
        "kind": result.document.kind,
        "key": result.document.key,
        "title": result.title.text,
        "language": result.title.language,
        "url": settings.ORIGIN + result.address,
        "date": result.date.isoformat() if result.date else None,
        "institutions": [institution.code for institution in result.institutions],
        "passage": result.passage.text if result.passage else "",
    }
