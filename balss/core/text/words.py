"""The words of a text, in any language that parts its words by spaces.

A word is a run of letters, digits and the marks that stand on them; everything else parts words: “e-pakalpojums” has
two, “2026.” has one. What nobody sees (a soft hyphen, a joiner, a space of no width) is a part of the word that it
stands in, and no part of its keys. Places in a text are places in its composed form (`composed`), which is what is kept
and shown.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
REST = rf"(?:[^\W_]|[\u0300-\u036f]|[{UNSEEN}]+(?=[^\W_]))*"  # of a word, after its first letter
WORD = re.compile(rf"[^\W_]{REST}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Word:
    """A word as it is written, and its place in the composed text: `text[start:end]`."""

    written: str
    start: int
    end: int


def composed(text: str) -> str:
    """The text with each letter and its mark as one character where Unicode has one (NFC), and without what no database
    keeps in every column: zero bytes, halves of characters."""
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", text))


def words(text: str) -> Iterator[Word]:
    """The words of a composed text, in its order."""
    return (Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text))
