"""A sheet for a notice board: what happens in a place, on exactly one A4 page as PDF/UA-1, in large type.

What does not fit is not made smaller until nobody can read it: the sheet shows less of each section, and says how many
more there are. Its template chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from balss.core.paper.letters import showable
from balss.core.paper.poster import qr_code
from balss.core.paper.typesetting import typeset

LONGEST_TITLE, LONGEST_DETAILS = 80, 125  # letters: two lines at most
MOST = 12  # items of a section that are tried


@dataclass(frozen=True)
class Entry:
    """One thing: its title, and what matters of it in a few words."""

    title: str
    details: str
    language: str


@dataclass(frozen=True)
class SheetSection:
    """`count` is how many there are in all, those that are not given included."""

    title: str
    entries: Sequence[Entry]
    count: int


@dataclass(frozen=True)
class Sheet:
    """Everything is plain text. `more` says with “{}” for a number that there are more; `nothing` stands where there is
    no section; `code_words` say what the QR code is for, also to those who have it read aloud."""

    language: str
    place: str
    month: str
    lead: str
    sections: Sequence[SheetSection]
    more: str
    nothing: str
    address: str
    code_words: str
    note: str
    made_at: datetime


def write_sheet(sheet: Sheet) -> bytes:
    """The same sheet gives the same bytes."""
    words = {
        "language": sheet.language,
        "place": showable(sheet.place),
        "month": showable(sheet.month),
        "lead": showable(sheet.lead),
        "sections": [_section(section) for section in sheet.sections if section.entries],
        "more": sheet.more,
        "nothing": sheet.nothing,
        "address": sheet.address,
        "code": qr_code(sheet.address),
        "code_words": showable(sheet.code_words),
        "note": showable(sheet.note),
    }
    return typeset("sheet", words, made_at=sheet.made_at)


def _section(section: SheetSection) -> dict[str, object]:
    entries = [
        [_shortened(entry.title, LONGEST_TITLE), _shortened(entry.details, LONGEST_DETAILS), entry.language[:2]]
        for entry in section.entries[:MOST]
    ]
    return {"title": showable(section.title), "entries": entries, "count": section.count}


def _shortened(text: str, most: int) -> str:
    """On one line, cut between words where it is longer; a word that is longer itself is cut."""
    words = " ".join(showable(text).split())
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    return (kept[: kept.rindex(" ")] if " " in kept else kept).rstrip(" ,;:·–") + "…"
