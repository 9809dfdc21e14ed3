"""The index follows a change, in the transaction of the change.

Nobody hands over words: a room names what changed, and what stands in the index from now on is what the kind's
`documents` says is public of it. No rights are asked for: nothing is decided here, and the caller's service has asked.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import OuterRef, Subquery

from balss.core.text.question import MOST_WORDS
from balss.core.text.small_words import telling
from balss.core.text.stems import Keys, keys_of
from balss.core.text.words import composed, words
from balss.search.models import Document, Entry, Word
from balss.search.models.engine import BREAK, engine, facet, name_facet, place_of, row_of
from balss.shared.search_documents import SearchDocument, search_documents

MOST_IN_A_QUERY = 10_000  # words; SQLite takes no question with more than 32,766 of them


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
    rows = [
        row_of(
            place_of(written.pk, written.date),
            written.pk,
            title=() if document.is_untitled else _keys(written.title),
            text=_text(written, document),
            facets=_facets(written, document),
        )
        for written, document in documents
    ]
    engine().put(rows)
    _remember({key for row in rows for key in (*row.title, *row.text, *row.others) if key.isalpha()})


def _text(row: Document, document: SearchDocument) -> Iterator[Keys]:
    if document.is_untitled:
        yield from _keys(row.title)
        yield (BREAK,)
    yield from _keys(row.text)


def _facets(row: Document, document: SearchDocument) -> list[str]:
    return [
        facet("k", row.kind),
        *(facet("i", institution) for institution in row.institutions),
        *(facet("t", topic) for topic in document.topics),
        *(facet("p", place) for place in document.places),
        *_names({} if document.is_untitled else row.title, document.names),
    ]


def _names(title: dict[str, str], names: Iterable[str]) -> Iterator[str]:
    """What it is called, of as many words as a question can have."""
    for language, name in (*title.items(), *(("lv", name) for name in names)):
        written = [word.written for word in words(composed(name))]
        first = [key for place in telling(written) for key in keys_of(written[place], language)[:1]]
        if 0 < len(first) <= MOST_WORDS:
            yield name_facet(first)


def _keys(said: dict[str, str]) -> Iterator[Keys]:
    """The keys of each word of the texts, language after language with BREAK between."""
    for number, (language, text) in enumerate(sorted(said.items())):
        if number:
            yield (BREAK,)
        yield from (found for word in words(text) if (found := keys_of(word.written, language)))


def _remember(keys: set[str]) -> None:
    """Keep the keys that are new, for suggestions of spelling."""
    for some in _parts(sorted(keys)):
        known = set(Word.objects.filter(stem__in=some).values_list("stem", flat=True))
        Word.objects.bulk_create([Word(stem=key) for key in some if key not in known], ignore_conflicts=True)


def forget_words() -> int:
    """Forget the keys that no document has any more; how many. Of words that were withdrawn nothing is left then."""
    standing = engine().keys()
    gone = [stem for stem in Word.objects.values_list("stem", flat=True) if stem not in standing]
    for some in _parts(gone):
        Word.objects.filter(stem__in=some).delete()
    return len(gone)


def _parts(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + MOST_IN_A_QUERY] for start in range(0, len(keys), MOST_IN_A_QUERY))
