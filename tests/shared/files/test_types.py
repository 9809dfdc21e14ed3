"""What a file is is told by its bytes; the short list is taken, everything else is refused with a reason."""

import io

import pytest

from balss.shared.files import types
from balss.shared.files.names import safe_name
from balss.shared.files.refusals import (
    BrokenFile,
    FileRefused,
    MacrosRefused,
    NotUtf8,
    SuspiciousArchive,
    UnknownType,
)
from balss.shared.files.types import FileType, tell_type
from tests.shared.files.conftest import OOXML, PDF, office, zipped

ODF = "application/vnd.oasis.opendocument."


def of_content(value: object) -> str | None:
    """A name that every process gives alike: a zip's bytes hold the time at which it was made."""
    return "content" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, types.PDF),
        (office(f"{OOXML}wordprocessingml.document.main+xml"), types.DOCX),
        (office(f"{OOXML}spreadsheetml.sheet.main+xml"), types.XLSX),
        (office(f"{OOXML}presentationml.presentation.main+xml"), types.PPTX),
        (zipped({"mimetype": f"{ODF}text", "content.xml": "<a/>"}), types.ODT),
        (zipped({"mimetype": f"{ODF}spreadsheet", "content.xml": "<a/>"}), types.ODS),
        (b"\x89PNG\r\n\x1a\n\x00\x00", types.PNG),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", types.JPEG),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", types.WEBP),
        ("Rīgā, Cēsīs un Ķekavā\r\n".encode(), types.TEXT),
    ],
    ids=of_content,
)
def test_known_kind_is_told_whatever_the_name_says(content: bytes, kind: FileType) -> None:
    assert tell_type(io.BytesIO(content), "attels.exe") == kind


@pytest.mark.parametrize(("name", "kind"), [("dati.csv", types.CSV), ("dati.TSV", types.CSV), ("a.html", types.TEXT)])
def test_text_is_a_table_when_its_name_says_so(name: str, kind: FileType) -> None:
    assert tell_type(io.BytesIO(b"a,b\n1,2\n"), name) == kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"MZ\x90\x00\x03", UnknownType),
        (b"\x7fELF\x02\x01\x01\x00", UnknownType),
        (b"<!DOCTYPE html><script>alert(1)</script>", UnknownType),
        (b'\xef\xbb\xbf \n<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', UnknownType),
        (b"GIF89a\x01\x00", UnknownType),
        (zipped({"setup.exe": b"MZ"}), UnknownType),
        (zipped({"mimetype": "application/epub+zip"}), UnknownType),
        ("Rīga".encode("windows-1257"), NotUtf8),
        ("Rīga".encode("utf-16"), NotUtf8),
        ("Rīg".encode() + "ā".encode()[:1], NotUtf8),
        (office(f"{OOXML}wordprocessingml.document.main+xml")[:60], BrokenFile),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), MacrosRefused),
        (office(f"{OOXML}spreadsheetml.sheet.main+xml", **{"xl/vbaProject.bin": b"\xd0\xcf"}), MacrosRefused),
        (zipped({"mimetype": f"{ODF}text", "Basic/Standard/Module1.xml": "<m/>"}), MacrosRefused),
        (office(f"{OOXML}wordprocessingml.document.main+xml", bomb=b"0" * 20_000_000), SuspiciousArchive),
        (zipped({"[Content_Types].xml": "<a>" * 400_000}), SuspiciousArchive),
    ],
    ids=of_content,
)
def test_anything_else_is_refused_for_its_reason(content: bytes, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal):
        tell_type(io.BytesIO(content), "dokuments.docx")


def test_tell_type_leaves_the_file_at_its_start() -> None:
    file = io.BytesIO(PDF)
    tell_type(file, "a.pdf")
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Pārskats 2026.pdf", "Pārskats 2026.pdf"),
        ("PĀRSKATS.PDF", "PĀRSKATS.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Anna\\plāns.pdf", "plāns.pdf"),
        ("rēķins\u202efdp.exe", "rēķinsfdp.exe.pdf"),
        ('a"b;\r\nSet-Cookie: x.pdf', "ab; Set-Cookie x.pdf"),
        ("", "datne.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_safe_name_keeps_what_is_harmless_and_ends_as_the_kind_does(given: str, kept: str) -> None:
    assert safe_name(given, types.PDF) == kept
