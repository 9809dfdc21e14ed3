"""Making the index anew, from what the rooms say is public."""

from dataclasses import dataclass
from datetime import datetime

from balss.core.text.stems import EDITION
from balss.search.models import Document, Edition
from balss.search.services.indexing import forget_words, index
from balss.shared.search_documents import SearchKind, search_documents

BATCH = 200  # documents to a transaction: others write meanwhile


@dataclass(frozen=True)
class Rebuilt:
    """How many documents of each kind are in the index, and how many were in it of which nothing is public any more."""

    documents: dict[str, int]
    removed: int


def rebuild() -> Rebuilt:
    """Bring the whole index to what is public now, while people search and write.

    The same as if every change had been followed; what is in the index stays found throughout. Words that no document
    has any more are forgotten.
    """
    before = set(Document.objects.values_list("pk", flat=True))
    counted = {kind.name: _rebuild_kind(kind) for kind in search_documents}
    Document.objects.exclude(kind__in=counted).delete()
    forget_words()
    Edition.objects.update_or_create(pk=1, defaults={"number": EDITION})
    return Rebuilt(counted, len(before - set(Document.objects.values_list("pk", flat=True))))


def bring_to_edition(now: datetime) -> str:
    """Make the index anew where its words were cut by other rules than today's; what was done."""
    if Edition.objects.filter(number=EDITION).exists():
        return ""
    is_new = not Document.objects.exists()
    rebuilt = rebuild()
    return "" if is_new else f"made anew, {sum(rebuilt.documents.values())} documents"


def _rebuild_kind(kind: SearchKind) -> int:
    standing = Document.objects.filter(kind=kind.name).values_list("key", flat=True)
    keys = sorted({*kind.keys(), *standing})
    return sum(index(kind.name, keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))
