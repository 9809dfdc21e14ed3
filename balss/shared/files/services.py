"""Keeping, reading and removing files.

The row of the content is written before its bytes, inside the caller's transaction: a failure of either leaves
neither, and nobody can remove bytes while a file that needs them is being stored. Bytes left behind by a transaction
that failed later are removed by `shared.files.sweep`.
"""

import hashlib
import logging
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Sum

from balss.shared.files.names import safe_name
from balss.shared.files.pictures import check_picture, is_picture, redrawn
from balss.shared.files.refusals import EmptyFile, FileTooLarge, QuotaExceeded, StoreUnavailable
from balss.shared.files.types import FileType, tell_type
from balss.shared.models import FileContent, StoredFile
from balss.shared.permissions import Actor, require

log = logging.getLogger(__name__)


class ContentLost(Exception):
    """The bytes of a known file are not in the store: a fault to be mended from a backup."""


def file_store() -> Storage:
    """The folder or S3 bucket that holds the bytes."""
    return storages["files"]


@transaction.atomic
def store(upload: File[Any], *, by: Actor, now: datetime, name: str, public: bool, guard: str = "") -> StoredFile:
    """Keep a file and answer its row; call it in the transaction of the record that the file belongs to.

    It counts against the quota of the institution acted for, else of the account. A restricted file names the guard
    (`shared.files.guards`) of the record that it will hang on. Uploads under way at once may together pass the quota
    by what they bring.

    A picture is kept without what it tells of its maker (`shared.files.pictures`).
    Raises NotAllowed, FileRefused (with a message for the person), StoreUnavailable.
    """
    require(by, "shared.store_file", None, now)
    kind = check(upload, name)
    if is_picture(kind):
        upload = redrawn(upload, kind)
    size = _size(upload)
    institution_id = by.grant.institution_id if by.grant else None
    _check_quota(size, account_id=by.account_id, institution_id=institution_id)
    content = _keep(upload, size)
    return StoredFile.objects.create(
        content=content,
        name=safe_name(name, kind),
        media_type=kind.media_type,
        is_public=public,
        guard=guard,
        account_id=by.account_id,
        institution_id=institution_id,
        uploaded_at=now,
    )


def check(upload: File[Any], name: str) -> FileType:
    """The kind of a file that may be taken; else raises FileRefused. Nothing is written; forms ask this first."""
    size = _size(upload)
    if size == 0:
        raise EmptyFile
    if size > settings.FILE_LARGEST_BYTES:
        raise FileTooLarge(size_bytes=size, limit_bytes=settings.FILE_LARGEST_BYTES)
    kind = tell_type(upload, name)
    if is_picture(kind):
        check_picture(upload, kind)
        upload.seek(0)
    return kind


def open_for(actor: Actor, file: StoredFile, *, now: datetime) -> IO[bytes]:
    """The bytes of a file for somebody who may have them; the caller closes it.

    Raises NotAllowed, ContentLost, StoreUnavailable.
    """
    require(actor, "shared.download_file", file, now)
    try:
        return file_store().open(file.content.key)
    except FileNotFoundError as error:
        log.error("The bytes of content %s are missing from the file store", file.content_id)
        raise ContentLost(file.content_id) from error
    except Exception as error:  # every store has its own errors
        log.exception("The file store cannot be read")
        raise StoreUnavailable from error


def remove(file: StoredFile, *, by: Actor, now: datetime) -> None:
    """Take a file away; the sweep removes its bytes once no file has them. Refused while a record points to it."""
    require(by, "shared.remove_file", file, now)
    file.delete()


def _size(upload: File[Any]) -> int:
    size: int = upload.size
    return size


def _check_quota(size: int, *, account_id: int | None, institution_id: int | None) -> None:
    if institution_id is not None:
        owned, quota = StoredFile.objects.filter(institution_id=institution_id), settings.FILE_QUOTA_INSTITUTION_BYTES
    elif account_id is not None:
        owned = StoredFile.objects.filter(account_id=account_id, institution_id=None)
        quota = settings.FILE_QUOTA_ACCOUNT_BYTES
    else:
        return  # the system's own files
    used: int = owned.aggregate(used=Sum("content__size_bytes"))["used"] or 0
    if used + size > quota:
        raise QuotaExceeded(used_bytes=used, quota_bytes=quota)


def _keep(upload: File[Any], size: int) -> FileContent:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    # Locked until the transaction ends, so that the sweep waits; see the docstring of the module.
    content, created = FileContent.objects.select_for_update().get_or_create(
        sha256=digest.hexdigest(), defaults={"size_bytes": size}
    )
    try:
        if created or not file_store().exists(content.key):
            upload.seek(0)
            file_store().save(content.key, upload)
    except Exception as error:  # every store has its own errors: a full disk, a refused connection
        log.exception("The file store cannot be written")
        raise StoreUnavailable from error
    return content
