"""Builds Word files for the tests, part by part, as Word writes them: tables, merged rows, line breaks, footnotes."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_REFERENCE = re.compile(r"\[footnoteRef:(\d+)\]")
_NOTE = re.compile(r"\[(\d+):\s*([^\]]*)\]")
_MEASURE = re.compile(r"\d+\.\d+\.?\s*")
_COMMITMENT = re.compile(r"\d+\. apņemšanās:")
COLUMNS = 7  # number, title, results, indicators, responsible, co-responsible, deadline


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_parts(body: str, notes: dict[str, str] | None = None) -> dict[str, bytes]:
    footnotes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{run(text)}</w:p></w:footnote>' for number, text in (notes or {}).items()
    )
    return {
        "[Content_Types].xml": _TYPES.encode(),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode(),
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{footnotes}</w:footnotes>'.encode(),
    }


def run(text: str) -> str:
    """Words as Word keeps them: line breaks as `w:br`, footnote marks as references."""
    pieces = _REFERENCE.split(text)
    marks = [f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in pieces[1::2]] + [""]
    lines = ["<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in piece.split("\n")) for piece in pieces[::2]]
    return "".join(f"<w:r>{line}</w:r>{mark}" for line, mark in zip(lines, marks, strict=True))


def paragraph(text: str, *, heading: bool = False) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if heading else ""
    return f"<w:p>{style}{run(text)}</w:p>"


def cell(text: str, *, span: int = 1) -> str:
    merged = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    return f"<w:tc>{merged}{paragraph(text)}</w:tc>"


def row(*texts: str, spans: tuple[int, ...] = ()) -> str:
    widths = spans or (1,) * len(texts)
    return f"<w:tr>{''.join(cell(text, span=span) for text, span in zip(texts, widths, strict=True))}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word_plan(published: str) -> bytes:
    """The published plan as a Word file, with what it lost still lost."""
    notes = {match[1]: match[2] for match in _NOTE.finditer(published)}
    text = re.sub(r"\[bookmark: (?!_Toc)[^\]]*\]", "", _NOTE.sub("", published))
    before, rest = text.split("[bookmark: _Toc210379357]")
    measures, after = rest.split("[bookmark: _Toc210379358]")
    heading, _, content = measures.partition("\n")
    body = [*_paragraphs(before), paragraph(heading, heading=True), table(*_rows(content)), *_paragraphs(after)]
    return zipped(word_parts("".join(body), notes))


def _paragraphs(text: str) -> list[str]:
    return [
        paragraph(re.sub(r"\[bookmark: [^\]]*\]", "", line).strip(), heading="[bookmark: _Toc" in line)
        for line in text.split("\n")
        if line.strip()
    ]


def _rows(text: str) -> list[str]:
    """The rows of the table of measures: the tail of the first one lies before the first tab."""
    cells = [part.strip() for part in text.split("\n\t")]
    rows: list[list[str]] = [["", ""]]
    for words in cells:
        if _MEASURE.fullmatch(words) or _COMMITMENT.match(words) or words == "Pasākumi":
            rows.append([])
        rows[-1].append(words)
    return [_row(own) for own in rows]


def _row(cells: list[str]) -> str:
    if _COMMITMENT.match(cells[0]):
        return row(cells[0], spans=(COLUMNS,))
    if cells[0] == "Pasākumi":
        return row(*cells, spans=(2, *(1,) * (len(cells) - 1)))
    return row(*cells)
