"""Things of a kind of its own that a test makes public, changes and withdraws."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from balss.core.text.question import question
from balss.search.queries import Answers, Filters
from balss.search.services import index
from balss.shared.search_documents import SearchDocument, SearchKind, search_documents

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


class Shelf:
    """What is public of the kind `test.note`, by key; `put` and `take` tell the index as a service does."""

    kind = "test.note"

    def __init__(self) -> None:
        self.public: dict[str, SearchDocument] = {}

    def put(self, key: str, text: str = "", *, title: str = "Piezīme", language: str = "lv", **parts: object) -> None:
        document = SearchDocument(key, {language: title}, {language: text}, language)
        self.public[key] = replace(document, **parts)  # type: ignore[arg-type]
        index(self.kind, [key])

    def take(self, key: str) -> None:
        del self.public[key]
        index(self.kind, [key])

    def documents(self, keys: object) -> list[SearchDocument]:
        return [document for key, document in self.public.items() if key in keys]  # type: ignore[operator]


@pytest.fixture
def shelf(db, monkeypatch) -> Iterator[Shelf]:
    shelf = Shelf()
    monkeypatch.setattr(search_documents, "_pins", dict(search_documents._pins))
    search_documents.pin(
        SearchKind(shelf.kind, "Piezīmes", lambda: list(shelf.public), shelf.documents, lambda key: f"/piezimes/{key}/")
    )
    return shelf


@pytest.fixture
def found(db):
    """The keys of what answers a question, in order."""

    def found(typed: str = "", *, offset: int = 0, limit: int = 20, **filters: object) -> list[str]:
        answers = Answers(question(typed), Filters(**filters), on=TODAY)  # type: ignore[arg-type]
        return [row.key for row in answers[offset : offset + limit]]

    return found
