"""Cuts the text of an act into its provisions.

Its lines are read in order; one that begins a provision does so by its number (`marks`). What stands before the first
is the preamble. Lines that a page broke in the middle of a sentence are joined. Words in quotation marks that go over
several lines, as in acts that change others, are of the provision that quotes them. Where the reading is wrong, a
person turns lines round: a line that begins one no longer does, or the other way about.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from balss.core.provisions.marks import (
    APPENDIX,
    ARTICLE,
    CHAPTER,
    PART,
    POINT,
    RUNNING,
    SIGNATURE,
    TRANSITION,
    Number,
    roman,
)

MOST_BYTES = 2_000_000  # of a text, in UTF-8
MOST_CLAUSES = 3_000
LONGEST_HEADING = 300
LONGEST_QUOTE = 400  # lines; after that the mark that opened it was a slip
NEAR = 3  # chapters may be left out so many at a time
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")
_OPENED = re.compile(r"(?:^|(?<=[\s(:]))[„«“\"](?=\(?\d)")
_CLOSED = re.compile(r"[”“\"»][.;,]?$")
_ENDS = (".", ":", ";", "!", "?", "”", "“", "»", "\"", ")")  # fmt: skip


class TextTooLong(ValueError):
    """More than MOST_BYTES."""


class TooManyProvisions(ValueError):
    """More than MOST_CLAUSES."""


class Kind(StrEnum):
    PREAMBLE = "preamble"
    CHAPTER = "chapter"
    ARTICLE = "article"
    PART = "part"  # of an article
    POINT = "point"
    APPENDIX = "appendix"
    SIGNATURE = "signature"
    PASSAGE = "passage"  # made by a person, without a number


@dataclass(frozen=True)
class Line:
    """One line that is not empty; its number from 0, and whether an empty one stands before it."""

    number: int
    text: str
    is_apart: bool


@dataclass(frozen=True)
class Clause:
    """One provision. `mark` names it within the text: what it belongs to and its number, “pielikums-1/2.1”.

    `text` is without the number, its lines apart by line breaks; `heading` the title of a chapter, article or
    appendix. `line` is the number of the line that begins it. A `mark` met twice has “~2” behind it.
    """

    kind: Kind
    number: str
    mark: str
    heading: str
    text: str
    line: int = 0

    @property
    def is_repeated(self) -> bool:
        return "~" in self.mark

    @property
    def depth(self) -> int:
        """How far in it stands: 0 for points and articles, more for their parts."""
        return max(0, len(Number.read(self.number).steps) - 1) if self.kind == Kind.POINT else self.kind == Kind.PART


def lines_of(text: str) -> list[Line]:
    """The lines that are not empty, composed, without what cannot be seen. Raises TextTooLong."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise TextTooLong
    seen = _CONTROLS.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    found: list[Line] = []
    is_apart = False
    for raw in re.split(r"\r\n|[\r\n\v\f\u2028\u2029]", seen):
        words = " ".join(raw.split())
        if words:
            found.append(Line(len(found), words, is_apart))
        is_apart = not words
    return found


def cut(text: str, *, turned: Collection[int] = ()) -> list[Clause]:
    """The provisions in their order. `turned` are numbers of lines that were read wrongly: those that begin a provision
    belong to the one before, others begin one. Raises TextTooLong, TooManyProvisions."""
    reader = _Reader(lines_of(text), frozenset(turned))
    clauses = reader.read()
    if len(clauses) > MOST_CLAUSES:
        raise TooManyProvisions
    return clauses


def text_of(clauses: Iterable[Clause]) -> str:
    """The text again, as it would be pasted; `cut` gives the same provisions of what it cut itself."""
    return "\n\n".join(filter(None, ("\n".join(_written(clause)) for clause in clauses)))


def _written(clause: Clause) -> Iterator[str]:
    begins = {
        Kind.CHAPTER: f"{clause.number} nodaļa" if clause.number else "",
        Kind.ARTICLE: f"{clause.number} pants." if clause.number[-1:] in "¹²³⁴⁵⁶⁷⁸⁹⁰" else f"{clause.number}. pants.",
        Kind.PART: f"({clause.number})",
        Kind.POINT: f"{clause.number}." if clause.number[-1:] not in "¹²³⁴⁵⁶⁷⁸⁹⁰" else clause.number,
        Kind.APPENDIX: f"{clause.number}. pielikums" if clause.number else "Pielikums",
    }.get(clause.kind, "")
    if clause.heading:
        yield f"{begins} {clause.heading}".strip()
        if clause.text:
            yield clause.text
    elif clause.kind in (Kind.CHAPTER, Kind.APPENDIX, Kind.ARTICLE):
        yield begins
        if clause.text:
            yield clause.text
    else:
        yield f"{begins} {clause.text}".strip()


