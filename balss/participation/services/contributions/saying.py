"""Saying something online, as a draft first or at once: somebody signed in, or a guest who confirms it by e-mail.

Whoever sends gets a receipt at once. The same form sent twice is one contribution (`submission_key`), so a slow network
or a second press loses nothing and doubles nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balss.ledger.services import record
from balss.notices.services import send
from balss.participation.models import Attachment, Consultation, Contribution, OutcomeReport
from balss.participation.services.contributions.authors import author_link, is_author, stranger
from balss.participation.services.contributions.content import (
    IntakeClosed,
    NoReplies,
    Said,
    Speaker,
    check,
    fill,
    fill_burden,
    seal,
)
from balss.participation.services.contributions.suspicion import Signs, is_suspicious
from balss.participation.services.following import follow_contributions
from balss.participation.services.refusals import ChangedMeanwhile, NotInThatState
from balss.shared.models import StoredFile
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

State = Contribution.State
CONFIRM_WITHIN = timedelta(days=7)


class NoAddress(Refused):
    """A guest has to be reachable, once, so that nobody speaks in another's name."""

    @property
    def message(self) -> str:
        return _(
            "Give your e-mail address, or sign in: we send you a link to confirm what you say, and later the answer."
        )


class LinkTooOld(Refused):
    @property
    def message(self) -> str:
        return _("This was not confirmed within a week, so it does not count. If it is still open, say it again.")


class AlreadyReported(Refused):
    """The outcome report is public: what was not confirmed by then is not in it."""

    @property
    def message(self) -> str:
        return _("The outcome has been published already, without what you said, because it was not confirmed in time.")


@transaction.atomic
def save_draft(
    *,
    consultation: Consultation,
    submission_key: UUID,
    said: Said,
    speaker: Speaker,
    parent: Contribution | None = None,
    version: int = 0,
    by: Actor,
    now: datetime,
) -> Contribution:
    """Keep what a person signed in has written so far; nobody else sees it. Nothing has to be complete.

    `version` is that of the draft which the writing began from, 0 where there was none. Raises NotAllowed, NoReplies;
    ChangedMeanwhile where the draft has other words by now; NotInThatState once it was sent.
    """
    require(by, "participation.draft", consultation, now)
    locked = Contribution.objects.select_for_update(no_key=True, of=("self",))
    draft = locked.filter(submission_key=submission_key).first() or Contribution(
        submission_key=submission_key, consultation=consultation, person_id=by.person_id, created_at=now, version=0
    )
    if draft.state != State.DRAFT or not is_author(by, draft):
        raise NotInThatState
    if draft.pk is not None:
        _check_version(draft, said, version)
    draft.version += 1
    _place(draft, parent)
    fill(draft, said, speaker)
    draft.updated_at = now
    draft.save()
    fill_burden(draft, said)
    return draft


