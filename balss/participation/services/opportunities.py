"""Announcing opportunities of this room: prepared, checked against the law, published, extended or withdrawn."""

from datetime import datetime
from typing import Any

from django.db import transaction

from balss.core.calendar.riga import day_in_riga
from balss.ledger.services import record
from balss.participation.models import (
    Consultation,
    Extension,
    Opportunity,
    OpportunityKind,
    Process,
    PublicDiscussion,
    written_by,
)
from balss.participation.services.following import follow_opportunity
from balss.participation.services.news import tell_of_opportunity
from balss.participation.services.processes import locked as locked_process
from balss.participation.services.publishing import faults_of
from balss.participation.services.refusals import (
    AlreadyClosed,
    ChangedMeanwhile,
    Missing,
    NotInThatState,
    NotLater,
    NotPublishable,
)
from balss.participation.services.telling import tell_participants
from balss.plan.services import recount
from balss.shared.permissions import Actor, require

State = Opportunity.State
COLUMNS = (
    "kind", "title", "question", "summary", "what_happens", "answers_by_date", "contact", "offline", "opens_at",
    "closes_at", "language", "translations",
)  # fmt: skip
WORDS_AFTER_PUBLISHING = ("title", "summary", "what_happens", "contact", "offline", "translations")
LISTS = ("topics", "territories", "audiences")
INTAKE = ("moderation", "takes_guests", "takes_replies", "needs_approval")
DISCUSSION = (
    "subject", "initiator", "initiators", "council_decision", "notice_sent_date", "on_site", "summary_approved_date",
    "decided_date",
)  # fmt: skip


@transaction.atomic
def prepare_opportunity(*, process: Process, content: dict[str, Any], by: Actor, now: datetime) -> Opportunity:
    """Begin an opportunity of a process as a draft. `content`: COLUMNS, LISTS, INTAKE and for a public discussion
    DISCUSSION. What it does not say of topics, places and groups is that of the process. Raises NotAllowed."""
    process = locked_process(process, by, now, Process.State.DRAFT, Process.State.UNDER_WAY)
    opportunity = Opportunity(
        process=process, institution=process.institution, created_at=now, updated_at=now, **written_by(by)
    )
    _fill(opportunity, content, COLUMNS)
    opportunity.save()
    lists = {name: getattr(process, name).all() for name in LISTS}
    _fill_lists(opportunity, lists | content)
    Consultation.objects.create(opportunity=opportunity)
    _fill_intake(opportunity, content)
    return opportunity


@transaction.atomic
def change_opportunity(
    *, opportunity: Opportunity, content: dict[str, Any], version: int, by: Actor, now: datetime
) -> Opportunity:
    """Change a draft whole; of a published one the words around the question, in the open. The question, the kind and
    the times stay as people answered them: `extend_opportunity` moves the end.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile.
    """
    opportunity = locked(opportunity, by, now, State.DRAFT, State.PUBLISHED)
    if opportunity.version != version:
        raise ChangedMeanwhile
    is_draft = opportunity.state == State.DRAFT
    names = COLUMNS if is_draft else WORDS_AFTER_PUBLISHING
    before = {name: getattr(opportunity, name) for name in names}
    _fill(opportunity, content, names)
    _sign(opportunity, by, now)
    opportunity.save()
    if is_draft:
        _fill_lists(opportunity, content)
        _fill_intake(opportunity, content)
    else:
        changed = sorted(name for name in names if before[name] != getattr(opportunity, name))
        _record("participation.opportunity_changed", opportunity, by, now, changed=changed)
    return opportunity


@transaction.atomic
def publish_opportunity(*, opportunity: Opportunity, by: Actor, now: datetime) -> Opportunity:
    """Make a draft public, at once or from its opening time, together with its process.

    Raises NotAllowed, NotInThatState, NotPublishable with everything that is missing or against the law.
    """
    opportunity = locked(opportunity, by, now, State.DRAFT)
    if opportunity.process is None or not opportunity.process.is_public:
        raise NotInThatState
    if faults := faults_of(opportunity, now):
        raise NotPublishable(faults)
    opportunity.opens_at = max(opportunity.opens_at or now, now)
    opportunity.state, opportunity.published_at = State.PUBLISHED, now
    _sign(opportunity, by, now)
    opportunity.save()
    _record(
        "participation.opportunity_published", opportunity, by, now,
        question=opportunity.question, opens=_iso(opportunity.opens_at), closes=_iso(opportunity.closes_at),
        answers_by=opportunity.answers_by_date.isoformat() if opportunity.answers_by_date else None,
    )  # fmt: skip
    tell_of_opportunity("participation.opportunity_published", opportunity, now=now)
    return opportunity