@dataclass
class _Begun:
    """A provision of which more lines may come: its words line by line, with what stands between them."""

    kind: Kind
    number: str
    within: str
    line: int
    heading: str = ""
    wants_heading: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, words: str) -> None:
        if not self.parts:
            self.parts = [words]
            return
        before = self.parts[-1]
        if words[0].islower() and re.search(r"[^\W\d_]-$", before[-2:]):
            self.parts[-1] = before[:-1]
        else:
            self.parts.append(" " if self._is_broken(before[-9:], words) else "\n")
        self.parts.append(words)

    def _is_broken(self, before: str, words: str) -> bool:
        """Whether a page broke a sentence here: “…kas stājas spēkā” and then “2026. gada 1. janvārī”."""
        if re.search(r"\bNr\.$", before):
            return True
        goes_on = words[0].islower() or (words[0].isdecimal() and self.kind != Kind.PREAMBLE)
        return goes_on and not before.endswith((*_ENDS, ","))


class _Reader:
    """Goes through the lines once, with the numbers that were met last."""

    def __init__(self, lines: list[Line], turned: frozenset[int]) -> None:
        self._lines, self._turned = lines, turned
        self._closings = [line.number for line in lines if _CLOSED.search(line.text)]
        self._begun: list[_Begun] = []
        self._chapter, self._part = 0, 0
        self._point: Number | None = None
        self._article: Number | None = None
        self._article_number = ""
        self._appendix = ""
        self._quoted_until = -1

    def read(self) -> list[Clause]:
        for line in self._lines:
            begun = self._beginning(line)
            if line.number in self._turned:
                begun = None if begun else _Begun(Kind.PASSAGE, "", self._appendix, line.number, parts=[line.text])
            if begun is not None:
                self._remember(begun)
                self._begun.append(begun)
            else:
                self._go_on(line)
            if line.number > self._quoted_until:
                self._quoted_until = self._end_of_quote(line)
        return list(_marked(self._begun))

    def _go_on(self, line: Line) -> None:
        if not self._begun:
            self._begun.append(_Begun(Kind.PREAMBLE, "", "", line.number))
        last = self._begun[-1]
        if last.wants_heading and len(line.text) <= LONGEST_HEADING:
            last.heading, last.wants_heading = line.text, False
        else:
            last.add(line.text)
            last.wants_heading = False

    def _beginning(self, line: Line) -> _Begun | None:
        if line.number <= self._quoted_until:
            return None
        for read in (self._read_appendix, self._read_article, self._read_part, self._read_chapter, self._read_point):
            if begun := read(line):
                return begun
        if SIGNATURE.match(line.text) and self._point is not None and len(line.text) < 120:
            return _Begun(Kind.SIGNATURE, "", self._appendix, line.number, parts=[line.text])
        return None

    def _remember(self, begun: _Begun) -> None:
        if begun.kind == Kind.APPENDIX:
            self._appendix = f"pielikums-{begun.number}" if begun.number else "pielikums"
            self._chapter, self._part, self._point, self._article = 0, 0, None, None
        elif begun.kind == Kind.CHAPTER and not begun.number:
            self._article, self._point, self._part = None, None, 0
        elif begun.kind == Kind.CHAPTER:
            self._part = 0
            self._chapter = roman(re.sub(r"[^IVXL0-9]", "", begun.number))
        elif begun.kind == Kind.ARTICLE:
            self._article, self._article_number, self._part = Number.read(begun.number), begun.number, 0
        elif begun.kind == Kind.PART:
            self._part = int(re.match(r"\d+", begun.number).group())  # type: ignore[union-attr]
        elif begun.kind == Kind.POINT:
            self._point = Number.read(begun.number)

    def _read_appendix(self, line: Line) -> _Begun | None:
        found = APPENDIX.match(line.text)
        if not found or (self._point is None and self._article is None and not self._appendix):
            return None
        rest, number = found["rest"] or "", found["number"] or found["after"] or ""
        if rest and (not rest[0].isupper() or rest.endswith((".", ";"))):
            return None
        if not number and (rest or not line.is_apart):
            return None
        return _Begun(Kind.APPENDIX, number, "", line.number, heading=rest)

    def _read_article(self, line: Line) -> _Begun | None:
        found = ARTICLE.match(line.text)
        if not found:
            return None
        number, rest = Number.read(_raised(found["number"])), found["rest"] or ""
        if rest and not (rest[0].isupper() or rest[0] in '(„“"«'):
            return None
        if not (number.follows(self._article) or number.comes_after(self._article)):
            return None
        begun = _Begun(Kind.ARTICLE, _raised(found["number"]), self._appendix, line.number)
        if len(rest) > LONGEST_HEADING or rest.startswith("("):
            begun.parts = [rest]
        else:
            begun.heading = rest
        return begun

    def _read_part(self, line: Line) -> _Begun | None:
        found = PART.match(line.text) if self._article is not None else None
        if not found:
            return None
        number = Number.read(_raised(found["number"])).steps[0]
        if number[0] < self._part or (number[0] == self._part and not number[1]) or number[0] > self._part + NEAR:
            return None
        within = "/".join(filter(None, (self._appendix, f"pants-{self._article_number}")))
        return _Begun(Kind.PART, _raised(found["number"]), within, line.number, parts=[found["rest"]])

    def _read_chapter(self, line: Line) -> _Begun | None:
        if TRANSITION.match(line.text):
            return _Begun(Kind.CHAPTER, "", self._appendix, line.number, heading=line.text)
        found = CHAPTER.match(line.text)
        if not found or not (found["word"] or (not found["number"].isdecimal() and found["dot"] and found["rest"])):
            return None
        rest, value = found["rest"] or "", roman(found["number"])
        if rest and (not rest[0].isupper() or rest.endswith((";", ",", ":")) or len(rest) > LONGEST_HEADING):
            return None
        is_inserted = bool(found["index"]) and value == self._chapter
        if not (is_inserted or self._chapter < value <= self._chapter + NEAR):
            return None
        if not found["word"] and not self._is_followed(line):
            return None
        dot = "." if found["number"].isdecimal() else ""
        number = f"{found['number']}{found['index'] or ''}{dot}"
        return _Begun(Kind.CHAPTER, number, self._appendix, line.number, heading=rest, wants_heading=not rest)

    def _is_followed(self, line: Line) -> bool:
        """By a provision: unlike the initials of who signs."""
        after = self._lines[line.number + 1 : line.number + 3]
        return any(POINT.match(each.text) or ARTICLE.match(each.text) for each in after)

    def _read_point(self, line: Line) -> _Begun | None:
        found = POINT.match(line.text)
        if not found or self._article is not None:
            return None
        number, rest = Number.read(found["number"]), found["rest"] or ""
        is_indexed = bool(number.steps[-1][1])
        goes_on = RUNNING.match(rest) and rest[0].islower() and (len(number.steps) == 1 or not self._ended(line))
        if not rest or goes_on or self._is_broken_off(line):
            return None
        if number.follows(self._point):
            whole = bool(found["dot"]) or is_indexed or (len(number.steps) > 1 and self._ended(line))
        else:
            begins = rest[0].isupper() or rest[0] in '(„“"«'
            whole = bool(found["dot"] or is_indexed) and number.comes_after(self._point) and begins
            whole = whole and self._ended(line) and (self._point is not None or line.is_apart)
        if not whole:
            return None
        return _Begun(Kind.POINT, found["number"], self._appendix, line.number, parts=[rest])

    def _is_broken_off(self, line: Line) -> bool:
        """Whether the line before ends in the middle of what goes on here: “…saistošie noteikumi Nr.”"""
        before = self._lines[line.number - 1].text if line.number else ""
        return bool(re.search(r"(?:\bNr\.|\bpants?\.|\bun|\bvai|\blīdz|\bno|,)$", before)) and not (
            line.is_apart or before.endswith((", un", ", vai", "; un", "; vai"))
        )

    def _ended(self, line: Line) -> bool:
        """Whether what stood before is whole: a heading, or a sentence with its end."""
        if not line.number or line.is_apart:
            return True
        before = self._lines[line.number - 1].text
        return before.endswith((*_ENDS, " un", " vai")) or (bool(self._begun) and self._begun[-1].kind == Kind.CHAPTER)

    def _end_of_quote(self, line: Line) -> int:
        """The line that closes a quotation of provisions which this one opens and does not close; else nothing."""
        opened = _OPENED.search(line.text)
        quoted = line.text[opened.end() :] if opened else ""
        if not any(begins.match(quoted) for begins in (POINT, ARTICLE, PART)) or _CLOSED.search(quoted):
            return -1
        closes = bisect_right(self._closings, line.number)
        if closes == len(self._closings) or self._closings[closes] > line.number + LONGEST_QUOTE:
            return -1
        return self._closings[closes]


def _raised(number: str) -> str:
    """“43.1” and “43 1” of articles and parts as “43.¹”: what an index is in plain text."""
    return re.sub(
        r"^(\d+)(?:\.\s?|\s)(\d{1,2})$", lambda m: f"{m[1]}.{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(d)] for d in m[2])}", number
    )


_PREFIXES = {
    Kind.PREAMBLE: "ievads", Kind.CHAPTER: "nodala", Kind.ARTICLE: "pants", Kind.PART: "dala",
    Kind.APPENDIX: "pielikums", Kind.SIGNATURE: "paraksts", Kind.PASSAGE: "teksts",
}  # fmt: skip


def _marked(begun: Iterable[_Begun]) -> Iterator[Clause]:
    met: dict[str, int] = {}
    for each in begun:
        number = each.number.rstrip(".")
        prefix = _PREFIXES.get(each.kind, "")
        own = "-".join(filter(None, (prefix, number))) if prefix else number
        mark = "/".join(filter(None, (each.within, own)))
        met[mark] = met.get(mark, 0) + 1
        if met[mark] > 1:
            mark = f"{mark}~{met[mark]}"
        yield Clause(each.kind, each.number, mark, each.heading, each.text, each.line)
