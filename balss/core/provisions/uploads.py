"""The text of an act from a file: plain text (UTF-8, or Windows-1257 of older programs) or Word (.docx)."""

from balss.core.plandoc.package import Package
from balss.core.plandoc.unreadable import Unreadable
from balss.core.plandoc.word import counts_by_itself, plain_text
from balss.core.provisions.cutting import MOST_BYTES, TextTooLong


class NotAText(ValueError):
    """The file is neither text nor a Word file that can be read."""


class NumbersMissing(ValueError):
    """Word counts the points of this file by itself, so that their numbers are not in its text."""


def text_of_file(content: bytes) -> str:
    """Raises NotAText, NumbersMissing, TextTooLong."""
    if content.startswith(b"PK"):
        try:
            package = Package(content)
            if counts_by_itself(package):
                raise NumbersMissing
            return plain_text(package)
        except Unreadable as error:
            raise NotAText(error.message["lv"]) from error
    if len(content) > MOST_BYTES:
        raise TextTooLong
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\0" in content:
        raise NotAText
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "windows-1257")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotAText from error
