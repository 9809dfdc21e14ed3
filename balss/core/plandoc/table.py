"""Finds the rows of the table of measures among the cells of a document.

A row begins with a number such as "1.2."; its other cells follow in the order of the table head, whose first cell
("Pasākumi") covers number and title. A cell "2. apņemšanās: …" heads a commitment. Cells that follow a complete row
without a number, or stand before the first, are a row whose beginning is lost: they are read from the right, because
it is the left that is missing.
"""

import re
from dataclasses import dataclass

from balss.core.plandoc.source import Cell, Line, Section

_NUMBER = re.compile(r"(\d{1,2}\.\d{1,2})\.?")
_COMMITMENT = re.compile(
    r"(?P<number>\d{1,2})\.\s*(?:apņemšanās|commitment)\b\s*[:.–-]?\s*(?P<title>.*)", re.IGNORECASE
)

TITLE, RESULTS, INDICATORS, RESPONSIBLE, CO_RESPONSIBLE, DEADLINE = (
    "title", "results", "indicators", "responsible", "co_responsible", "deadline",
)  # fmt: skip
_COLUMNS = {
    "pasākumi": TITLE, "pasākums": TITLE, "measures": TITLE, "measure": TITLE,
    "darbības rezultāts": RESULTS, "darbības rezultāti": RESULTS, "results": RESULTS, "result": RESULTS,
    "rezultatīvie rādītāji": INDICATORS, "rezultatīvais rādītājs": INDICATORS, "indicators": INDICATORS,
    "atbildīgās institūcijas": RESPONSIBLE, "atbildīgā institūcija": RESPONSIBLE, "responsible bodies": RESPONSIBLE,
    "līdzatbildīgās institūcijas": CO_RESPONSIBLE, "līdzatbildīgā institūcija": CO_RESPONSIBLE,
    "co-responsible bodies": CO_RESPONSIBLE,
    "izpildes termiņš": DEADLINE, "izpildes termiņi": DEADLINE, "deadline": DEADLINE, "deadlines": DEADLINE,
}  # fmt: skip
USUAL_COLUMNS = (TITLE, RESULTS, INDICATORS, RESPONSIBLE, CO_RESPONSIBLE, DEADLINE)


@dataclass(frozen=True)
class HeadingRow:
    """A commitment named in the table."""

    number: str
    title: str
    line: int


@dataclass(frozen=True)
class MeasureRow:
    """One measure: its number ("" when lost) and its cells by column; `missing` columns were not in the row at all."""

    number: str
    line: int
    cells: dict[str, Cell]
    missing: tuple[str, ...] = ()
    lost_beginning: bool = False
    extra: tuple[Cell, ...] = ()


Row = HeadingRow | MeasureRow


def number_in(cell: Cell) -> str | None:
    match = _NUMBER.fullmatch(cell.flat)
    return match[1] if match else None


def table_section(sections: list[Section]) -> Section | None:
    """The section that holds most numbered rows; where none has one (Word may number rows by itself), the first with
    the head of the table. None where there is neither."""
    counted = [(sum(number_in(cell) is not None for cell in section.cells), section) for section in sections]
    most = max((count for count, _ in counted), default=0)
    if most:
        return next(section for count, section in counted if count == most)
    return next((section for section in sections if _head_in(section.cells)), None)


def rows_of(section: Section) -> list[Row]:
    columns = _columns(section.cells)
    rows: list[Row] = []
    open_cells: list[Cell] = []

    def close_row() -> None:
        if open_cells:
            rows.append(_measure_row(open_cells, columns))
            open_cells.clear()

    for cell in section.cells:
        heading = _COMMITMENT.fullmatch(cell.flat)
        if heading:
            close_row()
            rows.append(HeadingRow(heading["number"], heading["title"].strip(), cell.line))
        elif _column(cell):
            close_row()
        elif _begins_row(cell, open_cells, columns):
            close_row()
            open_cells.append(cell)
        else:
            open_cells.append(cell)
    close_row()
    return _with_tail_of_lost_row(rows, section)


def _begins_row(cell: Cell, open_cells: list[Cell], columns: tuple[str, ...]) -> bool:
    if cell.starts_row is not None:
        return cell.starts_row
    if number_in(cell):
        return True
    return bool(open_cells) and number_in(open_cells[0]) is not None and len(open_cells) > len(columns)


def _columns(cells: list[Cell]) -> tuple[str, ...]:
    """The columns of the first table head; the usual ones where no head is left."""
    return _head_in(cells) or USUAL_COLUMNS


def _head_in(cells: list[Cell]) -> tuple[str, ...]:
    head: list[str] = []
    for cell in cells:
        column = _column(cell)
        if column is None and head:
            break
        if column:
            head.append(column)
    return tuple(head) if TITLE in head and len(head) > 1 else ()


def _column(cell: Cell) -> str | None:
    return _COLUMNS.get(cell.flat.casefold())


def _measure_row(cells: list[Cell], columns: tuple[str, ...]) -> MeasureRow:
    number = number_in(cells[0])
    if number is None and cells[0].starts_row and not cells[0].flat and len(cells) == len(columns) + 1:
        number = ""  # the cell is there, but empty
    if number is None:
        width = min(len(cells), len(columns))
        return MeasureRow(
            number="",
            line=cells[0].line,
            cells=dict(zip(columns[-width:], cells[-width:], strict=True)),
            missing=columns[: len(columns) - width],
            lost_beginning=True,
            extra=tuple(cells[:-width]),
        )
    content = cells[1:]
    return MeasureRow(
        number=number,
        line=cells[0].line,
        cells=dict(zip(columns, content, strict=False)),
        missing=columns[len(content) :],
        extra=tuple(content[len(columns) :]),
    )


def _with_tail_of_lost_row(rows: list[Row], section: Section) -> list[Row]:
    """Gives the loose line right before a first row without a beginning to that row: it is the tail of a lost cell."""
    first = rows[0] if rows else None
    tail = _line_before(section, first.line) if isinstance(first, MeasureRow) and first.lost_beginning else None
    if not isinstance(first, MeasureRow) or tail is None or not first.missing:
        return rows
    column = first.missing[-1]
    completed = MeasureRow(
        number="",
        line=tail.number,
        cells={column: Cell((tail,)), **first.cells},
        missing=first.missing[:-1],
        lost_beginning=True,
    )
    return [completed, *rows[1:]]


def _line_before(section: Section, number: int) -> Line | None:
    """The last loose line with words, if nothing stands between it and this line."""
    return next((line for line in section.lines if line.number == number - 1 and line.text.strip()), None)