@transaction.atomic
def discard_draft(*, draft: Contribution, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, NotInThatState."""
    require(by, "participation.edit_contribution", draft, now)
    if draft.state != State.DRAFT:
        raise NotInThatState
    draft.delete()


@transaction.atomic
def contribute(
    *,
    consultation: Consultation,
    submission_key: UUID,
    said: Said,
    speaker: Speaker,
    parent: Contribution | None = None,
    attachments: Iterable[StoredFile] = (),
    signs: Signs = Signs(),  # noqa: B008  (frozen)
    draft_version: int = 0,
    by: Actor,
    now: datetime,
) -> Contribution:
    """Say something. A guest's waits for its confirmation, a suspicious one for a reader, the rest is public at once
    unless the consultation reads first.

    The same `submission_key` answers the contribution that is there; a draft under it becomes this, if it has no other
    words than `draft_version` had. Raises NotAllowed, IntakeClosed, NothingSaid, TooLong, NoName, NoAddress, NoReplies,
    ChangedMeanwhile.
    """
    if known := _sent_before(submission_key, by):
        return known
    consultation = Consultation.objects.select_related("opportunity__institution").get(pk=consultation.pk)
    if not consultation.opportunity.is_open(now) or _is_reported(consultation):
        raise IntakeClosed
    require(by, "participation.contribute", consultation, now)
    check(said, speaker)
    _check_address(by, speaker)
    drafts = Contribution.objects.select_for_update(no_key=True, of=("self",)).filter(state=State.DRAFT)
    contribution = drafts.filter(submission_key=submission_key, person=by.person_id).first() or Contribution(
        submission_key=submission_key, person_id=by.person_id, created_at=now
    )
    if contribution.pk is not None:
        _check_version(contribution, said, draft_version)
        contribution.version = 1
    contribution.consultation = consultation
    _place(contribution, parent)
    fill(contribution, said, speaker)
    contribution.submitted_at = contribution.updated_at = now
    suspicious = is_suspicious(contribution, signs)
    _move_on(contribution, State.UNCONFIRMED if not by.is_signed_in else None, suspicious=suspicious, now=now)
    try:
        with transaction.atomic():
            contribution.save()
    except IntegrityError:  # the same form, sent a moment ago and written while this one was read
        if known := _sent_before(submission_key, by):
            return known
        raise
    fill_burden(contribution, said)
    Attachment.objects.bulk_create(Attachment(contribution=contribution, file=file) for file in attachments)
    note_submission(contribution, by=stranger(by), now=now)
    if contribution.state == State.PUBLISHED:
        follow_contributions([contribution])
    _send_receipt(contribution, now)
    return contribution


@transaction.atomic
def confirm(*, contribution: Contribution, by: Actor, now: datetime) -> Contribution:
    """The guest has followed the link: the contribution counts, from when it was sent. Twice is as good as once.

    Raises NotAllowed, LinkTooOld; AlreadyReported once the outcome report is public.
    """
    contribution = (
        Contribution.objects.select_for_update(no_key=True, of=("self",))
        .select_related("consultation__opportunity__institution")
        .get(pk=contribution.pk)
    )
    require(by, "participation.edit_contribution", contribution, now)
    if contribution.state != State.UNCONFIRMED:
        return contribution
    assert contribution.submitted_at is not None  # noqa: S101  (a constraint)
    if now > contribution.submitted_at + CONFIRM_WITHIN:
        raise LinkTooOld
    if _is_reported(contribution.consultation):
        raise AlreadyReported
    _move_on(contribution, None, suspicious=is_suspicious(contribution, Signs()), now=now)
    contribution.updated_at = now
    contribution.save()
    record(
        action="participation.contribution_confirmed", subject=contribution, by=stranger(by), now=now,
        content={"receipt": contribution.receipt},
    )  # fmt: skip
    follow_contributions([contribution])
    return contribution


def note_submission(contribution: Contribution, *, by: Actor, now: datetime) -> None:
    """The entry of the ledger behind the receipt: that it was said, where and how; never by whom."""
    record(
        action="participation.contribution_submitted",
        subject=contribution,
        by=by,
        now=now,
        content={
            "receipt": contribution.receipt,
            "opportunity": str(contribution.consultation.opportunity.public_id),
            "channel": contribution.channel,
            "seal": seal(contribution),
        },
    )


def next_state(contribution: Contribution, *, suspicious: bool) -> str:
    """Where a confirmed contribution goes: to a reader first, or to the page."""
    if suspicious:
        return State.HELD
    before = contribution.consultation.moderation == Consultation.Moderation.BEFORE
    return State.HELD if before else State.PUBLISHED


def _move_on(contribution: Contribution, state: str | None, *, suspicious: bool, now: datetime) -> None:
    contribution.state = state or next_state(contribution, suspicious=suspicious)
    if contribution.state == State.PUBLISHED:
        contribution.published_at = now


def _sent_before(submission_key: UUID, by: Actor) -> Contribution | None:
    """What this form has sent already. A key that belongs to somebody else's form is not answered."""
    known = (
        Contribution.objects.select_related("consultation__opportunity__institution")
        .filter(submission_key=submission_key)
        .exclude(state=State.DRAFT)
        .first()
    )
    if known is not None and known.person_id != by.person_id:
        raise NotInThatState
    return known


def _is_reported(consultation: Consultation) -> bool:
    """Nothing is added to what the outcome report has counted and answered."""
    return OutcomeReport.objects.filter(consultation=consultation, state=OutcomeReport.State.PUBLISHED).exists()


def _check_version(draft: Contribution, said: Said, version: int) -> None:
    """That no other words were saved since the writing began from `version`; the same words twice are no conflict."""
    if draft.version != version and draft.text != said.text.strip():
        raise ChangedMeanwhile


def _place(contribution: Contribution, parent: Contribution | None) -> None:
    if parent is None:
        contribution.parent = contribution.root = None
        return
    stands = parent.state == State.PUBLISHED and parent.consultation_id == contribution.consultation_id
    if not stands or not contribution.consultation.takes_replies:
        raise NoReplies
    contribution.parent, contribution.root = parent, parent.root or parent


def _check_address(by: Actor, speaker: Speaker) -> None:
    if by.is_signed_in:
        return
    try:
        validate_email(speaker.email)
    except ValidationError as error:
        raise NoAddress from error


def _send_receipt(contribution: Contribution, now: datetime) -> None:
    """To a guest: the link that confirms; somebody signed in sees the receipt on the page and among the own ones."""
    if contribution.state != State.UNCONFIRMED:
        return
    opportunity = contribution.consultation.opportunity
    send(
        kind="participation.confirm",
        to=contribution.email,
        language=contribution.language if contribution.language in ("lv", "en") else "lv",
        context={
            "title": opportunity.title,
            "receipt": contribution.receipt,
            "text": contribution.text,
            "path": author_link(contribution),
        },
        now=now,
        dedupe_key=contribution.receipt,
    )
