"""Vetting: what the municipality finds, the changes it agrees with the author, and its decision with reasons.

What is rejected can be contested: to whom and until when is said by the call, and the author's objection is decided by
somebody who did not decide before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from balss.core.calendar.riga import day_in_riga
from balss.design.numbers import money_words
from balss.ledger.services import record
from balss.participation.models import written_by
from balss.participatory_budget.models import CostLine, Idea, Phase, ProposedChange, Vetting
from balss.participatory_budget.queries.authors import has_author_here
from balss.participatory_budget.queries.legal import rule
from balss.participatory_budget.services.entering import check_cost
from balss.participatory_budget.services.ideas import locked, note, own_page, rewrite
from balss.participatory_budget.services.letters import tell_authors
from balss.participatory_budget.services.news import tell_of_idea
from balss.participatory_budget.services.projects import write_project
from balss.participatory_budget.services.refusals import (
    AlreadyAsked,
    ChangeWaits,
    NoConsent,
    NoCost,
    NotInThatState,
    ReasonMissing,
)
from balss.participatory_budget.services.spreading import index_idea
from balss.shared.permissions import Actor

State, Decision = Idea.State, Vetting.Decision
FINDINGS = ("feasibility", "competence", "upkeep")


@dataclass(frozen=True)
class Line:
    """One line of the municipality's estimate."""

    words: str
    cents: int


@transaction.atomic
def save_findings(*, idea: Idea, content: dict[str, Any], lines: Iterable[Line], by: Actor, now: datetime) -> Vetting:
    """Keep what was found so far; the public sees it once it is decided. `content`: FINDINGS.

    Raises NotAllowed, NotInThatState.
    """
    idea = locked(idea, "participatory_budget.vet", by, now, State.SUBMITTED)
    vetting = vetting_of(idea, by, now)
    for name in FINDINGS:
        if name in content:
            setattr(vetting, name, content[name])
    vetting.author, vetting.updated_at = by.public_id, now
    vetting.save()
    vetting.cost_lines.all().delete()
    CostLine.objects.bulk_create(
        CostLine(vetting=vetting, place=place, words=line.words, cents=line.cents)
        for place, line in enumerate(lines, start=1)
    )
    return vetting


@transaction.atomic
def propose_change(*, idea: Idea, content: dict[str, Any], reason: str, by: Actor, now: datetime) -> ProposedChange:
    """Ask the author to agree to other words, place or cost; nothing changes before they do.

    Where the idea was taken in from elsewhere there is nobody to ask: the municipality has agreed it with the author by
    other means, says so in its reason, and it is done at once. `content`: of ProposedChange.COLUMNS, only what would
    differ is kept. Raises NotAllowed, NotInThatState, ReasonMissing, AlreadyAsked.
    """
    idea = locked(idea, "participatory_budget.vet", by, now, State.SUBMITTED)
    different = {
        name: content[name]
        for name in ProposedChange.COLUMNS
        if name in content and content[name] not in ("", None, getattr(idea, name))
    }
    if not reason.strip() or not different:
        raise ReasonMissing
    if idea.proposed_changes.filter(state=ProposedChange.State.PROPOSED).exists():
        raise AlreadyAsked
    change = ProposedChange.objects.create(
        idea=idea, content=different, reason=reason.strip(), created_at=now, updated_at=now, **written_by(by)
    )
    if has_author_here(idea):
        tell_authors(
            kind="participatory_budget.change_proposed", idea=idea, now=now, reason=change.reason,
            own_path=own_page(idea),
        )  # fmt: skip
    else:
        _close(change, ProposedChange.State.AGREED, "", idea, by, now)
    return change


