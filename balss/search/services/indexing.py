"""The index follows a change, in the transaction of the change.

Nobody hands over words: a room names what changed, and what stands in the index from now on is what the kind's
`documents` says is public of it. No rights are asked for: nothing is decided here, and the caller's service has asked.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import OuterRef, Subquery

from balss.core.text.stems import keys_of
from balss.core.text.words import composed, words
from balss.search.models import Document, Entry, Word
from balss.search.models.engine import Row, engine, facet, place_of
from balss.shared.search_documents import SearchDocument, search_documents

LONGEST_WORD = 60


class UnknownKind(LookupError):
    """No room has pinned this kind on the board of search documents: a programming error."""


@transaction.atomic
def index(kind: str, keys: Iterable[str]) -> int:
    """Bring the index to what is public now of the things that the keys name: added, changed or taken out.

    Called after the change is written. Idempotent. Returns how many of them are in the index afterwards. The rows of
    what was in the index stay locked until the transaction ends, so that of two changes at once the later one counts.
    Raises UnknownKind.
    """
    if kind not in search_documents:
        raise UnknownKind(kind)
    named = sorted(set(keys))
    rows = Document.objects.select_for_update().filter(kind=kind, key__in=named).order_by("key")
    entry = Entry.objects.filter(document=OuterRef("pk")).values("place")
    standing = list(rows.annotate(place=Subquery(entry)).values_list("key", "pk", "place"))
    found = {document.key: document for document in search_documents[kind].documents(named)}
    engine().remove([place for _, _, place in standing if place is not None])
    if gone := [pk for key, pk, _ in standing if key not in found]:
        Document.objects.filter(pk__in=gone).delete()
    write(kind, [found[key] for key in sorted(found)])
    return len(found)


def write(kind: str, documents: Iterable[SearchDocument]) -> None:
    """Put documents into the index that have no entry there. Of the room alone: others call `index`."""
    given = {document.key: document for document in documents}
    written = Document.objects.bulk_create(
        [_row(kind, document) for document in given.values()],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["date", "language", "title", "text", "institutions"],
    )
    _put([(row, given[row.key]) for row in written])


def _row(kind: str, document: SearchDocument) -> Document:
    return Document(
        kind=kind,
        key=document.key,
        date=document.date,
        language=document.language,
        title={language: composed(text) for language, text in document.title.items()},
        text={language: composed(text) for language, text in document.text.items()},
        institutions=sorted(set(document.institutions)),
    )


def _put(documents: list[tuple[Document, SearchDocument]]) -> None:
    rows: list[Row] = []
    forms: dict[str, str] = {}
    for row, document in documents:
        title: list[str] = []
        text: list[str] = []
        others: list[str] = []
        for into, said in ((title, row.title), (text, row.text)):
            for written, found in _keys(said):
                into.append(found[0])
                others += found[1:]
                forms[found[0]] = written
        facets = [
            facet("k", row.kind),
            *(facet("i", institution) for institution in row.institutions),
            *(facet("t", topic) for topic in document.topics),
            *(facet("p", place) for place in document.places),
        ]
        rows.append(Row(place_of(row.pk, row.date), row.pk, title, text, sorted(set(others)), sorted(set(facets))))
    engine().put(rows)
    _remember(forms)


def _keys(said: dict[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word of the texts with its keys, language after language."""
    for language, text in sorted(said.items()):
        for word in words(text):
            if found := keys_of(word.written, language):
                yield word.written, found


def _remember(forms: dict[str, str]) -> None:
    """Keep the stems that are new, each with the form in which it was met."""
    spelt = {stem: form.casefold() for stem, form in forms.items() if form.isalpha() and len(form) <= LONGEST_WORD}
    known = set(Word.objects.filter(stem__in=spelt).values_list("stem", flat=True))
    fresh = [Word(stem=stem, written=spelt[stem]) for stem in sorted(spelt.keys() - known)]
    Word.objects.bulk_create(fresh, ignore_conflicts=True)
