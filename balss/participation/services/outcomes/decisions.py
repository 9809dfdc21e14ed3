"""Telling of a decision those whom it affects, and how it is carried out (plan, measure 3.1)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balss.core.calendar.riga import day_in_riga
from balss.ledger.services import record
from balss.participation.models import Decision, DecisionUpdate, Process, Telling, written_by
from balss.participation.services.following import follow_decision
from balss.participation.services.news import tell_of_decision
from balss.participation.services.processes import end_process
from balss.participation.services.refusals import ChangedMeanwhile, Missing, NotInThatState, NotPublishable
from balss.places.models import Institution
from balss.plan.services import recount
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.shared.slugs import free_slug

State = Decision.State
COLUMNS = (
    "title", "text", "affected", "decided_by", "decided_date", "in_force_date", "document", "address",
    "how_to_contest", "process", "measure", "language", "translations",
)  # fmt: skip
LISTS = ("audiences", "territories")
NEEDED = ("title", "text", "affected", "decided_by", "decided_date", "how_to_contest")


class InTheFuture(Refused):
    """A decision is told of once it has been made."""

    @property
    def message(self) -> str:
        return _("The day of the decision lies in the future. Tell of it once it has been made.")


@transaction.atomic
def start_decision(*, institution: Institution, content: dict[str, Any], by: Actor, now: datetime) -> Decision:
    """Begin telling of a decision, as a draft. `content`: COLUMNS and LISTS. Raises NotAllowed."""
    require(by, "participation.start_decision", institution, now)
    decision = Decision(institution=institution, created_at=now, updated_at=now, **written_by(by))
    _fill(decision, content)
    decision.slug = free_slug(Decision, decision.title, now)
    decision.save()
    _fill_lists(decision, content)
    return decision


@transaction.atomic
def change_decision(*, decision: Decision, content: dict[str, Any], version: int, by: Actor, now: datetime) -> Decision:
    """Change a draft, or in the open what is published. Raises NotAllowed, NotInThatState, ChangedMeanwhile, and
    NotPublishable where a published one would lose what it has to say."""
    decision = locked(decision, by, now, State.DRAFT, State.PUBLISHED)
    if decision.version != version:
        raise ChangedMeanwhile
    before = {name: getattr(decision, name) for name in COLUMNS}
    _fill(decision, content)
    if decision.state == State.PUBLISHED and (faults := faults_of_decision(decision, now)):
        raise NotPublishable(faults)
    _sign(decision, by, now)
    decision.save()
    _fill_lists(decision, content)
    if decision.state == State.PUBLISHED:
        changed = sorted(name for name in COLUMNS if before[name] != getattr(decision, name))
        _record("participation.decision_changed", decision, by, now, changed=changed)
    return decision


def faults_of_decision(decision: Decision, now: datetime) -> list[Refused]:
    """Everything that is missing before it can be published."""
    faults: list[Refused] = [Missing(Decision, name) for name in NEEDED if not getattr(decision, name)]
    if decision.decided_date is not None and decision.decided_date > day_in_riga(now):
        faults.append(InTheFuture())
    return faults


@transaction.atomic
def publish_decision(*, decision: Decision, by: Actor, now: datetime, ends_process: bool = False) -> Decision:
    """Tell everybody of the decision; with `ends_process` its process is decided by it.

    Raises NotAllowed, NotInThatState, NotPublishable, StillOpen.
    """
    decision = locked(decision, by, now, State.DRAFT)
    if faults := faults_of_decision(decision, now):
        raise NotPublishable(faults)
    decision.state, decision.published_at = State.PUBLISHED, now
    _sign(decision, by, now)
    decision.save()
    _record("participation.decision_published", decision, by, now, decided=str(decision.decided_date))
    tell_of_decision("participation.decision_published", decision, now=now)
    if ends_process and decision.process is not None and decision.process.state == Process.State.UNDER_WAY:
        end_process(process=decision.process, by=by, now=now)
    return decision


@transaction.atomic
def withdraw_decision(*, decision: Decision, reason: str, by: Actor, now: datetime) -> Decision:
    """Say that it was told of in error, or does not hold any more. Raises NotAllowed, NotInThatState, Missing."""
    decision = locked(decision, by, now, State.PUBLISHED)
    if not reason.strip():
        raise Missing(Decision, "withdrawn_reason")
    decision.state, decision.withdrawn_reason = State.WITHDRAWN, reason.strip()
    _sign(decision, by, now)
    decision.save()
    _record("participation.decision_withdrawn", decision, by, now, reason=decision.withdrawn_reason)
    return decision


@transaction.atomic
def discard_decision(*, decision: Decision, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, NotInThatState."""
    locked(decision, by, now, State.DRAFT).delete()


@transaction.atomic
def add_telling(
    *, decision: Decision, channel: str, told_date: date, address: str = "", note: str = "", by: Actor, now: datetime
) -> Telling:
    """Note through which channel those affected were told. Raises NotAllowed, NotInThatState, InTheFuture."""
    decision = locked(decision, by, now, State.DRAFT, State.PUBLISHED)
    if told_date > day_in_riga(now):
        raise InTheFuture
    telling = Telling.objects.create(
        decision=decision, channel=channel, told_date=told_date, address=address, note=note.strip()
    )
    if decision.state == State.PUBLISHED:
        _record("participation.decision_told", decision, by, now, channel=channel, day=told_date.isoformat())
    return telling


@transaction.atomic
def add_update(
    *, decision: Decision, progress: str, as_of_date: date, text: str, by: Actor, now: datetime
) -> DecisionUpdate:
    """Say how far the carrying out is, as of a day; never changed afterwards, only followed by another.

    Raises NotAllowed, NotInThatState, Missing, InTheFuture.
    """
    decision = locked(decision, by, now, State.PUBLISHED)
    if not text.strip():
        raise Missing(DecisionUpdate, "text")
    if as_of_date > day_in_riga(now):
        raise InTheFuture
    update = DecisionUpdate.objects.create(
        decision=decision, progress=progress, as_of_date=as_of_date, text=text.strip(), created_at=now, updated_at=now,
        **written_by(by),
    )  # fmt: skip
    decision.progress = decision.updates.order_by("-as_of_date", "-id").values_list("progress", flat=True)[0]
    _sign(decision, by, now)
    decision.save()
    _record("participation.decision_updated", decision, by, now, progress=progress, text=update.text)
    tell_of_decision("participation.decision_updated", decision, now=now)
    return update


def locked(decision: Decision, by: Actor, now: datetime, *states: State) -> Decision:
    decision = (
        Decision.objects.select_for_update(no_key=True, of=("self",))
        .select_related("institution", "process__institution")
        .get(pk=decision.pk)
    )
    require(by, "participation.manage_decision", decision, now)
    if decision.state not in states:
        raise NotInThatState
    return decision


def _fill(decision: Decision, content: dict[str, Any]) -> None:
    for name in COLUMNS:
        if name in content:
            setattr(decision, name, content[name])


def _fill_lists(decision: Decision, content: dict[str, Any]) -> None:
    for name in LISTS:
        if name in content:
            getattr(decision, name).set(content[name])


def _sign(decision: Decision, by: Actor, now: datetime) -> None:
    decision.author, decision.updated_at, decision.version = by.public_id, now, decision.version + 1


def _record(action: str, decision: Decision, by: Actor, now: datetime, **more: Any) -> None:
    content = {"decision": decision.slug, "institution": decision.institution.code, "title": decision.title}
    record(action=action, subject=decision, by=by, now=now, content=content | more)
    recount(now=now, room="participation")
    follow_decision(decision)
