"""Taking files from forms: what is too large is read to its end and dropped, so that the rest of a form is kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler

from balss.shared.files.refusals import FileRefused
from balss.shared.files.services import check
from balss.shared.files.types import TYPES


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps at most the largest file that may be taken; `size` is that of the whole, so that it is refused by it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received <= settings.FILE_LARGEST_BYTES:
            super().receive_data_chunk(raw_data, start)
        return None


UNSTORED = "unstored_"


class UnstoredUpload(MemoryFileUploadHandler):
    """Keeps in memory what must never be written to a disk: the files of fields whose name begins with UNSTORED.

    As with BoundedUpload `size` is that of the whole, and what is too large is not kept.
    """

    def handle_raw_input(self, *args: Any, **named: Any) -> None:
        self.activated = False

    def new_file(self, field_name: str, *args: Any, **named: Any) -> None:
        self.activated, self.received = field_name.startswith(UNSTORED), 0
        super().new_file(field_name, *args, **named)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.activated and self.received > settings.FILE_LARGEST_BYTES:
            return None
        return super().receive_data_chunk(raw_data, start)


class UploadField(forms.FileField):
    """A field for one file to be kept with `shared.files.store`; refuses with the reasons of that."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        endings = [ending for kind in TYPES.values() for ending in (kind.suffix, *kind.other_suffixes)]
        self.widget.attrs.setdefault("accept", ",".join(endings))

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, File):
            try:
                check(upload, upload.name or "")
            except FileRefused as refusal:
                raise ValidationError(refusal.message) from refusal
        return upload
