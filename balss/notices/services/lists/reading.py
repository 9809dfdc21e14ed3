"""Reading a file with addresses: these and their languages are read, and nothing else of the file is kept.

Columns (first line, in either language): epasts, e-pasts, email or e-mail; valoda or language, if there is one, with
lv or en: in which language to write to the address. Others may stand beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from balss.core.tabular import Reason, UnreadableTable, read_table
from balss.notices.services.return_path import is_sendable

MOST_ROWS = 20_000
LONGEST = 254
COLUMN = ("epasts", "e-pasts", "email", "e-mail")
LANGUAGE_COLUMN = ("valoda", "language")
LANGUAGES = {"": "lv", "lv": "lv", "en": "en"}


@dataclass(frozen=True)
class Row:
    """An address in small letters, and the language of its letters."""

    email: str
    language: str = "lv"


@dataclass(frozen=True)
class RowFault:
    """What is wrong in a line, in words that repeat nothing of it; line 0: in the file as a whole."""

    line: int
    words: str


def read_addresses(file: IO[bytes]) -> Iterator[Row | RowFault]:
    """Each address, or what is wrong in its line; what ends the reading comes last."""
    try:
        for row in read_table(file, most_rows=MOST_ROWS):
            name = next((name for name in COLUMN if name in row.cells), None)
            if name is None:
                yield RowFault(1, _("the first line names no column “epasts”"))
                return
            spoken = next((row.cells[name] for name in LANGUAGE_COLUMN if name in row.cells), "")
            yield _row(row.line, row.cells[name], spoken)
    except UnreadableTable as error:
        yield RowFault(error.line, _table_words(error.reason))


def _row(line: int, cell: object, spoken: object) -> Row | RowFault:
    address, language = (str(each or "").strip().lower() for each in (cell, spoken))
    if not address:
        return RowFault(line, _("there is no address"))
    try:
        validate_email(address)
    except ValidationError:
        sendable = False
    else:
        sendable = is_sendable(address)
    if not sendable:
        return RowFault(line, _("this is no e-mail address"))
    if len(address) > LONGEST:
        return RowFault(line, _("the address is too long"))
    if language not in LANGUAGES:
        return RowFault(line, _("the language is neither lv nor en"))
    return Row(address, LANGUAGES[language])


def _table_words(reason: Reason) -> str:
    return {
        Reason.ENCODING: _("the text is not in UTF-8; save the file as “CSV UTF-8”"),
        Reason.CELLS: _("there are more or fewer cells than in the first line"),
        Reason.BROKEN: _("a quotation mark is not closed"),
        Reason.WORKBOOK: _("the file is no CSV and no XLSX workbook"),
        Reason.NO_ROWS: _("there are no rows"),
        Reason.TOO_LONG: _("there are too many rows; at most 20,000"),
    }[reason]
