"""Puts a plan together from its source: commitments, numbers, footnotes, and what the document says about itself.

Reads the layout of a national action plan: "N. apņemšanās" in the table, a numbered list of the same commitments before
it, a title with the years that the plan covers.
"""

import re
from dataclasses import replace
from datetime import date

from balss.core.plandoc.body import Directory, nobody_known
from balss.core.plandoc.conflict import find_conflicts
from balss.core.plandoc.document import Commitment, Footnote, Gap, Measure, PlanDocument
from balss.core.plandoc.footnote import read_footnote
from balss.core.plandoc.measures import read_measure
from balss.core.plandoc.messages import gap_message
from balss.core.plandoc.source import Line, Note, Source, collapse
from balss.core.plandoc.table import DEADLINE, HeadingRow, MeasureRow, Row, rows_of, table_section
from balss.core.plandoc.unreadable import Unreadable

_LIST_ITEM = re.compile(r"(?P<number>\d{1,2})\.\s+(?P<title>\S.*)")
_TITLE = re.compile(
    r"(?P<title>(?:[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+\s+)?(?P<ordinal>\w+)\s+nacionālais\s+atvērtās\s+pārvaldības\s+rīcības\s+plāns"
    r"\s+(?P<start>20\d\d)\.\s*[–-]\s*(?P<end>20\d\d)\.\s*gadam)",
    re.IGNORECASE,
)
_HALF_A_DATE = re.compile(r"(20\d\d\.?( gada( I[IV]*| [1-4]\.)?)?|\d{1,2}\.)$")
_ORDINALS = ("pirmais", "otrais", "trešais", "ceturtais", "piektais", "sestais", "septītais", "astotais", "devītais",
             "desmitais")  # fmt: skip


def read_plan(
    source: Source, *, country: str = "LV", language: str = "lv", directory: Directory = nobody_known
) -> PlanDocument:
    """The plan of a source. Raises Unreadable where the source holds no table of measures, or ends inside a row."""
    section = table_section(source.sections)
    if section is None:
        raise Unreadable("no_measures", last_line=source.last_line)
    rows = rows_of(section)
    ends_in_table = section is source.sections[-1] and section.cells[-1].starts_row is None
    if ends_in_table:
        _refuse_cut_off(rows, source.lines, source.last_line)
    numbered = number_rows(rows)
    measures, gaps = _measures(numbered, language, directory)
    commitments, heading_gaps = _commitments(rows, measures, source.lines, language)
    footnotes = _footnotes(source.notes, numbered, language)
    title, number, start_date, end_date = _title(source.lines, language)
    return PlanDocument(
        country=country,
        number=number,
        title=title,
        start_date=start_date,
        end_date=end_date,
        languages=(language,),
        commitments=commitments,
        footnotes=footnotes,
        gaps=_in_order(
            [
                *heading_gaps,
                *gaps,
                *_repeated_numbers(measures),
                *_conflicts(measures, footnotes),
                *([_gap("ends_in_table", source.last_line)] if ends_in_table else []),
                *([_gap("tracked_changes", 1)] if source.has_tracked_changes else []),
            ]
        ),
    )


def number_rows(rows: list[Row]) -> list[tuple[str, MeasureRow]]:
    """Each measure row with its number. A row that lost its own takes the one that its place leaves: before "1.2" it is
    1.1, after "1.4" 1.5, first below the heading of commitment 2 it is 2.1; "" where another row has that number."""
    taken = {row.number for row in rows if isinstance(row, MeasureRow)} - {""}
    numbered: list[tuple[str, MeasureRow]] = []
    before = ""  # number of the row above, or of the heading with a zero
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if isinstance(row, HeadingRow):
            before = f"{row.number}.0"
            continue
        number = row.number
        if not number:
            number = _between(before, below)
            number = "" if number in taken else number
        taken.add(number)
        before = number
        numbered.append((number, row))
    return numbered


def _between(before: str, below: Row | None) -> str:
    if isinstance(below, MeasureRow) and below.number:
        commitment, place = below.number.split(".")
        return f"{commitment}.{int(place) - 1}" if int(place) > 1 else ""
    commitment, _, place = before.partition(".")
    return f"{commitment}.{int(place) + 1}" if place else ""


def _refuse_cut_off(rows: list[Row], lines: list[Line], last_line: int) -> None:
    """Raises Unreadable for a text that stops right after a heading, inside a row, or before a commitment that its
    own list announces. A text that stops between two rows of the last commitment cannot be told from a whole one."""
    last = rows[-1]
    headings = {row.number: row for row in rows if isinstance(row, HeadingRow)}
    announced = [number for number in _listed_commitments(lines, headings) if number not in headings]
    began = max((int(number) for number in headings), default=0)
    if isinstance(last, HeadingRow):
        where = f"{last.number}."
    elif last.missing or _is_half_a_deadline(last):
        where = last.number or _above(rows)
    elif any(int(number) > began for number in announced):
        where = ", ".join(f"{number}." for number in announced if int(number) > began)
    else:
        return
    raise Unreadable("cut_off", where=where, line=last_line)


