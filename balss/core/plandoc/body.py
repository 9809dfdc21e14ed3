"""Reads the bodies of a cell: who is responsible, as the plan names them.

Commas and line breaks part bodies; a line that begins with a small letter after a line without a comma continues it.
Since names hold commas and "and" themselves ("Biedrības, nodibinājumi"), the longest run of pieces that the directory
knows is taken as one body. Brackets behind a body limit its part ("FM (vebinārs)"); on a line of their own they limit
every body of their block; and where the directory knows the words in the brackets, they are a body too ("EM (CSP)").
A body that the directory does not know stays, word for word, with no code.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from balss.core.plandoc.document import Body, Part
from balss.core.plandoc.source import Cell, Line, collapse

Directory = Callable[[str], str | None]
"""Gives the code of an institution or group for its name or abbreviation, None where unknown."""

_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
LONGEST_NAME = 4  # pieces that one name may consist of


def nobody_known(words: str) -> str | None:
    """The directory in which nobody stands."""
    return None


def read_bodies(cell: Cell, part: Part, *, directory: Directory = nobody_known) -> tuple[Body, ...]:
    return tuple(body for block in cell.blocks for body in _bodies_of_block(block, part, directory))


def _bodies_of_block(block: tuple[Line, ...], part: Part, directory: Directory) -> list[Body]:
    lines = list(block)
    shared_scope = ""
    if len(lines) > 1 and (alone := re.fullmatch(r"\(([^()]*)\)", collapse(lines[-1].text))):
        shared_scope = alone[1].strip()
        lines.pop()
    bodies: list[Body] = []
    pieces = _pieces(lines)
    while pieces:
        taken = _longest_known(pieces, directory)
        run, pieces = pieces[:taken], pieces[taken:]
        bodies += _named("".join(text for text, _ in run), run[0][1], part, directory)
    return [body if body.scope else replace(body, scope=shared_scope) for body in bodies]


def _pieces(lines: list[Line]) -> list[tuple[str, int]]:
    """The words between separators, each with its line; a piece keeps the separator before it for joining."""
    pieces: list[tuple[str, int]] = []
    ended = True  # whether what came before ends a piece
    for line in lines:
        text = collapse(line.text)
        for place, piece in enumerate(re.split(r"[,;](?![^(]*\))", text)):
            if not piece.strip():
                continue
            continues = place == 0 and not ended and (text[0].islower() or text[0] == "(")
            if continues and pieces:
                before, number = pieces.pop()
                pieces.append((f"{before} {piece.strip()}", number))
            else:
                pieces.append(((", " if place else "\n") + piece.strip(), line.number))
        ended = text.endswith((",", ";"))
    return pieces


def _longest_known(pieces: list[tuple[str, int]], directory: Directory) -> int:
    """How many pieces, from the first, make the longest name that the directory knows; 1 where none does."""
    for length in range(min(len(pieces), LONGEST_NAME), 1, -1):
        joined = collapse("".join(text for text, _ in pieces[:length])).lstrip(", ")
        if directory(joined):
            return length
    return 1


def _named(text: str, line: int, part: Part, directory: Directory) -> list[Body]:
    """The body of these words, and the one in its brackets where that is one."""
    words = collapse(text).lstrip(", ").strip(" .")
    brackets = _BRACKETS.search(words)
    if not brackets:
        return [Body(words, part, line, directory(words))]
    name, inside = words[: brackets.start()].strip(), brackets[1].strip()
    code, inner = directory(name), directory(inside)
    if code is None and directory(words):
        return [Body(words, part, line, directory(words))]
    if inner and inner != code:
        return [Body(name, part, line, code), Body(inside, part, line, inner, within=name)]
    return [Body(name, part, line, code, scope=inside)]
