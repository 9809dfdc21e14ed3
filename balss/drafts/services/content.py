"""What a draft is about: begun, changed, discarded before it is published, withdrawn after."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db import transaction

from balss.drafts.models import Draft, DraftKind, State, Wording, WorkingText
from balss.drafts.services.refusals import ChangedMeanwhile, DraftIncomplete, NotInThatState, ReasonMissing
from balss.drafts.services.telling import tell_followers, tell_ledger, tell_search
from balss.participation.models import Opportunity, Process
from balss.places.models import Institution, Territory, Topic
from balss.shared.permissions import Actor, require
from balss.shared.slugs import free_slug

NEEDED = ("title", "summary", "contact_email")
MANY = ("topics", "territories")


@dataclass(frozen=True)
class Content:
    """What an official says of a draft. `english` has translations by column, where there are any."""

    title: str = ""
    kind: str = DraftKind.REGULATIONS.value
    summary: str = ""
    unit: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    topics: tuple[Topic, ...] = ()
    territories: tuple[Territory, ...] = ()
    process: Process | None = None
    opportunity: Opportunity | None = None
    english: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def create_draft(*, institution: Institution, content: Content, by: Actor, now: datetime) -> Draft:
    """Begun, seen by the institution alone. Raises NotAllowed."""
    require(by, "drafts.create_draft", institution, now)
    draft = Draft(institution=institution, created_at=now, updated_at=now)
    _write(draft, content)
    draft.slug = free_slug(Draft, draft.title, now)
    draft.save()
    _write_links(draft, content)
    return draft


@transaction.atomic
def change_draft(*, draft: Draft, content: Content, revision: int, by: Actor, now: datetime) -> Draft:
    """Change what is said of it, in the open where it is published; `revision` is the one that the sender began from.

    The same words change nothing. Raises NotAllowed, NotInThatState, ChangedMeanwhile, and DraftIncomplete where a
    published draft would lose what people need.
    """
    draft = locked(draft, "drafts.edit_draft", by, now, State.PREPARED, State.PUBLISHED)
    check_revision(draft, revision)
    before = content_of(draft)
    if before == content:
        return draft
    if draft.is_public and (missing := missing_from(content)):
        raise DraftIncomplete(missing)
    _write(draft, content)
    touch(draft, now)
    _write_links(draft, content)
    if draft.is_public:
        changed = [each.name for each in fields(Content) if getattr(before, each.name) != getattr(content, each.name)]
        tell_ledger("drafts.draft_changed", draft, by, now, changed=changed)
        tell_search(draft, serials_of(draft))
    return draft


@transaction.atomic
def discard_draft(*, draft: Draft, by: Actor, now: datetime) -> None:
    """Throw away what was never published. Raises NotAllowed, NotInThatState."""
    locked(draft, "drafts.edit_draft", by, now, State.PREPARED).delete()


@transaction.atomic
def withdraw_draft(*, draft: Draft, reason: str, by: Actor, now: datetime) -> Draft:
    """Say that it goes no further: it leaves lists and search, and its page says why. Who follows the draft or one of
    its provisions is told. Raises NotAllowed, NotInThatState, ReasonMissing."""
    draft = locked(draft, "drafts.withdraw_draft", by, now, State.PUBLISHED)
    if not reason.strip():
        raise ReasonMissing
    draft.state, draft.withdrawn_at, draft.withdrawn_reason = State.WITHDRAWN, now, reason.strip()
    touch(draft, now)
    WorkingText.objects.filter(draft=draft).delete()
    serials = serials_of(draft)
    tell_ledger("drafts.draft_withdrawn", draft, by, now, reason=draft.withdrawn_reason)
    tell_search(draft, serials)
    tell_followers("drafts.draft_withdrawn", draft, now, provisions=serials)
    return draft


def content_of(draft: Draft) -> Content:
    """What is said of it now. One query for each of MANY."""
    columns: dict[str, Any] = {each.name: getattr(draft, each.name, None) for each in fields(Content)}
    columns |= {name: tuple(getattr(draft, name).all()) for name in MANY}
    return Content(**columns | {"english": draft.translations.get("en", {})})


def missing_from(content: Content) -> list[str]:
    """Fields without which people would not know what it is about or whom to ask."""
    return [name for name in NEEDED if not getattr(content, name)]


def locked(draft: Draft, action: str, by: Actor, now: datetime, *states: State) -> Draft:
    """The draft as it is now, changed by nobody else until the transaction ends. Raises NotAllowed, NotInThatState."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("institution", "process", "opportunity")
    draft = rows.get(pk=draft.pk)
    require(by, action, draft, now)
    if draft.state not in states:
        raise NotInThatState(draft)
    return draft


def check_revision(draft: Draft, revision: int) -> None:
    if draft.revision != revision:
        raise ChangedMeanwhile


def touch(draft: Draft, now: datetime) -> None:
    draft.revision += 1
    draft.updated_at = now
    draft.save()


def serials_of(draft: Draft) -> list[int]:
    """Of the provisions that stand in the newest version."""
    rows = Wording.objects.filter(version__draft=draft).newest().standing()
    return list(rows.order_by("place").values_list("provision__serial", flat=True))


def _write(draft: Draft, content: Content) -> None:
    """Onto the row; the caller saves, then calls `_write_links`."""
    for each in fields(Content):
        if each.name not in (*MANY, "english"):
            setattr(draft, each.name, getattr(content, each.name))
    draft.translate("en", **{name: content.english.get(name, "") for name in draft.in_languages})


def _write_links(draft: Draft, content: Content) -> None:
    for name in MANY:
        getattr(draft, name).set(getattr(content, name))