def _above(rows: list[Row]) -> str:
    """The number nearest above the last row."""
    return next((row.number for row in reversed(rows) if row.number), "1.")


def _is_half_a_deadline(row: MeasureRow) -> bool:
    """Whether the last words are the beginning of a date: "2027. gada"."""
    cell = row.cells.get(DEADLINE)
    return cell is not None and bool(_HALF_A_DATE.search(cell.flat))


def _measures(
    numbered: list[tuple[str, MeasureRow]], language: str, directory: Directory
) -> tuple[list[Measure], list[Gap]]:
    measures: list[Measure] = []
    gaps: list[Gap] = []
    for number, row in numbered:
        measure, own_gaps = read_measure(row, number, language=language, directory=directory)
        measures.append(measure)
        gaps += own_gaps
    return measures, gaps


def _commitments(
    rows: list[Row], measures: list[Measure], lines: list[Line], language: str
) -> tuple[tuple[Commitment, ...], list[Gap]]:
    """The commitments in the order of the table, each with its measures; a lost heading is looked up in the list of
    commitments that the plan gives before its table."""
    headings = {row.number: row for row in rows if isinstance(row, HeadingRow)}
    groups: dict[str, list[Measure]] = {}
    waiting = iter(measures)
    current = ""
    for row in rows:
        if isinstance(row, HeadingRow):
            current = row.number
            groups.setdefault(current, [])
        else:
            measure = next(waiting)
            current = measure.number.partition(".")[0] or current
            groups.setdefault(current, []).append(measure)
    listed = _listed_commitments(lines, headings)
    commitments: list[Commitment] = []
    gaps: list[Gap] = []
    for number, group in groups.items():
        heading = headings.get(number)
        first_line = heading.line if heading else group[0].line
        if heading:
            title = heading.title
        elif number in listed:
            title = listed[number].text
            gaps.append(_gap("heading_missing", first_line, number=number, list_line=listed[number].number))
        else:
            title = ""
            gaps.append(_gap("heading_unknown", first_line, number=number or "?"))
        commitments.append(Commitment(number, {language: title} if title else {}, first_line, tuple(group)))
    return tuple(commitments), gaps


def _listed_commitments(lines: list[Line], headings: dict[str, HeadingRow]) -> dict[str, Line]:
    """The numbered list whose items are the headings of the table: its words by number, with their lines."""
    known = {number: _comparable(heading.title) for number, heading in headings.items()}
    runs: list[dict[str, Line]] = [{}]
    for line in lines:
        match = _LIST_ITEM.fullmatch(collapse(line.text))
        if match and match["number"] == str(len(runs[-1]) + 1):
            runs[-1][match["number"]] = Line(line.number, match["title"])
        elif runs[-1]:
            runs.append({})
    agreeing = [run for run in runs if any(_comparable(line.text) == known.get(n) for n, line in run.items())]
    return agreeing[0] if agreeing else {}


def _comparable(title: str) -> str:
    return collapse(title).strip(" .").casefold()


def _footnotes(notes: list[Note], numbered: list[tuple[str, MeasureRow]], language: str) -> tuple[Footnote, ...]:
    """The footnotes, each with the number of the measure in whose row its mark stands."""
    owner = {line.number: number for number, row in numbered for cell in row.cells.values() for line in cell.lines}
    return tuple(read_footnote(note, language=language, measure=owner.get(note.referred_on or 0, "")) for note in notes)


def _title(lines: list[Line], language: str) -> tuple[dict[str, str], int, date, date]:
    """Title, number and years, from the first sentence that names the plan. Raises Unreadable where none does."""
    for line in lines:
        match = _TITLE.search(collapse(line.text))
        if match and match["ordinal"].lower() in _ORDINALS:
            number = _ORDINALS.index(match["ordinal"].lower()) + 1
            start, end = date(int(match["start"]), 1, 1), date(int(match["end"]), 12, 31)
            return {language: match["title"]}, number, start, end
    raise Unreadable("no_title", last_line=lines[-1].number if lines else 0)


def _repeated_numbers(measures: list[Measure]) -> list[Gap]:
    seen: set[str] = set()
    gaps = []
    for measure in measures:
        if measure.number and measure.number in seen:
            gaps.append(replace(_gap("number_repeated", measure.line, number=measure.number), measure=measure.number))
        seen.add(measure.number)
    return gaps


def _conflicts(measures: list[Measure], footnotes: tuple[Footnote, ...]) -> list[Gap]:
    return [
        Gap(
            kind="conflict",
            message=gap_message("conflict", footnote=found.footnote.number, date=found.due_date.isoformat()),
            line=found.footnote.line,
            measure=found.measure.number,
            due_date=found.due_date,
            footnote=found.footnote.number,
        )
        for found in find_conflicts(measures, list(footnotes))
    ]


def _gap(kind: str, line: int | None, **facts: object) -> Gap:
    return Gap(kind, gap_message(kind, **facts), line)


def _in_order(gaps: list[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(gaps, key=lambda gap: (gap.line or 0, gap.kind, gap.measure)))
