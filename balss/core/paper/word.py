"""Papers as Word documents: real headings, lists and table heads, the language of every text set."""

import io
from datetime import UTC
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from balss.core.paper.blocks import Block, Facts, Heading, Items, Paper, Paragraph, Table, Text
from balss.core.xml_text import for_xml

REGIONS = {"lv": "lv-LV", "en": "en-GB"}
TEXT_WIDTH = Mm(166)
COLOUR = RGBColor(0x9D, 0x22, 0x35)
QUIET = RGBColor(0x4D, 0x4D, 0x4D)


def write_word(paper: Paper) -> bytes:
    """The document as .docx."""
    document = Document()
    _prepare(document, paper)
    document.add_paragraph(for_xml(paper.title), style="Title")
    if paper.subtitle:
        document.add_paragraph(for_xml(paper.subtitle), style="Subtitle")
    for block in paper.blocks:
        _write(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _prepare(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = for_xml(". ".join(filter(None, [paper.title, paper.subtitle])))
    properties.author, properties.language = for_xml(paper.author), paper.language
    properties.created = properties.modified = paper.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    _prepare_styles(document, paper.language)
    _write_foot(section.footer.paragraphs[0], paper.foot)


def _prepare_styles(document: Any, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_language(defaults, language)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(10.5)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption"):
        style = document.styles[name]
        style.font.color.rgb = COLOUR if name in ("Title", "Subtitle", "Heading 1") else RGBColor(0, 0, 0)
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.name = "Calibri"
    document.styles["Caption"].font.size = Pt(10)


def _write_foot(paragraph: Any, foot: str) -> None:
    """The words and the number of the page."""
    paragraph.add_run(f"{for_xml(foot)}  ")
    run = paragraph.add_run()
    for name, attribute, words in (
        ("w:fldChar", "begin", ""), ("w:instrText", "", "PAGE"), ("w:fldChar", "end", ""),
    ):  # fmt: skip
        element = OxmlElement(name)
        if attribute:
            element.set(qn("w:fldCharType"), attribute)
        element.text = words or None
        run._r.append(element)


def _write(document: Any, block: Block) -> None:
    match block:
        case Heading(level, text):
            _say(document.add_heading(level=level), text)
        case Paragraph(text, is_note):
            run = _say(document.add_paragraph(), text)
            if is_note and run is not None:
                run.font.color.rgb = QUIET
        case Items(items):
            for item in items:
                _say(document.add_paragraph(style="List Bullet"), item)
        case Facts(facts):
            for name, texts in facts:
                _write_fact(document.add_paragraph(), name, list(texts))
        case Table():
            _write_table(document, block)


def _write_fact(paragraph: Any, name: str, texts: list[Text]) -> None:
    paragraph.add_run(f"{for_xml(name)}: ").bold = True
    for place, text in enumerate(texts):
        if place:
            paragraph.add_run().add_break()
        _say(paragraph, text)


def _write_table(document: Any, block: Table) -> None:
    caption = document.add_paragraph(for_xml(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    _name_table(table, block.caption)
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(for_xml(words)).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            _say(cell.paragraphs[0], text)
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = int(TEXT_WIDTH * share / sum(block.widths))
    document.add_paragraph()


def _name_table(table: Any, caption: str) -> None:
    """What screen readers say of it: its name; the first row and column are heads."""
    table.autofit = False
    properties = table._tbl.tblPr
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), for_xml(caption))
    properties.append(name)


def _say(paragraph: Any, text: Text) -> Any:
    """The run of the words, lines kept; None for a link."""
    if text.link:
        _add_link(paragraph, text)
        return None
    run = paragraph.add_run(for_xml(text.words))
    if text.language:
        _set_language(run._r.get_or_add_rPr(), text.language)
    return run


def _add_link(paragraph: Any, text: Text) -> None:
    target = paragraph.part.relate_to(for_xml(text.link), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(for_xml(text.words))
    run.font.underline = True
    if text.language:
        _set_language(run._r.get_or_add_rPr(), text.language)
    link.append(run._r)
    paragraph._p.append(link)


def _set_language(properties: Any, language: str) -> None:
    element = properties.find(qn("w:lang"))
    if element is None:
        element = OxmlElement("w:lang")
        properties.append(element)
    element.set(qn("w:val"), REGIONS.get(language, language))
