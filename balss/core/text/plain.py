"""HTML as plain text that still reads well: paragraphs, list items, and links with their address."""

import re

from lxml import etree, html

BLOCKS = {"p", "div", "ul", "ol", "dl", "blockquote", "pre", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6"}
LINES = {"li", "dt", "dd", "tr", "br"}
SILENT = {"script", "style", "head", "template", "noscript", "iframe", "object", "svg"}
MARK = "\x00"  # of a break that is wanted; the text itself holds none


def plain_text(source: str) -> str:
    """The words of HTML or of plain text, without markup: an empty line between blocks, “– ” before an item.

    A link whose words are not its address is followed by the address in parentheses.
    """
    source = source.replace(MARK, "").strip()
    if not source:
        return ""
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):  # nothing but comments; characters that XML does not know
        return ""
    text = "".join(_said(root))
    lines = (" ".join(line.split()) for line in text.split(MARK))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _said(element: etree._Element) -> list[str]:
    """The words in order, with MARK where a line ends and MARK twice between blocks."""
    name = element.tag if isinstance(element.tag, str) else ""
    if not name or name in SILENT:
        return [element.tail or ""]
    around = MARK * 2 if name in BLOCKS else ""
    parts = [MARK if name in LINES else around]
    if name == "li":
        parts.append("– ")
    parts.append(element.text or "")
    for child in element:
        parts += _said(child)
    address = element.get("href", "") if name == "a" else ""
    if address and address != "".join(str(each) for each in element.itertext()).strip():
        parts.append(f" ({address})")
    return [*parts, around, element.tail or ""]
