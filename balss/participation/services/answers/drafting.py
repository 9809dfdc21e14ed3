"""A draft of an answer: to one contribution, or to many that say the same. Nobody outside the institution sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from balss.participation.models import ChangeLink, Consultation, Contribution, Response, written_by
from balss.participation.services.refusals import ChangedMeanwhile, Missing, NotInThatState
from balss.shared.change_targets import change_targets
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

State = Response.State
PENDING = (State.DRAFT, State.PROPOSED)


@dataclass(frozen=True)
class Changed:
    """What changed because of what was said: a kind of the board of change targets, its id there, and a note."""

    target: str
    target_id: str
    note: str = ""


@dataclass(frozen=True)
class Answer:
    verdict: str
    reason: str  # Markdown
    theme: str = ""
    changes: tuple[Changed, ...] = ()

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Answer":
        """As `asdict` made it."""
        return cls(**{**stored, "changes": tuple(Changed(**change) for change in stored["changes"])})


class AnsweredAlready(Refused):
    """Somebody else has answered it, or is about to."""

    @property
    def message(self) -> str:
        return _("A colleague has answered some of these, or is about to. Open the list again.")


class AsksForNothing(Refused):
    @property
    def message(self) -> str:
        return _("Some of these ask for no answer: they were removed, taken back or are still waiting to be read.")


class NoSuchChange(Refused):
    @property
    def message(self) -> str:
        return _("What you point to as changed is not public, or no longer there.")


@transaction.atomic
def draft_response(
    *, consultation: Consultation, contributions: Iterable[Contribution], answer: Answer, by: Actor, now: datetime
) -> Response:
    """Begin one answer to all of the contributions. Raises NotAllowed, Missing, AnsweredAlready, AsksForNothing,
    NoSuchChange."""
    require(by, "participation.answer", consultation, now)
    if not answer.reason.strip():
        raise Missing(Response, "reason")
    response = Response.objects.create(
        consultation=consultation, verdict=answer.verdict, reason=answer.reason.strip(), theme=answer.theme.strip(),
        created_at=now, updated_at=now, **written_by(by),
    )  # fmt: skip
    _attach(response, contributions)
    _link_changes(response, answer.changes)
    return response


@transaction.atomic
def change_response(*, response: Response, answer: Answer, version: int, by: Actor, now: datetime) -> Response:
    """Change a draft; one that waited for approval is a draft again. Raises NotAllowed, NotInThatState,
    ChangedMeanwhile, Missing, NoSuchChange."""
    response = locked(response, "participation.answer", by, now, *PENDING)
    if response.version != version:
        raise ChangedMeanwhile
    write(response, answer, by, now)
    response.state = State.DRAFT
    response.save()
    return response


@transaction.atomic
def include(*, response: Response, contributions: Iterable[Contribution], by: Actor, now: datetime) -> None:
    """Let a draft answer more contributions. Raises as `draft_response`, and NotInThatState."""
    _attach(locked(response, "participation.answer", by, now, *PENDING), contributions)


@transaction.atomic
def leave_out(*, response: Response, contributions: Iterable[Contribution], by: Actor, now: datetime) -> None:
    """Let a draft answer fewer. Raises NotAllowed, NotInThatState."""
    response = locked(response, "participation.answer", by, now, *PENDING)
    keys = [contribution.pk for contribution in contributions]
    Contribution.objects.filter(response=response, pk__in=keys).update(response=None)


@transaction.atomic
def discard_response(*, response: Response, by: Actor, now: datetime) -> None:
    """Throw a draft away; what it would have answered is unanswered again. Raises NotAllowed, NotInThatState."""
    locked(response, "participation.answer", by, now, *PENDING).delete()


def locked(response: Response, action: str, by: Actor, now: datetime, *states: State) -> Response:
    """The response as it stands, locked until the transaction ends, after the right and the state were checked."""
    response = (
        Response.objects.select_for_update(no_key=True, of=("self",))
        .select_related("consultation__opportunity__institution")
        .get(pk=response.pk)
    )
    require(by, action, response if action.endswith("response") else response.consultation, now)
    if response.state not in states:
        raise NotInThatState
    return response


def write(response: Response, answer: Answer, by: Actor, now: datetime) -> None:
    """The answer onto the row, which the caller saves; the links to what changed are replaced. Raises Missing,
    NoSuchChange."""
    if not answer.reason.strip():
        raise Missing(Response, "reason")
    response.verdict, response.reason, response.theme = answer.verdict, answer.reason.strip(), answer.theme.strip()
    response.author, response.updated_at, response.version = by.public_id, now, response.version + 1
    response.changes.all().delete()
    _link_changes(response, answer.changes)


def _attach(response: Response, contributions: Iterable[Contribution]) -> None:
    """In one order, each locked: two officials who answer the same at once are told apart."""
    keys = [contribution.pk for contribution in contributions]
    rows = list(
        Contribution.objects.select_for_update(no_key=True)
        .filter(pk__in=keys, consultation=response.consultation)
        .order_by("pk")
    )
    if any(row.response_id not in (None, response.pk) for row in rows):
        raise AnsweredAlready
    asking = Contribution.objects.asking().filter(pk__in=keys).count()
    if len(rows) != len(set(keys)) or asking != len(rows):
        raise AsksForNothing
    Contribution.objects.filter(pk__in=keys).update(response=response)


def _link_changes(response: Response, changes: Iterable[Changed]) -> None:
    for change in changes:
        found = change_targets[change.target].find(change.target_id) if change.target in change_targets else None
        if found is None:
            raise NoSuchChange
        ChangeLink.objects.create(
            response=response, target=change.target, target_id=change.target_id, label=found.label[:300],
            address=found.address, note=change.note.strip(),
        )  # fmt: skip
