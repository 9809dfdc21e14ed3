"""A poster for a notice board: one A4 page as PDF/UA-1, in type that is read from two metres, with a QR code."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno

from balss.core.paper.letters import showable
from balss.core.paper.typesetting import typeset

QUIET_ZONE = 4  # modules around the code, ISO/IEC 18004


@dataclass(frozen=True)
class Poster:
    """Everything is plain text; `facts` are names with what they stand for, `note` stands small at the foot.

    `code_words` say what the QR code is for, also to those who have it read aloud. Type shrinks until it fits.
    """

    language: str
    institution: str
    kind: str
    question: str
    title: str
    facts: Sequence[tuple[str, str]]
    address: str
    code_words: str
    note: str
    made_at: datetime


def write_poster(poster: Poster) -> bytes:
    """The same poster gives the same bytes."""
    words = {
        "language": poster.language,
        "institution": showable(poster.institution),
        "kind": showable(poster.kind),
        "question": showable(poster.question),
        "title": showable(poster.title),
        "facts": [[showable(name), showable(text)] for name, text in poster.facts if text],
        "address": poster.address,
        "code": qr_code(poster.address),
        "code_words": showable(poster.code_words),
        "note": showable(poster.note),
    }
    return typeset("poster", words, made_at=poster.made_at)


def qr_code(address: str) -> str:
    """The code as SVG; it still reads with 15 % of it torn off or soiled."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=QUIET_ZONE, xmldecl=False)
    return drawn.getvalue().decode()
