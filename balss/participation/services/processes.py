"""Keeping a process: begun as a draft, published, changed in the open, ended by a decision or stopped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from balss.ledger.services import record
from balss.participation.models import (
    Document,
    DocumentVersion,
    Opportunity,
    Process,
    Stage,
    written_by,
)
from balss.participation.services.following import follow_process
from balss.participation.services.refusals import (
    ChangedMeanwhile,
    Missing,
    NotInThatState,
    NotPublishable,
    StillOpen,
)
from balss.places.models import Institution
from balss.plan.services import recount
from balss.shared.models import StoredFile
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.shared.slugs import free_slug

State = Process.State
COLUMNS = (
    "title", "summary", "decided_by", "legal_ground", "can_change", "cannot_change", "affected", "example", "method",
    "measure", "language", "translations",
)  # fmt: skip
LISTS = ("topics", "territories", "audiences")
NEEDED = ("title", "summary", "decided_by", "can_change", "affected")


@dataclass(frozen=True)
class StageContent:
    """One step of the timeline, as filled in."""

    title: str
    text: str = ""
    start_date: date | None = None
    end_date: date | None = None


@transaction.atomic
def start_process(*, institution: Institution, content: dict[str, Any], by: Actor, now: datetime) -> Process:
    """Begin a process as a draft that its institution alone sees. `content`: COLUMNS and LISTS. Raises NotAllowed."""
    require(by, "participation.start_process", institution, now)
    process = Process(institution=institution, created_at=now, updated_at=now, **written_by(by))
    _fill(process, content)
    process.slug = free_slug(Process, process.title, now)
    process.save()
    _fill_lists(process, content)
    return process


@transaction.atomic
def change_process(*, process: Process, content: dict[str, Any], version: int, by: Actor, now: datetime) -> Process:
    """Change a process; what is public is changed in the open, with an entry of the ledger.

    Raises NotAllowed, NotInThatState once it has ended, ChangedMeanwhile when `version` is not what is saved.
    """
    process = locked(process, by, now, State.DRAFT, State.UNDER_WAY)
    if process.version != version:
        raise ChangedMeanwhile
    before = {name: getattr(process, name) for name in COLUMNS}
    _fill(process, content)
    _sign(process, by, now)
    process.save()
    _fill_lists(process, content)
    if process.is_public:
        changed = sorted(name for name in COLUMNS if before[name] != getattr(process, name))
        _record("participation.process_changed", process, by, now, changed=changed)
    return process


def faults_of_process(process: Process) -> list[Refused]:
    """What is missing before it can be published."""
    return [Missing(Process, name) for name in NEEDED if not getattr(process, name)]


@transaction.atomic
def publish_process(*, process: Process, by: Actor, now: datetime) -> Process:
    """Make a draft public. Raises NotAllowed, NotInThatState, NotPublishable with everything that is missing."""
    process = locked(process, by, now, State.DRAFT)
    if faults := faults_of_process(process):
        raise NotPublishable(faults)
    process.state, process.published_at = State.UNDER_WAY, now
    _sign(process, by, now)
    process.save()
    _record("participation.process_published", process, by, now)
    return process


@transaction.atomic
def stop_process(*, process: Process, reason: str, by: Actor, now: datetime) -> Process:
    """Say that a public process will not go on, and why. Raises NotAllowed, NotInThatState, StillOpen, Missing."""
    process = locked(process, by, now, State.UNDER_WAY)
    if not reason.strip():
        raise Missing(Process, "stop_reason")
    _check_nothing_open(process, now)
    process.state, process.ended_at, process.stop_reason = State.STOPPED, now, reason.strip()
    _sign(process, by, now)
    process.save()
    _record("participation.process_stopped", process, by, now, reason=process.stop_reason)
    return process


@transaction.atomic
def end_process(*, process: Process, by: Actor, now: datetime) -> Process:
    """Note that the decision has been made; called where the decision is published. Raises as `stop_process`."""
    process = locked(process, by, now, State.UNDER_WAY)
    _check_nothing_open(process, now)
    process.state, process.ended_at = State.DECIDED, now
    _sign(process, by, now)
    process.save()
    _record("participation.process_decided", process, by, now)
    return process


@transaction.atomic
def discard_process(*, process: Process, by: Actor, now: datetime) -> None:
    """Throw a draft away, with what hangs on it. Raises NotAllowed, NotInThatState."""
    process = locked(process, by, now, State.DRAFT)
    process.opportunities.all().delete()
    process.delete()


@transaction.atomic
def set_stages(*, process: Process, stages: Iterable[StageContent], by: Actor, now: datetime) -> None:
    """The timeline, whole and in its order. Raises NotAllowed, NotInThatState."""
    process = locked(process, by, now, State.DRAFT, State.UNDER_WAY)
    process.stages.all().delete()
    Stage.objects.bulk_create(
        Stage(
            process=process, place=place, title=stage.title, text=stage.text, start_date=stage.start_date,
            end_date=stage.end_date,
        )
        for place, stage in enumerate(stages, start=1)
    )  # fmt: skip
    if process.is_public:
        _record("participation.process_changed", process, by, now, changed=["stages"])


@transaction.atomic
def add_document(*, process: Process, kind: str, title: str, by: Actor, now: datetime) -> Document:
    """A document without a version yet. Raises NotAllowed, NotInThatState."""
    process = locked(process, by, now, State.DRAFT, State.UNDER_WAY, State.DECIDED)
    last = process.documents.order_by("-place").values_list("place", flat=True).first() or 0
    document = Document.objects.create(process=process, place=last + 1, kind=kind, title=title)
    follow_process(process)
    return document


@transaction.atomic
def add_version(
    *,
    document: Document,
    file: StoredFile | None = None,
    text: str = "",
    address: str = "",
    changes: str = "",
    by: Actor,
    now: datetime,
) -> DocumentVersion:
    """The next version of a document; earlier ones stay readable. Raises NotAllowed, NotInThatState."""
    process = locked(document.process, by, now, State.DRAFT, State.UNDER_WAY, State.DECIDED)
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = DocumentVersion.objects.create(
        document=document, number=last + 1, file=file, text=text, address=address, changes=changes, created_at=now,
        updated_at=now, **written_by(by),
    )  # fmt: skip
    if process.is_public:
        _record("participation.process_changed", process, by, now, changed=["documents"])
    return version


def locked(process: Process, by: Actor, now: datetime, *states: State) -> Process:
    """The process as it stands, locked until the transaction ends, after the right and the state were checked."""
    process = (
        Process.objects.select_for_update(no_key=True, of=("self",)).select_related("institution").get(pk=process.pk)
    )
    require(by, "participation.manage_process", process, now)
    if process.state not in states:
        raise NotInThatState
    return process


def _check_nothing_open(process: Process, now: datetime) -> None:
    if any(not opportunity.is_over(now) for opportunity in process.opportunities.public()):
        raise StillOpen


def _fill(process: Process, content: dict[str, Any]) -> None:
    for name in COLUMNS:
        if name in content:
            setattr(process, name, content[name])


def _fill_lists(process: Process | Opportunity, content: dict[str, Any]) -> None:
    for name in LISTS:
        if name in content:
            getattr(process, name).set(content[name])


def _sign(process: Process, by: Actor, now: datetime) -> None:
    process.author, process.updated_at, process.version = by.public_id, now, process.version + 1


def _record(action: str, process: Process, by: Actor, now: datetime, **more: Any) -> None:
    content = {"process": process.slug, "institution": process.institution.code, "title": process.title}
    record(action=action, subject=process, by=by, now=now, content=content | more)
    recount(now=now, room="participation")
    follow_process(process)
