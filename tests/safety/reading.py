"""Reads an answer as a browser, a feed reader or a spreadsheet would: what is seen, and what of it would run."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
from docx import Document
from lxml import etree, html
from pypdf import PdfReader

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
ATOM = "{http://www.w3.org/2005/Atom}"


def kind_of(answer: Any) -> str:
    return str(answer.headers.get("Content-Type", "")).partition(";")[0]


def whole(answer: Any) -> bytes:
    """All that was sent. Read to its end an answer closes by itself, and its files; closing it by hand would end the
    request outside of the browser, and on PostgreSQL the connection in the middle of the test."""
    content: bytes = answer.getvalue()
    return content


def read(answer: Any) -> tuple[str, list[str]]:
    """The words that a person gets to see, and what would run or break out of its place (nothing should)."""
    content = whole(answer)
    reader = READERS.get(kind_of(answer), _as_text)
    return reader(content)


def _page(content: bytes) -> tuple[str, list[str]]:
    tree = html.document_fromstring(content)
    return str(tree.text_content()) + " ".join(tree.xpath("//@value | //@content | //@title")), _running(tree)


def _running(tree: Any) -> list[str]:
    handlers = [f"{each.getparent().tag} {each.attrname}" for each in tree.xpath("//@*[starts-with(name(), 'on')]")]
    scripts = tree.xpath("//script[not(@src or @type='application/json')]")  # data does not run
    inline = ["inline script"] * len(scripts)
    planted = [etree.tostring(each).decode() for each in tree.xpath("//img[@src='x']")]
    addresses = [each for each in tree.xpath("//@href | //@src | //@action") if each.lower().startswith("javascript")]
    return [*handlers, *inline, *planted, *addresses]


def _feed(content: bytes) -> tuple[str, list[str]]:
    tree = etree.fromstring(content)
    running = [each.tag for each in tree.iter("{*}img", "{*}script")]
    for each in tree.iter():
        if each.get("type") == "html" and each.text:
            running += _running(html.fromstring(f"<div>{each.text}</div>"))
    return "".join(tree.itertext()), running


def _calendar(content: bytes) -> tuple[str, list[str]]:
    lines = content.decode().split("\r\n")
    planted = [line for line in lines if line.startswith("ATTACH") or set(line) & set("\x0b\x1b\n\r")]
    return content.decode().replace("\r\n ", "").replace("\\;", ";"), planted


def _table(content: bytes) -> tuple[str, list[str]]:
    cells = [cell for row in csv.reader(io.StringIO(content.decode(), newline="")) for cell in row]
    return "".join(cells), [cell for cell in cells if cell.startswith(FORMULA_SIGNS) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def _workbook(content: bytes) -> tuple[str, list[str]]:
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    running = [f"{cell.coordinate}" for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return "".join(str(cell.value) for cell in cells), running


def _word(content: bytes) -> tuple[str, list[str]]:
    body = Document(io.BytesIO(content)).element.body
    return "".join(body.itertext()), [str(each.tag) for each in body.iter("{*}img", "{*}script")]


def _pdf(content: bytes) -> tuple[str, list[str]]:
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", ""), []


def _as_text(content: bytes) -> tuple[str, list[str]]:
    """JSON, plain text and files: nothing in them runs, for their type is told and not to be guessed."""
    return content.decode(errors="replace").replace("\\u0026", "&"), []


READERS: dict[str, Callable[[bytes], tuple[str, list[str]]]] = {
    "text/html": _page,
    "application/xhtml+xml": _page,
    "application/atom+xml": _feed,
    "application/xml": _feed,
    "text/calendar": _calendar,
    "text/csv": _table,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _workbook,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _word,
    "application/pdf": _pdf,
}
