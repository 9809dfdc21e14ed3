"""What every reader hands over: the sections of a document, their loose lines, and their tables as cells.

A *section* runs from one heading to the next. A *cell* is a table cell with the lines of its words. A reader that
knows where rows end (Word) says so with `starts_row`; one that does not (plain text) leaves it to `table`.
"""

from dataclasses import dataclass, field

MOST_LINES = 50_000  # that are read: seventy times the plan of Latvia


@dataclass(frozen=True)
class Line:
    number: int  # from 1, through the text of the document
    text: str  # footnote and bookmark marks taken out


@dataclass(frozen=True)
class Cell:
    lines: tuple[Line, ...]
    starts_row: bool | None = None  # None: the reader cannot know

    @property
    def line(self) -> int:
        """Where the words begin; of an empty cell, where the cell stands."""
        return next((line.number for line in self.lines if line.text.strip()), self.lines[0].number)

    @property
    def words(self) -> str:
        """The words exactly as published, without the empty lines around them."""
        return "\n".join(line.text.rstrip() for line in self.lines).strip()

    @property
    def flat(self) -> str:
        """The words on one line."""
        return collapse(self.words)

    @property
    def blocks(self) -> list[tuple[Line, ...]]:
        """Runs of lines between empty lines."""
        blocks: list[list[Line]] = [[]]
        for line in self.lines:
            if line.text.strip():
                blocks[-1].append(line)
            elif blocks[-1]:
                blocks.append([])
        return [tuple(block) for block in blocks if block]


@dataclass
class Section:
    heading: Line | None
    lines: list[Line] = field(default_factory=list)  # outside tables
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Note:
    """A footnote as found: its number, its words, and the lines of the words and of the mark that refers to it."""

    number: int
    text: str
    line: int
    referred_on: int | None


@dataclass
class Source:
    sections: list[Section]
    notes: list[Note]
    last_line: int
    has_tracked_changes: bool = False

    @property
    def lines(self) -> list[Line]:
        """Headings and loose lines, in order."""
        return [
            line
            for section in self.sections
            for line in ([section.heading] if section.heading else []) + section.lines
            if line.text.strip()
        ]


def collapse(text: str) -> str:
    """The text with every run of white space (no-break spaces too) as one space."""
    return " ".join(text.split())
