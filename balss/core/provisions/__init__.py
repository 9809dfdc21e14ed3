"""Texts of legal acts as provisions: cut into them, paired across versions, compared word by word."""

from balss.core.provisions.comparing import Piece, compare
from balss.core.provisions.cutting import (
    MOST_BYTES,
    MOST_CLAUSES,
    Clause,
    Kind,
    Line,
    TextTooLong,
    TooManyProvisions,
    cut,
    lines_of,
    text_of,
)
from balss.core.provisions.pairing import Change, Pairing, change_of, pair
from balss.core.provisions.uploads import NotAText, NumbersMissing, text_of_file

__all__ = [
    "MOST_BYTES", "MOST_CLAUSES", "Change", "Clause", "Kind", "Line", "NotAText", "NumbersMissing", "Pairing", "Piece",
    "TextTooLong", "TooManyProvisions", "change_of", "compare", "cut", "lines_of", "pair", "text_of", "text_of_file",
]  # fmt: skip
