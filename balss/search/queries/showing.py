"""A document as a result: in the reader's language where it speaks it, with the words sought marked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from balss.core.text.passage import Piece, marked, passage
from balss.places.models import Institution
from balss.search.models import Document
from balss.shared.search_documents import search_documents


@dataclass(frozen=True)
class Said:
    """Words in a language, in pieces."""

    language: str
    pieces: list[Piece]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Result:
    """One thing that was found. `keys` are those of the words sought."""

    document: Document
    keys: AbstractSet[str]
    language: str
    institutions: list[Institution]

    @property
    def kind(self) -> str | Promise:
        return search_documents[self.document.kind].label

    @property
    def address(self) -> str:
        return search_documents[self.document.kind].address(self.document.key)

    @property
    def date(self) -> dt.date | None:
        return self.document.date

    @cached_property
    def title(self) -> Said:
        language, text = next(self._in_order(self.document.title))
        return Said(language, marked(text, self.keys, language=language))

    @cached_property
    def passage(self) -> Said | None:
        """The sentence that has most of the words, in the first language in which one does; None without a text."""
        said = [
            Said(language, passage(text, self.keys, language=language))
            for language, text in self._in_order(self.document.text)
            if text.strip()
        ]
        answering = [words for words in said if any(piece.is_marked for piece in words.pieces)]
        return next(iter([*answering, *said]), None)

    def _in_order(self, said: dict[str, str]) -> Iterator[tuple[str, str]]:
        """By language: the reader's, the original's, the others."""
        before = [self.language, self.document.language]
        ordered = dict.fromkeys([*before, *sorted(said)])
        return ((language, said[language]) for language in ordered if language in said)


def results(documents: Iterable[Document], *, keys: AbstractSet[str], language: str) -> list[Result]:
    """The documents as results, in their order; two queries for the institutions of all of them."""
    shown = list(documents)
    ids = {pk for document in shown for pk in document.institutions}
    bodies = Institution.objects.prefetch_related("names").in_bulk(ids) if ids else {}
    return [
        Result(document, keys, language, [bodies[pk] for pk in document.institutions if pk in bodies])
        for document in shown
        if document.kind in search_documents
    ]
