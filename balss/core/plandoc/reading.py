"""Reads a plan from a file of any known kind, told by its content and not by its name.

Refuses, with the line or part that is wrong: what is empty, too large, cut off, binary, not UTF-8, an archive that
would unpack to a bomb, a Word file with macros, and documents that are no plan.
"""

import re
from pathlib import Path

from balss.core.plandoc.body import Directory, nobody_known
from balss.core.plandoc.data import parse_json, parse_yaml
from balss.core.plandoc.document import PlanDocument
from balss.core.plandoc.package import Package
from balss.core.plandoc.plan import read_plan
from balss.core.plandoc.planfile import load_plan
from balss.core.plandoc.recombinant import is_definition, read_definition
from balss.core.plandoc.source import MOST_LINES
from balss.core.plandoc.text import read_text
from balss.core.plandoc.unreadable import Unreadable
from balss.core.plandoc.word import read_word

FILE_LIMIT = 20_000_000  # bytes; the longest published plan with pictures is a few million
TEXT_LIMIT = 3_000_000  # bytes without pictures: forty times the plan of Latvia

HOME = "LV"  # whose documents name no country, and whose institutions the directory holds

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_FORMATS = {
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "Word 97–2003 / password-protected Office",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_DATA = re.compile(r"^(format|dataset_type|country):", re.MULTILINE)


def read_file(path: Path, *, country: str = "", directory: Directory = nobody_known) -> tuple[PlanDocument, bytes]:
    """The plan of a file, and the bytes that were read. Raises Unreadable; a file past the limit is not opened."""
    if not path.is_file():
        raise Unreadable("missing", name=path.name)
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise too_large(size, FILE_LIMIT)
    content = path.read_bytes()
    return read_bytes(content, country=country, directory=directory), content


def read_bytes(content: bytes, *, country: str = "", directory: Directory = nobody_known) -> PlanDocument:
    """The plan of these bytes. Raises Unreadable.

    `country` is for files that do not name theirs; a document in Latvian is Latvia's.
    """
    if len(content) > FILE_LIMIT:
        raise too_large(len(content), FILE_LIMIT)
    if content.startswith(_ZIP):
        return read_plan(read_word(Package(content)), country=country or HOME, directory=directory)
    text = decode(content)
    if text.lstrip().startswith("{"):
        return _read_data(parse_json(text), country, directory)
    if _DATA.search(text):
        return _read_data(parse_yaml(text), country, directory)
    return read_plan(read_text(text), country=country or HOME, directory=directory)


def _read_data(data: object, country: str, directory: Directory) -> PlanDocument:
    """A plan from data. Only bodies of the home country are looked up: “VK” means something else elsewhere."""

    def read(known: Directory) -> PlanDocument:
        if isinstance(data, dict) and is_definition(data):
            return read_definition(data, country=country, directory=known)
        return load_plan(data, directory=known)

    document = read(nobody_known)
    return read(directory) if document.country == HOME else document


def decode(content: bytes) -> str:
    """The text of UTF-8 bytes, with line feeds alone as line breaks. Raises Unreadable for anything else."""
    for magic, name in _OTHER_FORMATS.items():
        if content.startswith(magic):
            raise Unreadable("other_format", format=name)
    if content.startswith(_UTF_16) or _looks_like_utf_16(content):
        raise Unreadable("encoding", line=1, guess="UTF-16")
    if len(content) > TEXT_LIMIT:
        raise too_large(len(content), TEXT_LIMIT)
    control = _NOT_IN_TEXT.search(content)
    if control:
        raise Unreadable("binary", line=_line_at(content, control.start()))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(content, error.start)
        if error.reason == "unexpected end of data":
            raise Unreadable("cut_letter", line=line) from error
        raise Unreadable("encoding", line=line, guess="Windows-1257 / ISO 8859-13?") from error
    if not text.strip():
        raise Unreadable("empty")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") >= MOST_LINES:
        raise Unreadable("too_long", line=MOST_LINES)
    return text


def too_large(size: int, limit: int) -> Unreadable:
    """In begun megabytes, so that what is refused is said to be larger than what is read."""
    return Unreadable("too_large", size=-(-size // 1_000_000), limit=limit // 1_000_000)


def _looks_like_utf_16(content: bytes) -> bool:
    """Whether every other byte of the beginning is mostly zero, as in UTF-16 without its mark."""
    start = content[:400]
    return len(start) >= 20 and max(start[::2].count(0), start[1::2].count(0)) > len(start) // 5


def _line_at(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
