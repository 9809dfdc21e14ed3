"""The ledger, the search and followers, after a change of what is public was written."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from balss.drafts.models import Draft
from balss.drafts.queries.found import key_of
from balss.ledger.services import record
from balss.notices.services import happened
from balss.search.services import index
from balss.shared.permissions import Actor

DRAFT, PROVISION = "drafts.draft", "drafts.provision"  # as they are searched and followed
PROCESS, OPPORTUNITY = "participation.process", "participation.opportunity"


def tell_ledger(action: str, draft: Draft, by: Actor, now: datetime, **more: Any) -> None:
    content = {"draft": draft.slug, "title": draft.title, "institution": draft.institution.code, "kind": draft.kind}
    record(action=action, subject=draft, by=by, now=now, content=content | more)


def tell_search(draft: Draft, serials: Collection[int]) -> None:
    """The draft, and those of its provisions: two changes of the index, however many they are."""
    index(DRAFT, [draft.slug])
    index(PROVISION, [key_of(draft.slug, serial) for serial in serials])


@translation.override("lv")
def tell_followers(kind: str, draft: Draft, now: datetime, *, provisions: Collection[int] = ()) -> None:
    """One happening, which concerns the draft, the provisions with these serial numbers, and where it is decided: so
    nobody is told twice. A draft that names no place concerns the one that its institution governs."""
    governed = draft.institution.territory
    compared = reverse("drafts:compare", args=[draft.slug, draft.newest - 1, draft.newest]) if draft.newest > 1 else ""
    also = [(PROVISION, key_of(draft.slug, serial)) for serial in provisions]
    if draft.process is not None:
        also.append((PROCESS, draft.process.slug))
    if draft.opportunity is not None:
        also.append((OPPORTUNITY, str(draft.opportunity.public_id)))
    happened(
        kind,
        about=(DRAFT, draft.slug),
        title=draft.all_words("title"),
        address=compared if kind == "drafts.version_published" else draft.get_absolute_url(),
        also=also,
        topics=draft.topics.select_related("parent"),
        territories=list(draft.territories.all()) or ([governed] if governed else []),
        institutions=[draft.institution],
        now=now,
    )
