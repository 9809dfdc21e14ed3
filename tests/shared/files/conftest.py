"""A store of files in a folder of the test's own, and documents of every kind, made here."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balss.shared.permissions import Actor, Grant, Role

ANNA = Actor(public_id="a1", account_id=1)
BERTS = Actor(public_id="b2", account_id=2)
OFFICIAL = Actor(public_id="o3", account_id=3, grant=Grant(Role.OFFICIAL, institution_id=7))

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
OOXML = "application/vnd.openxmlformats-officedocument."


def zipped(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def office(main_part: str, **more: str | bytes) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="{main_part}"/></Types>'
    return zipped({"[Content_Types].xml": types, "main.xml": "<main/>", **more})


def upload(content: bytes, name: str = "file.bin") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """The folder of the store."""
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {"BACKEND": "balss.shared.files.folder.ContentFolder", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


def kept_in(folder: Path) -> list[str]:
    """The names of all that lies in the folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
