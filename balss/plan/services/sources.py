"""Documents of plans that somebody uploads: looked at first, then applied as an edition or discarded.

An upload is restricted: its giver's alone while it is looked at, afterwards kept as the source of its edition for
those who may import one. What nobody applied is removed after a week.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction

from balss.core.plandoc.document import PlanDocument
from balss.core.plandoc.reading import FILE_LIMIT, too_large
from balss.plan.models import Edition
from balss.plan.services.editions import Imported, import_edition
from balss.shared.files import remove, store
from balss.shared.models import StoredFile
from balss.shared.permissions import Actor, require

SOURCE_GUARD = "plan.edition_source"
KEPT = timedelta(days=7)


class AlreadyApplied(Exception):
    """The upload is an edition's source; carries that edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        super().__init__(f"applied as {edition}")


def uploaded_bytes(upload: File[Any]) -> bytes:
    """All of an upload. Raises Unreadable for one past the limit, of which the server keeps only the size."""
    if upload.size > FILE_LIMIT:
        raise too_large(upload.size, FILE_LIMIT)
    upload.seek(0)
    content: bytes = upload.read()
    return content


def keep_source(upload: File[Any], *, by: Actor, now: datetime) -> StoredFile:
    """Keep an upload to be looked at. Raises NotAllowed, FileRefused, StoreUnavailable."""
    require(by, "plan.import_edition", None, now)
    return store(upload, by=by, now=now, name=upload.name or "", public=False, guard=SOURCE_GUARD)


def apply_source(
    *, file: StoredFile, document: PlanDocument, content: bytes, after: int, by: Actor, now: datetime
) -> Imported:
    """Make the upload, read as `document` from its `content`, the next edition after the one that it was compared with.

    Where the plan says all of it already the upload is removed. Raises NotAllowed, AlreadyApplied, PlanChangedSince.
    """
    with transaction.atomic():
        _locked(file)
        done = import_edition(
            document=document, content=content, file_name=file.name, source=file, after=after, by=by, now=now
        )
        if not done.is_new:
            remove(file, by=by, now=now)
    return done


def discard_source(*, file: StoredFile, by: Actor, now: datetime) -> None:
    """Remove an upload that is not wanted. Raises NotAllowed, AlreadyApplied."""
    with transaction.atomic():
        _locked(file)
        remove(file, by=by, now=now)


def remove_unused_sources(*, by: Actor, now: datetime) -> None:
    """Remove uploads of more than a week ago that are no edition's source."""
    for file in StoredFile.objects.filter(guard=SOURCE_GUARD, uploaded_at__lt=now - KEPT, plan_edition=None):
        remove(file, by=by, now=now)


def _locked(file: StoredFile) -> None:
    StoredFile.objects.select_for_update().get(pk=file.pk)
    edition = Edition.objects.filter(source=file).defer("document").first()
    if edition:
        raise AlreadyApplied(edition)
