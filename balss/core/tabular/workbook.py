"""Tables as an Office Open XML workbook, a sheet for each, written row by row.

Texts are written as texts: none becomes a formula, a number or a link. Numbers of more than 15 digits stand as text,
because spreadsheets would round them; moments stand in UTC as text, because spreadsheets know no zones; so do days
before March 1900, which spreadsheets count wrongly or not at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

from balss.core.tabular.cells import Cell, Row, written

MOST_ROWS = 1_048_576  # of a sheet, its head included
LONGEST_TEXT = 32_767  # of a cell, in units of UTF-16
EXACT_DIGITS = 15
LARGEST_POWER = 300  # of ten, that a number of a spreadsheet holds
FIRST_DAY = date(1900, 3, 1)
CUT = " […]"


@dataclass(frozen=True)
class Sheet:
    """`name` is at most 28 letters, so that a number fits behind it where a table needs several sheets."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Row]


def write_workbook(file: IO[bytes], sheets: Iterable[Sheet], *, title: str, made_at: datetime) -> None:
    """Write the workbook to a file open for writing and seeking. What does not fit on a sheet goes on to a next one;
    a text longer than a cell is cut and ends in “[…]”."""
    import xlsxwriter  # not before it is needed, as every process would begin with it

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": made_at.astimezone(UTC).replace(tzinfo=None)})
        formats = {"head": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
        for sheet in sheets:
            _write_sheet(book, sheet, formats)


def _write_sheet(book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    number, place = 1, 1
    page = _begin(book, sheet.name, sheet.columns, formats)
    for row in sheet.rows:
        if place == MOST_ROWS:
            number, place = number + 1, 1
            page = _begin(book, f"{sheet.name} {number}", sheet.columns, formats)
        for column, name in enumerate(sheet.columns):
            _write_cell(page, place, column, row[name], formats)
        place += 1


def _begin(book: Any, name: str, columns: Sequence[str], formats: dict[str, Any]) -> Any:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    page.set_column(0, len(columns) - 1, 18)
    for column, title in enumerate(columns):
        page.write_string(0, column, title, formats["head"])
    return page


def _write_cell(page: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | Decimal) and _is_exact(Decimal(cell)):
        page.write_number(row, column, cell)
    elif isinstance(cell, date) and not isinstance(cell, datetime) and cell >= FIRST_DAY:
        page.write_datetime(row, column, cell, formats["day"])
    else:
        page.write_string(row, column, _fitting(written(cell)))


def _is_exact(number: Decimal) -> bool:
    """Whether a spreadsheet holds it as it is."""
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_POWER:
        return False
    return len(number.normalize().as_tuple().digits) <= EXACT_DIGITS


def _fitting(text: str) -> str:
    if len(text) * 2 <= LONGEST_TEXT:  # however its letters are written
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= LONGEST_TEXT * 2:
        return text
    return units[: (LONGEST_TEXT - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT
