"""The blocks that a paper is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

LINKED = {"http", "https", "mailto"}
LONGEST_LINK = 2_000  # longer ones keep Word from opening the document, and typst from writing it


@dataclass(frozen=True)
class Text:
    """Words in a language ("": that of the paper); a link where `url` is given. Lines are kept."""

    words: str
    language: str = ""
    url: str = ""

    @property
    def link(self) -> str:
        """The address if it can be followed from a paper, else ""."""
        can_be_followed = self.url.partition(":")[0].lower() in LINKED and len(self.url) <= LONGEST_LINK
        return self.url if can_be_followed and self.url.isprintable() else ""


@dataclass(frozen=True)
class Heading:
    """Levels go from 1 without leaving one out; the title of the paper stands above them."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    text: Text
    is_note: bool = False  # said more quietly


@dataclass(frozen=True)
class Items:
    """A list without order."""

    items: Sequence[Text]


@dataclass(frozen=True)
class Facts:
    """Names with what they stand for; several texts under one name stand on lines of their own."""

    facts: Sequence[tuple[str, Sequence[Text]]]


@dataclass(frozen=True)
class Table:
    """The first cell of a row names the row. `shares` are the widths of the columns, in parts of the whole.
    `is_roomy`: larger and higher rows in PDF, to write into by hand."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Text]]
    shares: Sequence[int] = ()
    is_roomy: bool = False

    def __post_init__(self) -> None:
        if wrong := [row for row in self.rows if len(row) != len(self.head)]:
            raise ValueError(f"a row has {len(wrong[0])} cells and the head of {self.caption!r} {len(self.head)}")

    @property
    def widths(self) -> Sequence[int]:
        return self.shares or [1] * len(self.head)


Block = Heading | Paragraph | Items | Facts | Table


@dataclass(frozen=True)
class Paper:
    """`language` is a tag such as lv; `author` an institution; `foot` stands at the foot of every page."""

    title: str
    subtitle: str
    language: str
    author: str
    made_at: datetime
    foot: str = ""
    blocks: Sequence[Block] = field(default_factory=list)
