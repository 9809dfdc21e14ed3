"""The blocks of a paper on a page. `{% load paper %}`"""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from balss.core.paper import Block, Facts, Heading, Items, Paragraph, Table, Text
from balss.design.templatetags.design import table as design_table

register = template.Library()


@register.simple_tag
def paper_block(block: Block) -> SafeString:
    """{% paper_block block %}: a heading stands one level lower than in the paper."""
    match block:
        case Heading(level, text):
            name = f"h{level + 1}"
            return format_html("<{}>{}</{}>", mark_safe(name), _said(text), mark_safe(name))  # noqa: S308
        case Paragraph(text, is_note):
            return format_html("<p{}>{}</p>", mark_safe(' class="quiet"') if is_note else "", _said(text))
        case Items(items):
            return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_said(item),) for item in items)))
        case Facts(facts):
            return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt>{}", _facts(facts)))
        case Table():
            return _table(block)


def _facts(facts: object) -> list[tuple[str, SafeString]]:
    return [
        (name, format_html_join("", "<dd>{}</dd>", ((_said(text),) for text in texts)))
        for name, texts in facts  # type: ignore[attr-defined]
    ]


def _table(block: Table) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((name,) for name in block.head))
    rows = format_html_join("", "<tr>{}</tr>", ((_cells(list(row)),) for row in block.rows))
    return design_table(format_html("<thead><tr>{}</tr></thead><tbody>{}</tbody>", head, rows), block.caption)


def _cells(cells: list[Text]) -> SafeString:
    """The first cell names the row."""
    others = format_html_join("", "<td>{}</td>", ((_said(cell),) for cell in cells[1:]))
    return format_html('<th scope="row">{}</th>{}', _said(cells[0]), others)


def _said(text: Text) -> SafeString:
    """The words with their lines, language and link."""
    words = mark_safe("<br>".join(conditional_escape(line) for line in text.words.split("\n")))  # noqa: S308
    if text.url:
        words = format_html('<a href="{}">{}</a>', text.url, words)
    return format_html('<span lang="{}">{}</span>', text.language, words) if text.language else words
