"""Materials: kept with the event, before it, at its closing or later."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from balss.events.models import Event, Material, MaterialKind, State
from balss.events.services.editing import locked
from balss.events.services.spreading import spread
from balss.ledger.services import record
from balss.shared.files import store
from balss.shared.permissions import Actor

GUARD = "events.material"
ALL_BUT_CANCELLED = (State.DRAFT, State.PUBLISHED, State.MOVED, State.HELD)


@dataclass(frozen=True)
class NewMaterial:
    """A file or an address, with what it is called."""

    title: str
    kind: str = MaterialKind.PRESENTATION
    upload: File[Any] | None = None
    address: str = ""


@transaction.atomic
def add_material(*, event: Event, material: NewMaterial, by: Actor, now: datetime) -> Material:
    """Whoever may see the event may see it. Raises NotAllowed, NotInThatState, FileRefused, StoreUnavailable."""
    event = locked(event, "events.manage_materials", by, now, *ALL_BUT_CANCELLED)
    file = None
    if material.upload is not None:
        file = store(material.upload, by=by, now=now, name=material.upload.name or "", public=False, guard=GUARD)
    added = Material.objects.create(
        event=event, kind=material.kind, title=material.title, file=file,
        address="" if file else material.address, added_at=now,
    )  # fmt: skip
    if event.state != State.DRAFT:
        facts = {"event": event.slug, "title": added.title, "sha256": file.content_id if file else None}
        record(action="events.material_added", subject=added, by=by, now=now, content=facts)
        spread(event, by=by, now=now)
    return added


@transaction.atomic
def remove_material(*, material: Material, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, NotInThatState."""
    event = locked(material.event, "events.manage_materials", by, now, *ALL_BUT_CANCELLED)
    if event.state != State.DRAFT:
        facts = {"event": event.slug, "title": material.title}
        record(action="events.material_removed", subject=material, by=by, now=now, content=facts)
    file = material.file
    material.delete()
    if event.state != State.DRAFT:
        spread(event, by=by, now=now)
    if file is not None:
        file.delete()
