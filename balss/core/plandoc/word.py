"""Reads a plan from a Word file (.docx, Office Open XML): paragraphs, tables, line breaks, footnotes.

A vertically merged cell repeats the words above it; a deleted but not yet accepted change is not read, an inserted one
is, and the source says so. Word has no lines: they are counted through paragraphs and line breaks, in the order
of the document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from balss.core.plandoc.package import DOCUMENT, FOOTNOTES, Package
from balss.core.plandoc.source import MOST_LINES, Cell, Line, Note, Section, Source, collapse
from balss.core.plandoc.unreadable import Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br", f"{_W}cr"}
_NOT_READ = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
_CHANGES = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")


def read_word(package: Package) -> Source:
    """The sections and footnotes of a Word file. Raises Unreadable for a part that is missing or broken."""
    body = package.xml(DOCUMENT).find(f"{_W}body")
    walk = _Walk()
    for child in body if body is not None else ():
        walk.block(child)
    return Source(
        sections=walk.sections,
        notes=_notes(package, walk.references),
        last_line=walk.number,
        has_tracked_changes=body is not None and next(body.iter(*_CHANGES), None) is not None,
    )


def plain_text(package: Package) -> str:
    """The text of a Word file, paragraph by paragraph and cell by cell in its order. Raises Unreadable."""
    body = package.xml(DOCUMENT).find(f"{_W}body")
    walk = _Walk()
    paragraphs = body.iter(f"{_W}p") if body is not None else ()
    return "\n".join(line.text for paragraph in paragraphs for line in walk.paragraph(paragraph))


def counts_by_itself(package: Package) -> bool:
    """Whether Word gives paragraphs their numbers, which then stand nowhere in the text."""
    body = package.xml(DOCUMENT).find(f"{_W}body")
    found = body.iterfind(f".//{_W}p/{_W}pPr/{_W}numPr/{_W}numId") if body is not None else ()
    return any(number.get(f"{_W}val") not in (None, "0") for number in found)


@dataclass
class _Walk:
    """Goes through the document once, counting lines."""

    number: int = 0
    sections: list[Section] = field(default_factory=lambda: [Section(heading=None)])
    references: dict[str, int] = field(default_factory=dict)  # footnote id → line, in order of appearance

    def block(self, element: etree._Element) -> None:
        if element.tag == f"{_W}p":
            lines = self.paragraph(element)
            if _is_heading(element):
                self.sections.append(Section(heading=Line(lines[0].number, " ".join(line.text for line in lines))))
            else:
                self.sections[-1].lines += lines
        elif element.tag == f"{_W}tbl":
            self.table(element)
        elif element.tag == f"{_W}sdt":
            for child in element.iterfind(f"{_W}sdtContent/*"):
                self.block(child)

    def paragraph(self, element: etree._Element) -> list[Line]:
        texts = [""]
        for piece in _pieces(element):
            if piece.tag in _BREAKS:
                texts.append("")
            elif piece.tag == f"{_W}footnoteReference":
                self.references.setdefault(piece.get(f"{_W}id", ""), self.number + len(texts))
            else:
                texts[-1] += _text(piece)
        lines = [Line(self.number + place, text.strip()) for place, text in enumerate(texts, start=1)]
        self.number += len(texts)
        if self.number > MOST_LINES:
            raise Unreadable("too_long", line=MOST_LINES)
        return lines

    def table(self, element: etree._Element) -> None:
        above: dict[int, Cell] = {}  # by grid column
        for row in element.iterfind(f"{_W}tr"):
            column = 0
            for place, cell in enumerate(row.iterfind(f"{_W}tc")):
                read = self.cell(cell, starts_row=place == 0)
                if _continues_above(cell) and column in above:
                    read = Cell(above[column].lines, starts_row=place == 0)
                above[column] = read
                self.sections[-1].cells.append(read)
                column += _span(cell)

    def cell(self, element: etree._Element, *, starts_row: bool) -> Cell:
        lines = [line for paragraph in element.iter(f"{_W}p") for line in self.paragraph(paragraph)]
        return Cell(tuple(lines or [Line(self.number + 1, "")]), starts_row=starts_row)


def _pieces(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The pieces of text, breaks and footnote marks of a paragraph, in order, without what is deleted."""
    for child in paragraph:
        if child.tag in _NOT_READ or not isinstance(child.tag, str):
            continue
        if child.tag in _BREAKS or child.tag in _LETTERS or child.tag == f"{_W}footnoteReference":
            yield child
        else:
            yield from _pieces(child)


_LETTERS = {f"{_W}t": None, f"{_W}tab": " ", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}


def _text(piece: etree._Element) -> str:
    fixed = _LETTERS[str(piece.tag)]
    return (piece.text or "") if fixed is None else fixed


def _is_heading(paragraph: etree._Element) -> bool:
    """Whether the paragraph stands in the table of contents: by its style, its outline level or its bookmark."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(f"{_W}val", "").lower().startswith(("heading", "virsraksts")):
        return True
    if paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None:
        return True
    return any(mark.get(f"{_W}name", "").startswith("_Toc") for mark in paragraph.iter(f"{_W}bookmarkStart"))


def _continues_above(cell: etree._Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _notes(package: Package, references: dict[str, int]) -> list[Note]:
    """The footnotes that the document refers to, numbered as Word numbers them: in the order of their marks."""
    if not references or not package.has(FOOTNOTES):
        return []
    texts = {
        note.get(f"{_W}id", ""): collapse(
            " ".join("".join(_text(piece) for piece in _pieces(paragraph) if piece.tag in _LETTERS)
                     for paragraph in note.iter(f"{_W}p"))
        )
        for note in package.xml(FOOTNOTES).iterfind(f"{_W}footnote")
    }  # fmt: skip
    return [
        Note(number, texts[note_id], line, line)
        for number, (note_id, line) in enumerate(references.items(), start=1)
        if note_id in texts
    ]
