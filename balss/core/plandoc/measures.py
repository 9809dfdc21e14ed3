"""Reads one row of the table as a measure, and says what the row lost or leaves open."""

import re
from dataclasses import replace

from balss.core.plandoc import table
from balss.core.plandoc.alignment import align
from balss.core.plandoc.body import Directory, read_bodies
from balss.core.plandoc.deadline import read_deadlines
from balss.core.plandoc.document import (
    Body,
    CellWords,
    Deadline,
    DeadlineKind,
    Gap,
    Indicator,
    Measure,
    Paragraph,
    Part,
)
from balss.core.plandoc.indicator import read_indicators
from balss.core.plandoc.messages import gap_message
from balss.core.plandoc.source import Cell, collapse
from balss.core.plandoc.table import MeasureRow

_PLACEHOLDER = re.compile(r"\[[^\]\d:]+\]|\bX{2,}\b|_{3,}|<[^<>]+>")
_COLUMN_NAMES = {
    table.TITLE: "Pasākumi",
    table.RESULTS: "Darbības rezultāts",
    table.INDICATORS: "Rezultatīvie rādītāji",
    table.RESPONSIBLE: "Atbildīgās institūcijas",
    table.CO_RESPONSIBLE: "Līdzatbildīgās institūcijas",
    table.DEADLINE: "Izpildes termiņš",
}
FIRST_WORDS = 60  # letters quoted from longer words


def read_measure(row: MeasureRow, number: str, *, language: str, directory: Directory) -> tuple[Measure, list[Gap]]:
    """The measure of a row, under this number, and its gaps. A column that the row lacks stays empty."""
    cells = row.cells
    results = _paragraphs(cells.get(table.RESULTS), language)
    deadlines = read_deadlines(cells[table.DEADLINE], language=language) if table.DEADLINE in cells else ()
    indicators = read_indicators(cells[table.INDICATORS], language=language) if table.INDICATORS in cells else ()
    places = align(indicators, deadlines, results)
    measure = Measure(
        number=number,
        title=_title(cells.get(table.TITLE), language),
        line=row.line,
        number_deduced=not row.number and bool(number),
        results=results,
        indicators=tuple(
            replace(indicator, deadline=place) for indicator, place in zip(indicators, places, strict=True)
        ),
        deadlines=deadlines,
        bodies=_bodies(cells, directory),
        cells=tuple(CellWords(column, cell.words, cell.line) for column, cell in cells.items()),
    )
    return measure, [*_gaps_of_row(row, measure), *_gaps_of_words(row, measure)]


def _title(cell: Cell | None, language: str) -> dict[str, str]:
    """The parts of the title, one a line; lines inside a part are only wrapping."""
    if cell is None or not cell.flat:
        return {}
    return {language: "\n".join(collapse(" ".join(line.text for line in block)) for block in cell.blocks)}


def _paragraphs(cell: Cell | None, language: str) -> tuple[Paragraph, ...]:
    lines = [line for line in cell.lines if line.text.strip()] if cell else []
    return tuple(Paragraph({language: collapse(line.text)}, line.number) for line in lines)


def _bodies(cells: dict[str, Cell], directory: Directory) -> tuple[Body, ...]:
    parts = ((table.RESPONSIBLE, Part.RESPONSIBLE), (table.CO_RESPONSIBLE, Part.CO_RESPONSIBLE))
    return tuple(
        body
        for column, part in parts
        if column in cells
        for body in read_bodies(cells[column], part, directory=directory)
    )


def _gap(kind: str, measure: Measure, line: int | None, **facts: object) -> Gap:
    return Gap(kind, gap_message(kind, **facts), line or measure.line, measure.number)


def _gaps_of_row(row: MeasureRow, measure: Measure) -> list[Gap]:
    gaps = []
    if not row.number:
        gaps.append(
            _gap("number_missing" if measure.number else "number_unknown", measure, row.line, number=measure.number)
        )
    if not measure.title:
        gaps.append(_gap("title_missing", measure, row.line))
    if row.lost_beginning:
        start = next((cell.flat for cell in row.cells.values() if cell.flat), "")
        gaps.append(_gap("head_missing", measure, row.line, words=_start_of(start)))
    elif row.missing:
        names = ", ".join(_COLUMN_NAMES[column] for column in row.missing)
        last = [line.number for cell in row.cells.values() for line in cell.lines if line.text.strip()]
        gaps.append(_gap("row_cut", measure, max(last, default=row.line), columns=names))
    if row.extra:
        extra = " | ".join(cell.flat for cell in row.extra)
        gaps.append(_gap("cells_extra", measure, row.extra[0].line, words=_start_of(extra)))
    return gaps


def _gaps_of_words(row: MeasureRow, measure: Measure) -> list[Gap]:
    gaps = []
    for cell in row.cells.values():
        gaps += [
            _gap("placeholder", measure, line.number, words=match[0])
            for line in cell.lines
            for match in _PLACEHOLDER.finditer(line.text)
        ]
    return [*gaps, *open_points(measure)]


def open_points(measure: Measure) -> list[Gap]:
    """What a measure leaves open, wherever it was read from: no indicator, body or deadline, or none that is known."""
    gaps = []
    if not measure.indicators:
        gaps.append(_gap("indicators_missing", measure, measure.line))
    if not measure.part(Part.RESPONSIBLE):
        gaps.append(_gap("responsible_missing", measure, measure.line))
    if not measure.deadlines:
        gaps.append(_gap("deadline_missing", measure, measure.line))
    return [*gaps, *_gaps_of_deadlines(measure), *_gaps_of_bodies(measure)]


def _gaps_of_deadlines(measure: Measure) -> list[Gap]:
    """Deadlines that are no date, and indicators of which it is open which deadline they have."""
    not_dates: list[Deadline] = [each for each in measure.deadlines if each.kind == DeadlineKind.TEXT]
    adrift: list[Indicator] = [each for each in measure.indicators if measure.deadlines and each.deadline is None]
    return [
        *(_gap("deadline_not_a_date", measure, each.line, words=_first(each.words)) for each in not_dates),
        *(
            _gap("deadline_unclear_for", measure, each.line, words=_first(each.words), count=len(measure.deadlines))
            for each in adrift
        ),
    ]


def _gaps_of_bodies(measure: Measure) -> list[Gap]:
    unknown = [body for body in measure.bodies if body.code is None]
    return [_gap("body_unknown", measure, body.line, words=body.words) for body in unknown]


def _first(words: dict[str, str]) -> str:
    return next(iter(words.values()), "")


def _start_of(text: str) -> str:
    return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
