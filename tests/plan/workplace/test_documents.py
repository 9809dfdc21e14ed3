"""Documents of drafts are restricted, and public with their report."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balss.plan.services.progress import discard_draft, keep_document
from balss.shared.models import StoredFile
from balss.shared.permissions import ANONYMOUS, can


@pytest.fixture
def document(settings, tmp_path, anna, now, db):
    settings.STORAGES = {**settings.STORAGES, "files": {
        "BACKEND": "balss.shared.files.folder.ContentFolder", "OPTIONS": {"location": str(tmp_path)},
    }}  # fmt: skip
    return keep_document(SimpleUploadedFile("lapa.txt", b"Dalibnieki: 12"), by=anna.actor, now=now)


@pytest.fixture
def with_document(draft, indicator, document, write, anna):
    return write(draft, anna, **{"value-1-document": document.pk, "value-1-text": "Ir."})


def readers(document, now, *accounts):
    return [can(each, "shared.download_file", document, now) for each in accounts]


def test_document_of_a_draft_is_read_by_its_institution_alone(
    with_document, document, anna, juris, other_official, coordinator, now
):
    everybody = [each.actor for each in (anna, juris, other_official, coordinator)]
    assert readers(document, now, *everybody, ANONYMOUS) == [True, True, False, False, False]


def test_document_is_public_once_the_report_is_sent(with_document, document, send, anna, now):
    send(with_document, anna)
    assert readers(document, now, ANONYMOUS) == [True]


def test_document_goes_with_its_draft(with_document, document, juris, now):
    discard_draft(report=with_document, by=juris.actor, now=now)
    assert not StoredFile.objects.filter(pk=document.pk).exists()


def test_replaced_document_goes(with_document, document, write, juris):
    write(with_document, juris, **{"value-1-document": None})
    assert not StoredFile.objects.filter(pk=document.pk).exists()
