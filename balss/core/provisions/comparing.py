"""Two wordings compared word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_STEPS = 1_000_000  # words of one side times words of the other; beyond that sentences are compared, then nothing
_WORDS = re.compile(r"\w+|[^\w\s]|\s+")
_SENTENCES = re.compile(r"[^\n.;]*[\n.;]+\s*|[^\n.;]+")

Sort = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Piece:
    sort: Sort
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Pieces in reading order. Those that are not new make up `before`, those that are not gone `after`.

    What went comes before what came in its place. A space alone between two changes is of the change.
    """
    if before == after:
        return [Piece("same", before)] if before else []
    for pieces in (_WORDS, _SENTENCES):
        old, new = pieces.findall(before), pieces.findall(after)
        start, end = _common(old, new)
        if (len(old) - start - end) * (len(new) - start - end) <= MOST_STEPS:
            return _gathered(_steps(old, new, start, end))
    return _gathered(iter([("gone", before), ("new", after)]))


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words at the beginning, and at the end, are the same."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - start
    return start, next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)


def _steps(old: Sequence[str], new: Sequence[str], start: int, end: int) -> Iterator[tuple[Sort, str]]:
    yield "same", "".join(old[:start])
    mine, other = old[start : len(old) - end], new[start : len(new) - end]
    for tag, a, b, c, d in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag == "equal":
            words = "".join(mine[a:b])
            if words.isspace():  # two changes around it are one
                yield "gone", words
                yield "new", words
            else:
                yield "same", words
        else:
            yield "gone", "".join(mine[a:b])
            yield "new", "".join(other[c:d])
    yield "same", "".join(old[len(old) - end :])


def _gathered(steps: Iterator[tuple[Sort, str]]) -> list[Piece]:
    """Neighbours of one sort together; what went before what came."""
    pieces: list[Piece] = []
    gone, new = "", ""
    for sort, text in steps:
        if sort == "gone":
            gone += text
        elif sort == "new":
            new += text
        elif text:
            pieces += _changed(gone, new)
            gone, new = "", ""
            if pieces and pieces[-1].sort == "same":
                text = pieces.pop().text + text
            pieces.append(Piece("same", text))
    return pieces + _changed(gone, new)


def _changed(gone: str, new: str) -> list[Piece]:
    if gone == new:
        return [Piece("same", gone)] if gone else []
    found: list[Piece] = []
    if gone:
        found.append(Piece("gone", gone))
    if new:
        found.append(Piece("new", new))
    return found
