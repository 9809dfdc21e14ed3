"""Rows as delimited text (RFC 4180): UTF-8 without a byte order mark, commas, a head, lines ended by CR LF.

No byte order mark, because most programs would read it as part of the first column's name; for spreadsheets there are
workbooks. Where a spreadsheet would take a text for a formula, an apostrophe is put before it (OWASP, “CSV injection”):
what somebody typed into a report must not run on the machine of who reads the data. That is so at the start of a text
and after each line break, tab and semicolon in it: in Latvia spreadsheets part cells at semicolons, and then the quotes
of this file hold nothing together. Other formats have the text itself.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balss.core.tabular.cells import Cell, Row, written

FORMULA_START = re.compile("(^|[;\t\r\n])([ \xa0\u200b\ufeff]*)(?=[=+@＝＋－＠-])")
AT_ONCE = 200  # rows in one piece of text


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The file in pieces; the first holds the head and the first rows."""
    iterator = iter(rows)
    lines: list[list[str]] = [list(columns)]
    while True:
        batch = list(islice(iterator, AT_ONCE))
        lines += [[guarded(row[column]) for column in columns] for row in batch]
        if lines:
            yield _delimited(lines)
        if len(batch) < AT_ONCE:
            return
        lines = []


def semicolon_text(lines: Iterable[Sequence[str]]) -> str:
    """Cells between semicolons and lines ended by LF, as Pabulib's files have them; texts guarded as in `csv_text`."""
    buffer = io.StringIO()
    guarded_lines = ([guarded(cell) for cell in line] for line in lines)
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerows(guarded_lines)
    return buffer.getvalue()


def guarded(cell: Cell) -> str:
    """The cell as text that no spreadsheet runs. Only texts are touched: a negative number is no formula."""
    text = written(cell)
    return FORMULA_START.sub(r"\1\2'", text) if isinstance(cell, str) else text


def _delimited(lines: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue()
