"""Reading a table that somebody sends, row by row: delimited text or the first sheet of an Office Open XML workbook.

Text is UTF-8 with or without a byte order mark, with commas, semicolons or tabs between its cells. A workbook's shared
texts are held in memory, so it may have fewer rows than a text. The head's names are read in lower case.
"""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import IO, Any

ZIP = b"PK\x03\x04"
MOST_COLUMNS = 50
MOST_WORKBOOK_ROWS = 100_000
MOST_UNPACKED_BYTES = 150_000_000  # of a workbook, which is packed


class Reason(StrEnum):
    """Why a table cannot be read."""

    ENCODING = "encoding"  # not in UTF-8
    CELLS = "cells"  # more or fewer than the head has
    BROKEN = "broken"  # quotes that do not end, or a cell without end
    WORKBOOK = "workbook"  # packed as a workbook, and none
    NO_ROWS = "no rows"
    TOO_LONG = "too long"


class UnreadableTable(ValueError):
    """`line` as a text editor or a spreadsheet counts, from 1; 0 for the file as a whole."""

    def __init__(self, reason: Reason, line: int = 0) -> None:
        self.reason, self.line = reason, line
        super().__init__(f"{reason.value}, line {line}")


@dataclass(frozen=True)
class TableRow:
    """A row below the head; cells are text, and in a workbook also numbers and days."""

    line: int
    cells: dict[str, Any]


def read_table(file: IO[bytes], *, most_rows: int) -> Iterator[TableRow]:
    """The rows that hold anything. Raises UnreadableTable, at the row where it is met."""
    start = file.read(len(ZIP))
    file.seek(0)
    lines = _workbook(file) if start == ZIP else _delimited(file)
    _line, head = next(lines, (0, []))
    names = [str(name or "").strip().lower() for name in head]
    if not any(names):
        raise UnreadableTable(Reason.NO_ROWS)
    read = 0
    for line, cells in lines:
        if all(cell is None or cell == "" for cell in cells):
            continue
        if len(cells) != len(names):
            raise UnreadableTable(Reason.CELLS, line)
        read += 1
        if read > (min(most_rows, MOST_WORKBOOK_ROWS) if start == ZIP else most_rows):
            raise UnreadableTable(Reason.TOO_LONG, line)
        yield TableRow(line, dict(zip(names, cells, strict=True)))
    if not read:
        raise UnreadableTable(Reason.NO_ROWS)


def _delimited(file: IO[bytes]) -> Iterator[tuple[int, Sequence[Any]]]:
    texts = _texts(file)
    head = next(texts, "")
    reader = csv.reader(chain([head], texts), delimiter=max(",;\t", key=head.count), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UnreadableTable(Reason.BROKEN, line) from None


def _texts(file: IO[bytes]) -> Iterator[str]:
    for line, raw in enumerate(file, start=1):
        try:
            yield raw.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError:
            raise UnreadableTable(Reason.ENCODING, line) from None


def _workbook(file: IO[bytes]) -> Iterator[tuple[int, Sequence[Any]]]:
    from openpyxl import load_workbook  # not before it is needed: it takes a tenth of the start of every process
    from openpyxl.utils.exceptions import InvalidFileException

    no_workbook = (zipfile.BadZipFile, InvalidFileException)
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise UnreadableTable(Reason.TOO_LONG)
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        width = 0
        for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            width = width or len(_without_end(cells))
            yield line, _filled(cells, width)
    except UnreadableTable:
        raise
    except (*no_workbook, KeyError, IndexError, ValueError, TypeError, SyntaxError) as error:
        raise UnreadableTable(Reason.WORKBOOK) from error


def _without_end(cells: Sequence[Any]) -> Sequence[Any]:
    """Without the empty cells behind the last filled one, which a spreadsheet keeps or leaves out as it likes."""
    last = max((place for place, cell in enumerate(cells, start=1) if cell is not None), default=0)
    return cells[:last]


def _filled(cells: Sequence[Any], width: int) -> Sequence[Any]:
    cut = _without_end(cells)
    days = [cell.date() if isinstance(cell, datetime) else cell for cell in cut]
    return [*days, *[None] * (width - len(days))]


def as_date(cell: Any) -> date | None:
    """A day written 2010-01-31 or 31.01.2010., or a day of a workbook; None for an empty cell. Raises ValueError."""
    if cell is None or isinstance(cell, date):
        return cell
    text = str(cell).strip().rstrip(".")
    if not text:
        return None
    if "." in text:
        day, month, year = text.split(".")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text)
