"""What a file is, told by its bytes: a short list of kinds that people need, everything else is refused.

Office documents are zip archives, read only through their directory and two small members; archives that unpack to
far more than they are, and documents with macros, are refused. The name decides only between .txt and .csv.
"""

import re
import zipfile
from codecs import getincrementaldecoder
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from balss.shared.files.refusals import BrokenFile, MacrosRefused, NotUtf8, SuspiciousArchive, UnknownType

LARGEST_RATIO = 200  # unpacked to packed; a sheet of zeros reaches about 100
LARGEST_MEMBER_READ = 1_000_000
MOST_MEMBERS = 10_000
MACRO_MEMBERS = ("vbaproject.bin", "vbadata.xml")
ODF_MACRO_FOLDERS = ("Basic/", "Scripts/")
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")  # no text holds these
MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|script|svg|\?xml|!--)", re.IGNORECASE)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class FileType:
    """A kind of file: its media type (IANA) and the ending that a name of it should have."""

    media_type: str
    suffix: str
    other_suffixes: tuple[str, ...] = ()
    shown_inline: bool = False  # safe for a browser to show inside the page

    def fits(self, name: str) -> bool:
        return PurePath(name).suffix.lower() in (self.suffix, *self.other_suffixes)


PDF = FileType("application/pdf", ".pdf")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
PPTX = FileType("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx")
ODT = FileType("application/vnd.oasis.opendocument.text", ".odt")
ODS = FileType("application/vnd.oasis.opendocument.spreadsheet", ".ods")
CSV = FileType("text/csv", ".csv", (".tsv",))
TEXT = FileType("text/plain", ".txt", (".md", ".log"))
PNG = FileType("image/png", ".png", shown_inline=True)
JPEG = FileType("image/jpeg", ".jpg", (".jpeg",), shown_inline=True)
WEBP = FileType("image/webp", ".webp", shown_inline=True)

TYPES = {kind.media_type: kind for kind in (PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, TEXT, PNG, JPEG, WEBP)}
KNOWN = ", ".join(kind.suffix for kind in TYPES.values())

OOXML_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}


def tell_type(file: IO[bytes], name: str) -> FileType:
    """The kind of the file, read from its start to its end where needed; the file is left at its start.

    Raises UnknownType, NotUtf8, MacrosRefused, SuspiciousArchive, BrokenFile.
    """
    file.seek(0)
    start = file.read(16)
    file.seek(0)
    try:
        if start.startswith(b"%PDF-"):
            return PDF
        if start.startswith(b"\x89PNG\r\n\x1a\n"):
            return PNG
        if start.startswith(b"\xff\xd8\xff"):
            return JPEG
        if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
            return WEBP
        if start.startswith(b"PK\x03\x04"):
            return _tell_archive(file)
        if start.startswith(UTF16_MARKS):
            raise NotUtf8
        return _tell_text(file, name)
    finally:
        file.seek(0)


def _tell_archive(file: IO[bytes]) -> FileType:
    try:
        with zipfile.ZipFile(file) as archive:
            _check_size(archive)
            return _tell_document(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BrokenFile from error


def _check_size(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_RATIO * max(packed, 1):
        raise SuspiciousArchive


def _tell_document(archive: zipfile.ZipFile) -> FileType:
    names = archive.namelist()
    if any(PurePath(name).name.lower() in MACRO_MEMBERS for name in names):
        raise MacrosRefused
    if "[Content_Types].xml" in names:
        parts = _read_member(archive, "[Content_Types].xml")
        if b"macroEnabled" in parts:
            raise MacrosRefused
        for main_part, kind in OOXML_MAIN_PARTS.items():
            if main_part in parts:
                return kind
    elif "mimetype" in names:
        if any(name.startswith(ODF_MACRO_FOLDERS) and not name.endswith("/") for name in names):
            raise MacrosRefused
        media_type = _read_member(archive, "mimetype").decode("ascii", "replace").strip()
        if media_type in (ODT.media_type, ODS.media_type):
            return TYPES[media_type]
    raise UnknownType(KNOWN)


def _read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(LARGEST_MEMBER_READ + 1)
    if len(content) > LARGEST_MEMBER_READ:
        raise SuspiciousArchive
    return content


def _tell_text(file: IO[bytes], name: str) -> FileType:
    """Text is UTF-8 without control characters that is not a page or drawing with markup a browser would run."""
    if MARKUP.match(file.read(1024)):
        raise UnknownType(KNOWN)
    file.seek(0)
    decoder = getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(65536):
            if CONTROL.search(chunk):
                raise UnknownType(KNOWN)
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise NotUtf8 from error
    return CSV if CSV.fits(name) else TEXT