@transaction.atomic
def extend_opportunity(
    *, opportunity: Opportunity, closes_at: datetime, reason: str, by: Actor, now: datetime
) -> Opportunity:
    """Move the end of a published opportunity to a later time, and tell everybody who took part.

    The day by which answers are given moves by as many days. Raises NotAllowed, NotInThatState, AlreadyClosed,
    NotLater, Missing.
    """
    opportunity = locked(opportunity, by, now, State.PUBLISHED)
    if not reason.strip():
        raise Missing(Extension, "reason")
    if opportunity.closes_at is None or opportunity.is_over(now):
        raise AlreadyClosed
    if closes_at <= opportunity.closes_at:
        raise NotLater(opportunity.closes_at)
    extension = Extension.objects.create(
        opportunity=opportunity, closed_at=opportunity.closes_at, closes_at=closes_at, reason=reason.strip(),
        extended_by=by.public_id, extended_at=now,
    )  # fmt: skip
    if opportunity.answers_by_date is not None:
        opportunity.answers_by_date += day_in_riga(closes_at) - day_in_riga(opportunity.closes_at)
    opportunity.closes_at = closes_at
    _sign(opportunity, by, now)
    opportunity.save()
    _record(
        "participation.opportunity_extended", opportunity, by, now,
        closed=_iso(extension.closed_at), closes=_iso(closes_at), reason=extension.reason,
    )  # fmt: skip
    tell_of_opportunity("participation.opportunity_extended", opportunity, now=now)
    tell_participants(
        kind="participation.opportunity_extended", opportunity=opportunity, now=now,
        closes_date=opportunity.last_date, reason=extension.reason,
    )  # fmt: skip
    return opportunity


@transaction.atomic
def withdraw_opportunity(*, opportunity: Opportunity, reason: str, by: Actor, now: datetime) -> Opportunity:
    """Take a published opportunity back, with the reason, which stays on its page; tells everybody who took part.

    Raises NotAllowed, NotInThatState, Missing.
    """
    opportunity = locked(opportunity, by, now, State.PUBLISHED)
    if not reason.strip():
        raise Missing(Opportunity, "withdrawn_reason")
    opportunity.state, opportunity.withdrawn_reason = State.WITHDRAWN, reason.strip()
    _sign(opportunity, by, now)
    opportunity.save()
    _record("participation.opportunity_withdrawn", opportunity, by, now, reason=opportunity.withdrawn_reason)
    tell_of_opportunity("participation.opportunity_withdrawn", opportunity, now=now)
    tell_participants(
        kind="participation.opportunity_withdrawn", opportunity=opportunity, now=now,
        reason=opportunity.withdrawn_reason,
    )  # fmt: skip
    return opportunity


@transaction.atomic
def discard_opportunity(*, opportunity: Opportunity, by: Actor, now: datetime) -> None:
    """Throw a draft away. Raises NotAllowed, NotInThatState."""
    locked(opportunity, by, now, State.DRAFT).delete()


def locked(opportunity: Opportunity, by: Actor, now: datetime, *states: State) -> Opportunity:
    """The opportunity as it stands, locked until the transaction ends, after the right and the state were checked."""
    opportunity = (
        Opportunity.objects.select_for_update(no_key=True, of=("self",))
        .select_related("institution", "process__institution")
        .get(pk=opportunity.pk)
    )
    require(by, "participation.manage_opportunity", opportunity, now)
    if opportunity.state not in states:
        raise NotInThatState
    return opportunity


def _fill(opportunity: Opportunity, content: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in content:
            setattr(opportunity, name, content[name])


def _fill_lists(opportunity: Opportunity, content: dict[str, Any]) -> None:
    for name in LISTS:
        if name in content:
            getattr(opportunity, name).set(content[name])


def _fill_intake(opportunity: Opportunity, content: dict[str, Any]) -> None:
    intake = {name: content[name] for name in INTAKE if name in content}
    consultation, _made = Consultation.objects.update_or_create(opportunity=opportunity, defaults=intake)
    if opportunity.kind != OpportunityKind.PUBLIC_DISCUSSION:
        PublicDiscussion.objects.filter(consultation=consultation).delete()
    elif discussion := {name: content[name] for name in DISCUSSION if name in content}:
        PublicDiscussion.objects.update_or_create(consultation=consultation, defaults=discussion)


def _sign(opportunity: Opportunity, by: Actor, now: datetime) -> None:
    opportunity.author, opportunity.updated_at, opportunity.version = by.public_id, now, opportunity.version + 1


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _record(action: str, opportunity: Opportunity, by: Actor, now: datetime, **more: Any) -> None:
    content = {
        "opportunity": str(opportunity.public_id),
        "kind": opportunity.kind,
        "title": opportunity.title,
        "institution": opportunity.institution.code if opportunity.institution else None,
        "process": opportunity.process.slug if opportunity.process else None,
    }
    record(action=action, subject=opportunity, by=by, now=now, content=content | more)
    recount(now=now, room="participation")
    follow_opportunity(opportunity)
