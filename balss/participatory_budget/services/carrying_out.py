"""Carrying a chosen project out: started, its steps, contracts, expenses and news, done or stopped; followers are told.

Pašvaldību likums, Art. 62: the municipality carries it out, begins within three months of the results and is done
within two years. Late is told, not refused: what happened late happened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from balss.core.calendar.riga import day_in_riga
from balss.ledger.services import record
from balss.participation.models import written_by
from balss.participatory_budget.models import Contract, Expense, Photo, Project, Step, Update
from balss.participatory_budget.services.letters import tell_authors_of_project
from balss.participatory_budget.services.news import tell_of_project
from balss.participatory_budget.services.refusals import DayOutOfOrder, Missing, NotInThatState
from balss.participatory_budget.services.spreading import index_projects
from balss.shared.files import store
from balss.shared.permissions import Actor, require

State = Project.State
PHOTO_GUARD = "participatory_budget.photo"
CARRIED = (State.CHOSEN, State.UNDER_WAY)


@dataclass(frozen=True)
class StepContent:
    title: str
    state: str = Step.State.PLANNED
    until_date: date | None = None


@dataclass(frozen=True)
class PhotoContent:
    """A picture, and what it shows in words."""

    upload: File[Any]
    title: str


@transaction.atomic
def start_project(*, project: Project, on: date, by: Actor, now: datetime) -> Project:
    """Say on which day it was begun. Raises NotAllowed, NotInThatState, DayOutOfOrder."""
    project = locked(project, by, now, State.CHOSEN)
    results_at = project.call.results_announced_at
    if results_at is None or not day_in_riga(results_at) <= on <= day_in_riga(now):
        raise DayOutOfOrder
    project.state, project.started_date = State.UNDER_WAY, on
    _sign(project, by, now)
    _record("participatory_budget.project_started", project, by, now, date=on.isoformat())
    tell_authors_of_project(kind="participatory_budget.project_news", project=project, now=now, what="started")
    tell_of_project("participatory_budget.project_begun", project, now=now)
    return project


@transaction.atomic
def finish_project(*, project: Project, on: date, by: Actor, now: datetime) -> Project:
    """Say on which day it was done. Raises NotAllowed, NotInThatState, DayOutOfOrder."""
    project = locked(project, by, now, State.UNDER_WAY)
    if project.started_date is None or not project.started_date <= on <= day_in_riga(now):
        raise DayOutOfOrder
    project.state, project.done_date = State.DONE, on
    _sign(project, by, now)
    project.steps.update(state=Step.State.DONE)
    _record("participatory_budget.project_done", project, by, now, date=on.isoformat())
    tell_authors_of_project(kind="participatory_budget.project_news", project=project, now=now, what="done")
    tell_of_project("participatory_budget.project_finished", project, now=now)
    return project


@transaction.atomic
def stop_project(*, project: Project, reason: str, by: Actor, now: datetime) -> Project:
    """Say that it will not be carried out, and why. Raises NotAllowed, NotInThatState, Missing."""
    project = locked(project, by, now, *CARRIED)
    if not reason.strip():
        raise Missing(Project, "stop_reason")
    project.state, project.stop_reason = State.STOPPED, reason.strip()
    _sign(project, by, now)
    _record("participatory_budget.project_stopped", project, by, now, reason=project.stop_reason)
    tell_authors_of_project(
        kind="participatory_budget.project_news", project=project, now=now, what="stopped", text=project.stop_reason
    )
    tell_of_project("participatory_budget.project_given_up", project, now=now)
    return project


@transaction.atomic
def set_steps(*, project: Project, steps: Iterable[StepContent], by: Actor, now: datetime) -> None:
    """The steps, whole and in their order. Raises NotAllowed, NotInThatState."""
    project = locked(project, by, now, *CARRIED)
    project.steps.all().delete()
    Step.objects.bulk_create(Step(project=project, place=place, **vars(each)) for place, each in enumerate(steps, 1))
    _record("participatory_budget.project_changed", project, by, now, changed="steps")


@transaction.atomic
def add_contract(*, project: Project, content: dict[str, Any], by: Actor, now: datetime) -> Contract:
    """Raises NotAllowed, NotInThatState."""
    project = locked(project, by, now, *CARRIED, State.DONE)
    contract = Contract.objects.create(project=project, **content)
    _record(
        "participatory_budget.project_contract", project, by, now,
        contractor=contract.contractor, cents=contract.cents, signed=contract.signed_date.isoformat(),
    )  # fmt: skip
    return contract


@transaction.atomic
def add_expense(*, project: Project, content: dict[str, Any], by: Actor, now: datetime) -> Expense:
    """Raises NotAllowed, NotInThatState."""
    project = locked(project, by, now, *CARRIED, State.DONE, State.STOPPED)
    expense = Expense.objects.create(project=project, **content)
    _record(
        "participatory_budget.project_expense", project, by, now,
        words=expense.words, cents=expense.cents, paid=expense.paid_date.isoformat(),
    )  # fmt: skip
    return expense


@transaction.atomic
def take_back(*, entry: Contract | Expense | Update, reason: str, by: Actor, now: datetime) -> None:
    """Take back what was entered by mistake, in the open: the row stays and says why.

    Raises NotAllowed, NotInThatState, Missing.
    """
    project = locked(entry.project, by, now, *CARRIED, State.DONE, State.STOPPED)
    if not reason.strip():
        raise Missing(type(entry), "taken_back_reason")
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    if entry.taken_back_at is not None:
        raise NotInThatState
    entry.taken_back_at, entry.taken_back_reason = now, reason.strip()
    entry.save(update_fields=["taken_back_at", "taken_back_reason"])
    deed, facts = _removal(entry)
    _record(deed, project, by, now, reason=entry.taken_back_reason, **facts)
    index_projects([project])


@transaction.atomic
def add_update(*, project: Project, text: str, photos: Sequence[PhotoContent] = (), by: Actor, now: datetime) -> Update:
    """Tell how it goes; followers are told.

    Raises NotAllowed, NotInThatState, Missing, FileRefused, StoreUnavailable.
    """
    project = locked(project, by, now, *CARRIED, State.DONE)
    if not text.strip():
        raise Missing(Update, "text")
    update = Update.objects.create(project=project, text=text.strip(), created_at=now, updated_at=now, **written_by(by))
    for photo in photos:
        name = photo.upload.name or ""
        file = store(photo.upload, by=by, now=now, name=name, public=False, guard=PHOTO_GUARD)
        Photo.objects.create(update=update, file=file, title=photo.title)
    _record("participatory_budget.project_updated", project, by, now, text=update.text)
    index_projects([project])
    tell_authors_of_project(
        kind="participatory_budget.project_news", project=project, now=now, what="updated", text=update.text
    )
    tell_of_project("participatory_budget.project_told", project, now=now)
    return update


def locked(project: Project, by: Actor, now: datetime, *states: State) -> Project:
    """The project as it stands, locked until the transaction ends, after the right and the state were checked."""
    project = (
        Project.objects.select_for_update(no_key=True, of=("self",))
        .select_related("call__institution", "area", "idea__call")
        .get(pk=project.pk)
    )
    require(by, "participatory_budget.carry_out", project, now)
    if project.state not in states:
        raise NotInThatState
    return project


def _removal(entry: Contract | Expense | Update) -> tuple[str, dict[str, Any]]:
    """What the ledger calls it to take the entry back, and by what it tells which one."""
    match entry:
        case Contract():
            facts: dict[str, Any] = {"contractor": entry.contractor, "cents": entry.cents}
            return "participatory_budget.project_contract_removed", facts
        case Expense():
            return "participatory_budget.project_expense_removed", {"words": entry.words, "cents": entry.cents}
        case Update():
            told = day_in_riga(entry.created_at).isoformat()
            return "participatory_budget.project_update_removed", {"told": told}


def _sign(project: Project, by: Actor, now: datetime) -> None:
    project.author, project.updated_at, project.version = by.public_id, now, project.version + 1
    project.save()


def _record(action: str, project: Project, by: Actor, now: datetime, **more: Any) -> None:
    content = {"call": project.call.slug, "number": project.number, "title": project.title}
    record(action=action, subject=project, by=by, now=now, content=content | more)
