"""Papers as PDF/UA-1: tagged, with title and language, readable aloud (typst, without fonts of the machine)."""

from datetime import UTC, datetime
from typing import Any

from balss.core.paper.blocks import Block, Facts, Heading, Items, Paper, Paragraph, Table, Text
from balss.core.paper.letters import showable
from balss.core.paper.typesetting import typeset

NO_WORDS = "–"  # PDF/UA has no title or heading without words


def write_pdf(paper: Paper) -> bytes:
    """The same paper gives the same bytes."""
    return typeset("paper", _paper(paper), made_at=paper.made_at)


def _paper(paper: Paper) -> dict[str, Any]:
    made_at: datetime = paper.made_at.astimezone(UTC)
    return {
        "title": showable(paper.title).strip() or NO_WORDS,
        "subtitle": showable(paper.subtitle),
        "language": _language(paper.language),
        "author": showable(paper.author),
        "made": [made_at.year, made_at.month, made_at.day],
        "foot": showable(paper.foot),
        "blocks": [_block(block) for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            words, *rest = _text(text)
            return {"kind": "heading", "level": level, "text": [words.strip() or NO_WORDS, *rest]}
        case Paragraph(text, is_note):
            return {"kind": "paragraph", "text": _text(text), "note": is_note}
        case Items(items):
            return {"kind": "items", "items": [_text(item) for item in items]}
        case Facts(facts):
            said = [[showable(name), [_text(text) for text in texts]] for name, texts in facts]
            return {"kind": "facts", "facts": said}
        case Table(caption, head, rows):
            return {
                "kind": "table",
                "caption": showable(caption),
                "head": [showable(name) for name in head],
                "rows": [[_text(cell) for cell in row] for row in rows],
                "widths": list(block.widths),
                "roomy": block.is_roomy,
            }


def _text(text: Text) -> list[str]:
    return [showable(text.words), _language(text.language), text.link]


def _language(tag: str) -> str:
    """The language of a tag such as lv-LV, as typst has it: two or three letters."""
    language = tag.split("-")[0].lower()
    return language if language.isascii() and language.isalpha() and len(language) in (2, 3) else ""
