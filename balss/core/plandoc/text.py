"""Reads a plan published as text: what converters from Word leave when they write a table cell after a tab.

Line breaks are those of the document. A line that begins with a tab starts a table cell; the lines after it, empty
ones too, belong to that cell until the next tab or heading. Rows have no mark of their own. Headings carry
`[bookmark: _Toc…]`, footnote marks are `[footnoteRef:N]`, and the footnote itself follows its paragraph as `[N: …]`.
"""

import re
from collections.abc import Iterator

from balss.core.plandoc.source import Cell, Line, Note, Section, Source, collapse

_NOTE = re.compile(r"\[(?P<number>\d{1,4}):(?P<text>[^\]]*)\]")
_REFERENCE = re.compile(r"\[footnoteRef:(\d{1,4})\]")
_HEADING = re.compile(r"\[bookmark: _Toc[^\]]{0,200}\]")
_BOOKMARK = re.compile(r"\[bookmark: [^\]]{0,200}\]")


def read_text(text: str) -> Source:
    """The sections and footnotes of a text. Lines keep the numbers that they have in the file."""
    references = {
        int(match[1]): number
        for number, line in enumerate(text.split("\n"), start=1)
        for match in _REFERENCE.finditer(line)
    }
    notes = list(_notes(text, references))
    return Source(sections=_sections(_without_notes(text, references)), notes=notes, last_line=_last_line(text))


def _notes(text: str, references: dict[int, int]) -> Iterator[Note]:
    line, counted_to = 1, 0
    for match in _NOTE.finditer(text, 0, _end_of_notes(text)):
        line += text.count("\n", counted_to, match.start())
        counted_to = match.start()
        number = int(match["number"])
        if number in references:
            yield Note(number=number, text=collapse(match["text"]), line=line, referred_on=references[number])


def _end_of_notes(text: str) -> int:
    """Behind it no note can end; a search that went on there would try each beginning to the end of the text."""
    return text.rfind("]") + 1


def _without_notes(text: str, references: dict[int, int]) -> str:
    """The text without footnotes and their marks, with as many line breaks as before."""

    def breaks_of(match: re.Match[str]) -> str:
        return "\n" * match[0].count("\n") if int(match["number"]) in references else match[0]

    end = _end_of_notes(text)
    return _REFERENCE.sub("", _NOTE.sub(breaks_of, text[:end]) + text[end:])


def _sections(text: str) -> list[Section]:
    sections = [Section(heading=None)]
    open_cell: list[Line] = []

    def close_cell() -> None:
        if open_cell:
            sections[-1].cells.append(Cell(tuple(open_cell)))
            open_cell.clear()

    for number, raw in enumerate(text.split("\n"), start=1):
        line = Line(number, _BOOKMARK.sub("", raw).strip())
        if _HEADING.search(raw):
            close_cell()
            sections.append(Section(heading=line))
        elif raw.startswith("\t"):
            close_cell()
            open_cell.append(line)
        elif open_cell:
            open_cell.append(line)
        else:
            sections[-1].lines.append(line)
    close_cell()
    return sections


def _last_line(text: str) -> int:
    return text.rstrip().count("\n") + 1
