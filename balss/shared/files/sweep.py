"""Removing bytes that no file has: left by a transaction that failed, or by the last file with them being removed.

The row of a content is the lock between a store and this sweep (see `shared.files.services`). Bytes without a row are
claimed by writing the row: where a store is under way that waits for it, and then leaves the bytes alone.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage
from django.db import IntegrityError, transaction

from balss.shared.files.folder import UNFINISHED
from balss.shared.files.services import file_store
from balss.shared.models import FileContent

log = logging.getLogger(__name__)

UNFINISHED_KEPT = timedelta(days=1)  # a write takes seconds; one this old was ended by a crash


def sweep(*, now: datetime) -> int:
    """Remove contents without a file, bytes without a content, and unfinished writes; returns how many were removed."""
    store = file_store()
    removed = sum(_remove_content(store, key) for key in _unused_contents())
    for folder, name in list(_listed(store)):
        path = f"{folder}/{name}"
        if name.startswith(UNFINISHED):
            if store.get_modified_time(path) < now - UNFINISHED_KEPT:
                store.delete(path)
                removed += 1
        elif not FileContent.objects.filter(sha256=name).exists():
            removed += _remove_stray(store, name)
    if removed:
        log.info("Removed %d unused contents from the file store", removed)
    return removed


def _unused_contents() -> list[str]:
    return list(FileContent.objects.filter(files=None).values_list("sha256", flat=True))


@transaction.atomic
def _remove_content(store: Storage, sha256: str) -> int:
    """Remove a content with its bytes unless a file has come to it meanwhile."""
    content = FileContent.objects.select_for_update().filter(sha256=sha256).first()
    if content is None or content.files.exists():
        return 0
    store.delete(content.key)
    content.delete()
    return 1


def _remove_stray(store: Storage, sha256: str) -> int:
    try:
        with transaction.atomic():
            content = FileContent.objects.create(sha256=sha256, size_bytes=1)
            store.delete(content.key)
            content.delete()
    except IntegrityError:
        return 0  # a store was under way: the bytes are somebody's now
    return 1


def _listed(store: Storage) -> Iterator[tuple[str, str]]:
    """Folder and name of everything in the store."""
    try:
        folders, _files = store.listdir("")
    except FileNotFoundError:
        return  # nothing was ever stored
    for folder in sorted(folders):
        for name in sorted(store.listdir(folder)[1]):
            yield folder, name
