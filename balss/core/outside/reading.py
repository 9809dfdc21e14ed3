"""Reading what a source gave, by its form, in whatever letters it was written."""

import codecs
from collections.abc import Callable

from balss.core.outside.feeds import read_calendar, read_feed
from balss.core.outside.items import Found, Reason, Unreadable
from balss.core.outside.rows import read_csv, read_geojson, read_records

AS_TEXT: dict[str, Callable[[str], Found]] = {"tap": read_records, "csv": read_csv, "geojson": read_geojson}
AS_BYTES: dict[str, Callable[[bytes], Found]] = {"atom": read_feed, "ics": read_calendar}
BALTIC = "cp1257"  # what old Latvian tables are written in
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read(form: str, content: bytes, *, charset: str = "") -> Found:
    """`form` is a value of `OutsideSource.Form`; `charset` what the server said of it. Raises Unreadable.

    An item that stands twice is taken once, as it stands first.
    """
    if not content.strip():
        raise Unreadable(Reason.EMPTY)
    found = AS_TEXT[form](decoded(content, charset)) if form in AS_TEXT else AS_BYTES[form](content)
    found.items = list({each.key: each for each in reversed(found.items)}.values())[::-1]
    return found


def decoded(content: bytes, charset: str) -> str:
    """By its byte order mark, by UTF-8 where it is that, by what the server says, else by the old Baltic page."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _decode(content, encoding)
    for encoding in ("utf-8", charset, BALTIC):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    raise Unreadable(Reason.LETTERS)


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Reason.LETTERS) from error
