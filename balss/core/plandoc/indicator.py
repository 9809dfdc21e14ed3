"""Reads the indicators of a cell.

An empty line parts indicators. Inside a block a new line begins a new indicator when it starts with a capital letter,
a number or a bracket, or when the line before ended with a comma or semicolon; lines with a bullet are the items of
the indicator above them; any other line only continues the one before.
"""

import re

from balss.core.plandoc.document import Indicator, IndicatorKind
from balss.core.plandoc.source import Cell, Line, collapse
from balss.core.plandoc.target import read_targets

_BULLET = re.compile(r"^[·•▪●○*–-]\s+")
_COUNTS = re.compile(r"\b(skaits|number of)\b", re.IGNORECASE)
_BEGINS = re.compile(r"^[\[\d(A-ZĀČĒĢĪĶĻŅŠŪŽ]")


def read_indicators(cell: Cell, *, language: str) -> tuple[Indicator, ...]:
    found = [piece for block in cell.blocks for piece in _pieces(block)]
    return tuple(_indicator(lines, items, language) for lines, items in found)


def _pieces(block: tuple[Line, ...]) -> list[tuple[list[Line], list[Line]]]:
    """Each indicator of a block as its lines and its bulleted items."""
    pieces: list[tuple[list[Line], list[Line]]] = []
    for line in block:
        text = line.text.strip()
        if pieces and _BULLET.match(text):
            pieces[-1][1].append(line)
        elif pieces and not _begins_anew(text, after=pieces[-1][0][-1].text.strip()):
            pieces[-1][0].append(line)
        else:
            pieces.append(([line], []))
    return pieces


def _begins_anew(text: str, *, after: str) -> bool:
    return after.endswith((",", ";")) or bool(_BEGINS.match(text))


def _indicator(lines: list[Line], items: list[Line], language: str) -> Indicator:
    words = collapse(" ".join(line.text for line in lines)).rstrip(",;")
    targets = read_targets(words)
    return Indicator(
        words={language: words},
        line=lines[0].number,
        kind=_kind(words, has_items=bool(items), has_targets=bool(targets)),
        items=tuple({language: _BULLET.sub("", collapse(item.text)).rstrip(".,;")} for item in items),
        targets=targets,
    )


def _kind(words: str, *, has_items: bool, has_targets: bool) -> IndicatorKind:
    """What the words tell of the kind of the indicator."""
    if has_items:
        return IndicatorKind.CHECKLIST
    return IndicatorKind.COUNT if has_targets or _COUNTS.search(words) else IndicatorKind.STATEMENT
