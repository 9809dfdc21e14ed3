"""Files are kept once, whole or not at all, within the limits."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from balss.shared.files import StoreUnavailable, open_for, remove, store
from balss.shared.files.refusals import EmptyFile, FileTooLarge, QuotaExceeded, UnknownType
from balss.shared.files.sweep import sweep
from balss.shared.models import FileContent, StoredFile
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, NotAllowed
from tests.shared.files.conftest import ANNA, BERTS, OFFICIAL, PDF, kept_in, upload

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def keep(content: bytes = PDF, *, by: Actor = ANNA, name: str = "Pārskats.pdf", public: bool = True) -> StoredFile:
    return store(upload(content), by=by, now=NOW, name=name, public=public)


def test_store_keeps_bytes_name_kind_and_giver(folder: Path) -> None:
    file = keep(by=OFFICIAL)
    assert (file.name, file.media_type, file.account_id, file.institution_id) == (
        "Pārskats.pdf",
        "application/pdf",
        3,
        7,
    )
    with open_for(ANONYMOUS, file, now=NOW) as kept:
        assert kept.read() == PDF


def test_store_of_the_same_bytes_keeps_them_once(folder: Path) -> None:
    first, second = keep(by=ANNA, name="a.pdf"), keep(by=BERTS, name="b.pdf")
    assert first.content_id == second.content_id
    assert kept_in(folder) == [first.content_id]


def test_store_mends_bytes_that_were_lost(folder: Path) -> None:
    file = keep()
    (folder / file.content.key).unlink()
    keep(by=BERTS)
    assert kept_in(folder) == [file.content_id]


def test_store_by_nobody_is_refused(folder: Path) -> None:
    with pytest.raises(NotAllowed):
        keep(by=ANONYMOUS)
    assert kept_in(folder) == []


def test_store_of_an_empty_file_is_refused(folder: Path) -> None:
    with pytest.raises(EmptyFile):
        keep(b"")


def test_store_of_a_file_over_the_limit_is_refused(folder: Path, settings: Any) -> None:
    settings.FILE_LARGEST_BYTES = 20
    with pytest.raises(FileTooLarge) as refusal:
        keep(b"%PDF-" + b"0" * 16)
    assert "21" in refusal.value.message


def test_store_of_an_unknown_kind_names_those_that_can_be_taken(folder: Path) -> None:
    with pytest.raises(UnknownType) as refusal:
        keep(b"MZ\x90\x00", name="virus.pdf")
    assert ".pdf, .docx" in refusal.value.message
    assert StoredFile.objects.count() == 0


def test_quota_of_an_account_counts_its_own_files_alone(folder: Path, settings: Any) -> None:
    settings.FILE_QUOTA_ACCOUNT_BYTES = 2 * len(PDF)
    for by in (ANNA, ANNA, BERTS):
        keep(by=by)
    with pytest.raises(QuotaExceeded):
        keep(by=ANNA)


def test_quota_of_an_institution_is_apart_from_the_account(folder: Path, settings: Any) -> None:
    settings.FILE_QUOTA_ACCOUNT_BYTES, settings.FILE_QUOTA_INSTITUTION_BYTES = 0, len(PDF)
    keep(by=OFFICIAL)
    with pytest.raises(QuotaExceeded):
        keep(by=OFFICIAL)


def test_store_on_a_full_disk_says_so_and_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(StoreUnavailable):
        keep()
    assert (kept_in(folder), FileContent.objects.count(), StoredFile.objects.count()) == ([], 0, 0)


def test_sweep_removes_bytes_of_a_transaction_that_failed(folder: Path) -> None:
    with transaction.atomic():
        keep()
        transaction.set_rollback(True)
    assert len(kept_in(folder)) == 1
    assert (sweep(now=NOW), kept_in(folder)) == (1, [])


def test_sweep_removes_the_bytes_of_the_last_file_only(folder: Path) -> None:
    first, second = keep(), keep(by=BERTS)
    remove(first, by=ANNA, now=NOW)
    assert sweep(now=NOW) == 0
    remove(second, by=BERTS, now=NOW)
    assert (sweep(now=NOW), kept_in(folder), FileContent.objects.count()) == (1, [], 0)


def test_sweep_removes_unfinished_writes_once_they_are_old(folder: Path) -> None:
    unfinished = folder / "ab" / ".unfinished-x"
    unfinished.parent.mkdir()
    unfinished.write_bytes(b"half")
    written = datetime.fromtimestamp(unfinished.stat().st_mtime, UTC)
    assert sweep(now=written + timedelta(hours=1)) == 0
    assert (sweep(now=written + timedelta(hours=25)), kept_in(folder)) == (1, [])


def test_remove_by_another_is_refused(folder: Path) -> None:
    file = keep(by=ANNA)
    with pytest.raises(NotAllowed):
        remove(file, by=BERTS, now=NOW)


def test_content_with_files_cannot_be_deleted(folder: Path) -> None:
    file = keep(by=SYSTEM)
    with pytest.raises(ProtectedError):
        file.content.delete()
