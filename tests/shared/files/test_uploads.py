"""Files from forms: what cannot be taken is said at the field, and a flood is not kept on the disk."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import RequestFactory

from balss.shared.files.uploads import UploadField
from tests.shared.files.conftest import PDF, upload


class ReportForm(forms.Form):
    words = forms.CharField()
    document = UploadField()


def filled(content: bytes) -> ReportForm:
    return ReportForm({"words": "viss kārtībā"}, {"document": upload(content, "Pārskats.pdf")})


def test_field_takes_a_known_kind() -> None:
    assert filled(PDF).is_valid()


def test_field_says_why_a_file_is_refused_and_keeps_the_rest() -> None:
    form = filled(b"MZ\x90\x00")
    assert list(form.errors) == ["document"]
    assert "viss kārtībā" in form.as_p()


def test_field_offers_the_kinds_that_can_be_taken() -> None:
    assert ".pdf,.docx," in str(ReportForm()["document"])


@pytest.fixture
def received(rf: RequestFactory, settings: Any) -> Any:
    """What a view gets of a file of 6 MB where 3 MB may be taken."""
    settings.FILE_LARGEST_BYTES = 3_000_000
    request = rf.post("/", {"words": "viss kārtībā", "document": upload(b"a" * 6_000_000, "liels.txt")})
    yield request
    request.close()


def test_upload_over_the_limit_is_dropped_but_known_by_its_size(received: Any) -> None:
    document: TemporaryUploadedFile = received.FILES["document"]
    kept = document.file.seek(0, 2)
    assert (document.size, kept <= 3_000_000, received.POST["words"]) == (6_000_000, True, "viss kārtībā")


def test_upload_over_the_limit_is_refused_at_the_field(received: Any) -> None:
    form = ReportForm(received.POST, received.FILES)
    assert "6,0" in str(form.errors["document"]) or "5,7" in str(form.errors["document"])
