"""Reading what people say: publishing what was held, removing with a statement of reasons, hearing the author.

Regulation (EU) 2022/2065 (DSA), Art. 16 (notices of illegal content), 17 (statement of reasons), 20 (complaints).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from balss.ledger.services import record
from balss.notices.services import Message, send_own
from balss.participation.models import Contribution, Removal, Report
from balss.participation.services.contributions.authors import own_page, stranger
from balss.participation.services.following import follow_contributions
from balss.participation.services.refusals import Missing, NotInThatState
from balss.participation.services.telling import address_of
from balss.shared.permissions import Actor, require

State = Contribution.State
WAITING = (State.HELD, State.SPAM)


@dataclass(frozen=True)
class Reasons:
    """The statement of reasons (DSA Art. 17(3)): the ground, the facts relied on, and the rule that they break."""

    ground: str
    facts: str
    legal_ground: str


@transaction.atomic
def publish_held(*, contributions: Iterable[Contribution], by: Actor, now: datetime) -> int:
    """Show what was held or taken for spam; how many were. Those that changed meanwhile are left. Raises NotAllowed."""
    shown = []
    for contribution in _locked(contributions, by, now):
        if contribution.state in WAITING:
            contribution.state, contribution.published_at = State.PUBLISHED, contribution.published_at or now
            contribution.updated_at = now
            contribution.save()
            _note("participation.contribution_published", contribution, by, now)
            shown.append(contribution)
    follow_contributions(shown)
    return len(shown)


@transaction.atomic
def hold_as_spam(*, contributions: Iterable[Contribution], by: Actor, now: datetime) -> int:
    """Leave what was held unpublished as advertising; its author is not told, and may ask. Raises NotAllowed."""
    done = 0
    for contribution in _locked(contributions, by, now):
        if contribution.state == State.HELD:
            contribution.state, contribution.updated_at = State.SPAM, now
            contribution.save()
            _note("participation.contribution_held", contribution, by, now)
            done += 1
    return done


@transaction.atomic
def remove(*, contribution: Contribution, reasons: Reasons, by: Actor, now: datetime) -> Removal:
    """Take the words from the page; the place stays, with the reasons, and the author gets them and may contest.

    Raises NotAllowed, NotInThatState, Missing.
    """
    contribution = next(iter(_locked([contribution], by, now)))
    if contribution.state not in (State.PUBLISHED, State.HELD, State.SPAM):
        raise NotInThatState
    for name in ("facts", "legal_ground"):
        if not getattr(reasons, name).strip():
            raise Missing(Removal, name)
    removal = Removal.objects.create(
        contribution=contribution, ground=reasons.ground, facts=reasons.facts.strip(),
        legal_ground=reasons.legal_ground.strip(), removed_by=by.public_id, removed_at=now,
    )  # fmt: skip
    contribution.state, contribution.updated_at = State.REMOVED, now
    contribution.published_at = contribution.published_at or now  # its place on the page
    contribution.save()
    follow_contributions([contribution])
    _decide_reports(contribution, Report.State.UPHELD, by, now)
    _note("participation.contribution_removed", contribution, by, now, ground=removal.ground, facts=removal.facts)
    _tell(contribution, "participation.removed", now, removal)
    return removal


@transaction.atomic
def contest(*, removal: Removal, objection: str, by: Actor, now: datetime) -> Removal:
    """The author asks somebody else to look at the removal again. Raises NotAllowed, NotInThatState, Missing."""
    removal = (
        Removal.objects.select_for_update(no_key=True, of=("self",)).select_related("contribution").get(pk=removal.pk)
    )
    require(by, "participation.contest_removal", removal, now)
    if removal.state != Removal.State.STANDING:
        raise NotInThatState
    if not objection.strip():
        raise Missing(Removal, "objection")
    removal.state, removal.objection, removal.contested_at = Removal.State.CONTESTED, objection.strip(), now
    removal.save()
    _note("participation.removal_contested", removal.contribution, stranger(by), now)
    return removal


@transaction.atomic
def decide_contest(*, removal: Removal, uphold: bool, decision: str, by: Actor, now: datetime) -> Removal:
    """Uphold the removal, or reverse it and show the words again. Raises NotAllowed, NotInThatState, Missing."""
    removal = (
        Removal.objects.select_for_update(no_key=True, of=("self",))
        .select_related("contribution__consultation__opportunity__institution")
        .get(pk=removal.pk)
    )
    require(by, "participation.decide_contest", removal, now)
    if removal.state != Removal.State.CONTESTED:
        raise NotInThatState
    if not decision.strip():
        raise Missing(Removal, "decision")
    removal.state = Removal.State.UPHELD if uphold else Removal.State.REVERSED
    removal.decision, removal.decided_by, removal.decided_at = decision.strip(), by.public_id, now
    removal.save()
    contribution = removal.contribution
    if not uphold:
        contribution.state, contribution.updated_at = State.PUBLISHED, now
        contribution.save()
        follow_contributions([contribution])
    _note("participation.contest_decided", contribution, by, now, outcome=removal.state, decision=removal.decision)
    _tell(contribution, "participation.contest_decided", now, removal)
    return removal


@transaction.atomic
def report_content(
    *, contribution: Contribution, ground: str, text: str, email: str = "", by: Actor, now: datetime
) -> Report:
    """Tell the institution that a contribution is illegal or against the rules (DSA Art. 16); anyone may.

    A second report of one person on one contribution answers the first. Raises NotAllowed, NotInThatState.
    """
    require(by, "participation.report_content", contribution, now)
    if contribution.state != State.PUBLISHED:
        raise NotInThatState
    who = {"person_id": by.person_id} if by.person_id else {"person": None, "email": email.strip().lower()}
    if by.person_id or email:
        known = Report.objects.filter(contribution=contribution, state=Report.State.OPEN, **who).first()
        if known is not None:
            return known
    return Report.objects.create(contribution=contribution, ground=ground, text=text.strip(), reported_at=now, **who)


@transaction.atomic
def dismiss_reports(*, contribution: Contribution, by: Actor, now: datetime) -> int:
    """Let a reported contribution stand; how many reports that answers. Raises NotAllowed."""
    require(by, "participation.moderate", contribution.consultation, now)
    return _decide_reports(contribution, Report.State.DISMISSED, by, now)


def _decide_reports(contribution: Contribution, state: str, by: Actor, now: datetime) -> int:
    reports = list(Report.objects.filter(contribution=contribution, state=Report.State.OPEN).select_related("person"))
    for report in reports:
        report.state, report.decided_at, report.decided_by = state, now, by.public_id
        report.save()
        if found := address_of(report.person, report.email):
            opportunity = contribution.consultation.opportunity
            context = {
                "title": opportunity.title,
                "upheld": state == Report.State.UPHELD,
                "path": opportunity.get_absolute_url(),
            }
            letters = [(report.person_id, Message(*found, context))]
            send_own(kind="participation.report_decided", letters=letters, institution=opportunity.institution, now=now)
    return len(reports)


def _locked(contributions: Iterable[Contribution], by: Actor, now: datetime) -> list[Contribution]:
    """The contributions as they stand, locked in one order, after the right to moderate each was checked."""
    keys = [contribution.pk for contribution in contributions]
    rows = list(
        Contribution.objects.select_for_update(no_key=True, of=("self",))
        .select_related("consultation__opportunity__institution", "person")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    for consultation in {row.consultation for row in rows}:
        require(by, "participation.moderate", consultation, now)
    return rows


def _note(action: str, contribution: Contribution, by: Actor, now: datetime, **more: str) -> None:
    record(action=action, subject=contribution, by=by, now=now, content={"receipt": contribution.receipt, **more})


def _tell(contribution: Contribution, kind: str, now: datetime, removal: Removal) -> None:
    """The author, where there is an address."""
    found = address_of(contribution.person, contribution.email, contribution.language)
    if found is None:
        return
    opportunity = contribution.consultation.opportunity
    context = {
        "title": opportunity.title,
        "receipt": contribution.receipt,
        "text": contribution.text,
        "ground": removal.get_ground_display(),
        "facts": removal.facts,
        "legal_ground": removal.legal_ground,
        "decision": removal.decision,
        "reversed": removal.state == Removal.State.REVERSED,
        "path": own_page(contribution),
    }
    letters = [(contribution.person_id, Message(*found, context))]
    send_own(kind=kind, letters=letters, institution=opportunity.institution, now=now)
