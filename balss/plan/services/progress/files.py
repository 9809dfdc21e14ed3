"""Documents that prove values: restricted to who may see the report that they hang on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.base import File

from balss.plan.models import IndicatorValue
from balss.shared.files import remove, store
from balss.shared.models import StoredFile
from balss.shared.permissions import SYSTEM, Actor

GUARD = "plan.report_document"


def keep_document(upload: File[Any], *, by: Actor, now: datetime) -> StoredFile:
    """Keep an upload, read only by who may see the report (`offers`). Raises FileRefused, StoreUnavailable."""
    return store(upload, by=by, now=now, name=upload.name or "", public=False, guard=GUARD)


def remove_unused(file_ids: Iterable[int], *, now: datetime) -> None:
    """Remove those of the files that no value has any more: whoever of the institution gave them."""
    used = IndicatorValue.objects.filter(document__in=file_ids).values("document")
    for file in StoredFile.objects.filter(pk__in=list(file_ids), guard=GUARD).exclude(pk__in=used):
        remove(file, by=SYSTEM, now=now)