@transaction.atomic
def take_back_change(*, change: ProposedChange, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, NotInThatState."""
    locked(change.idea, "participatory_budget.vet", by, now, State.SUBMITTED)
    if not ProposedChange.objects.filter(pk=change.pk, state=ProposedChange.State.PROPOSED).delete()[0]:
        raise NotInThatState


@transaction.atomic
def answer_change(*, change: ProposedChange, agrees: bool, answer: str = "", by: Actor, now: datetime) -> Idea:
    """The author agrees, and the idea says it from now on, or does not. Raises NotAllowed, NotInThatState."""
    idea = locked(change.idea, "participatory_budget.edit_idea", by, now, State.SUBMITTED)
    change = ProposedChange.objects.select_for_update().get(pk=change.pk)
    if change.state != ProposedChange.State.PROPOSED:
        raise NotInThatState
    _close(change, ProposedChange.State.AGREED if agrees else ProposedChange.State.DECLINED, answer, idea, by, now)
    return idea


def _close(
    change: ProposedChange, state: ProposedChange.State, answer: str, idea: Idea, by: Actor, now: datetime
) -> None:
    change.state, change.answer, change.answered_at = state, answer.strip(), now
    change.save()
    if state == ProposedChange.State.AGREED:
        rewrite(idea, change.content, now)
        note("participatory_budget.change_agreed", idea, by, now, changed=sorted(change.content))


@transaction.atomic
def decide(*, idea: Idea, accepts: bool, reason: str, by: Actor, now: datetime) -> Vetting:
    """Admit the idea to the vote, for what the municipality's estimate says, or do not, with the reasons; the author
    is told, with the way to contest it.

    A contested decision is decided anew by somebody else. Raises NotAllowed, NotInThatState, ReasonMissing,
    ChangeWaits, NoCost, NoConsent, CostOutOfBounds.
    """
    idea = locked(idea, "participatory_budget.decide_idea", by, now, State.SUBMITTED, State.REJECTED)
    vetting = vetting_of(idea, by, now)
    contested = idea.state == State.REJECTED
    if (contested and vetting.contested_at is None) or _is_over(idea, now):
        raise NotInThatState
    if not reason.strip() and not accepts:
        raise ReasonMissing
    if idea.proposed_changes.filter(state=ProposedChange.State.PROPOSED).exists():
        raise ChangeWaits
    if accepts:
        _check_admissible(idea, vetting, now)
    vetting.decision = (Decision.ACCEPTED if accepts else Decision.REJECTED).value
    vetting.reason, vetting.decided_at, vetting.decided_by = reason.strip(), now, by.public_id
    if contested and not accepts:
        vetting.contested_at = None  # decided; the objection stays to be read
    vetting.updated_at = now
    vetting.save()
    idea.state, idea.updated_at = State.ACCEPTED if accepts else State.REJECTED, now
    idea.save()
    if accepts:
        write_project(idea, cost_cents=estimate_cents(vetting), by=by, now=now)
    _tell(idea, vetting, accepts, contested, by, now)
    return vetting


@transaction.atomic
def contest(*, idea: Idea, objection: str, by: Actor, now: datetime) -> Vetting:
    """The author says why the idea should go to the vote after all; once for each decision, until the list is public.

    Raises NotAllowed, NotInThatState, ReasonMissing.
    """
    idea = locked(idea, "participatory_budget.contest", by, now, State.REJECTED)
    vetting = Vetting.objects.select_for_update().get(idea=idea)
    if vetting.contested_at is not None or vetting.objection or _is_over(idea, now):
        raise NotInThatState
    if not objection.strip():
        raise ReasonMissing
    vetting.objection, vetting.contested_at = objection.strip(), now
    vetting.save()
    note("participatory_budget.decision_contested", idea, by, now)
    return vetting


def vetting_of(idea: Idea, by: Actor, now: datetime) -> Vetting:
    """What was found of an idea, begun where nothing was, locked."""
    Vetting.objects.get_or_create(idea=idea, defaults={"created_at": now, "updated_at": now, **written_by(by)})
    return Vetting.objects.select_for_update().get(idea=idea)


def estimate_cents(vetting: Vetting) -> int:
    return sum(vetting.cost_lines.values_list("cents", flat=True))


def _is_over(idea: Idea, now: datetime) -> bool:
    """Once the list is public it stays as it is."""
    return idea.call.projects_published_at is not None or idea.call.phase(now) not in (Phase.IDEAS, Phase.VETTING)


def _check_admissible(idea: Idea, vetting: Vetting, now: datetime) -> None:
    """60(3)2)–3): the cost is known, it fits, and the owner agrees where the property is somebody else's."""
    cents = estimate_cents(vetting)
    if not cents:
        raise NoCost
    check_cost(idea, cents)
    if idea.needs_consent and idea.consent_id is None:
        raise NoConsent(rule("pb.property", day_in_riga(now)))


def _tell(idea: Idea, vetting: Vetting, accepts: bool, contested: bool, by: Actor, now: datetime) -> None:
    action = "idea_accepted" if accepts else "idea_rejected"
    content = {
        "call": idea.call.slug,
        "number": idea.number,
        "reason": vetting.reason,
        "cost_cents": estimate_cents(vetting) if accepts else None,
        "contested": contested,
    }
    record(action=f"participatory_budget.{action}", subject=idea, by=by, now=now, content=content)
    index_idea(idea)
    tell_authors(
        kind=f"participatory_budget.{action}", idea=idea, now=now, reason=vetting.reason,
        cost=money_words(estimate_cents(vetting)) if accepts else "", contest_how=idea.call.contest_how,
    )  # fmt: skip
    what = "idea_admitted" if accepts else "idea_refused"
    tell_of_idea(f"participatory_budget.{what}", idea, now=now)
