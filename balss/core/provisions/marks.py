"""How Latvian acts number their provisions, and which line of a text begins one.

Regulations and decisions have chapters “I. …” and points “1.”, “1.1.”, “1.1.1.”, counted through the whole act; laws
have articles “1. pants.” with parts “(1)”. What was put in between later bears an index: “5.¹”, “5.¹ pants”. Numbers in
running text look the same (“2026. gada”, “Nr. 5”, “31. decembrim”), so a number begins a provision only where it can
follow the numbers before it.
"""

import re
from dataclasses import dataclass

INDICES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(INDICES, "0123456789")
_INDEX = f"[{INDICES}]{{1,2}}"
_STEP = rf"[1-9]\d{{0,2}}(?:\.?{_INDEX})?"
_ROMAN = r"(?=[IVXL])(?:XL|L)?X{0,3}(?:IX|IV|V?I{0,3})"

POINT = re.compile(rf"^(?P<number>{_STEP}(?:\.{_STEP})*)(?P<dot>\.?)(?:\s+(?P<rest>\S.*)|$)")
ARTICLE = re.compile(
    rf"^(?P<number>[1-9]\d{{0,2}}(?:\.?{_INDEX}|(?:\.\s?|\s)\d{{1,2}})?)\.?\s?pants\b\.?(?:\s+(?P<rest>\S.*)|$)",
    re.IGNORECASE,
)
PART = re.compile(rf"^\((?P<number>[1-9]\d?(?:\.?{_INDEX}|[. ]\d{{1,2}})?)\)\s+(?P<rest>\S.*)$")
CHAPTER = re.compile(
    rf"^(?P<number>{_ROMAN}|\d{{1,2}})(?P<index>{_INDEX})?(?P<dot>\.?)\s?"
    r"(?P<word>(?:nodaļa|NODAĻA)\b)?\.?(?:\s+(?P<rest>\S.*)|$)"
)
APPENDIX = re.compile(
    r"^(?:(?P<number>[1-9]\d?)\.\s?)?pielikums\b\.?(?:\s*Nr\.\s?(?P<after>\d{1,2}))?\.?(?:\s+(?P<rest>\S.*)|$)",
    re.IGNORECASE,
)
TRANSITION = re.compile(r"^pārejas noteikum[is]\.?$", re.IGNORECASE)
SIGNATURE = re.compile(r"^(?:(?:\w+ ){0,3}domes )?priekšsēdētāj\w*(?: \w+\.?){0,4}$", re.IGNORECASE)
# What follows a number in running text: “2. punktā”, “31. decembrim”, “5. klases”.
RUNNING = re.compile(
    r"^(?:gad[aāuos]|gadam|gadiem|janvār|februār|mart[aāsu]|aprīl|maij|jūnij|jūlij|august|septembr|oktobr|novembr"
    r"|decembr|punkt|apakšpunkt|pant[aāus]\b|pantam|pantā|nodaļ|sadaļ|daļ|pielikum|klas|stāv|kārt|kategorij|grup|posm"
    r"|ceturk|gadsimt|redakcij|zemesgabal|kvartāl)",
    re.IGNORECASE,
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}

Step = tuple[int, int]  # a number and its index, 0 where it has none


@dataclass(frozen=True)
class Number:
    """“5.¹2” is ((5, 1), (2, 0))."""

    steps: tuple[Step, ...]

    @classmethod
    def read(cls, written: str) -> "Number":
        found = re.findall(rf"(\d+)\.?({_INDEX})?", written)
        return cls(tuple((int(number), int(index.translate(_PLAIN)) if index else 0) for number, index in found))

    def follows(self, last: "Number | None") -> bool:
        """Whether it is the very next: a first part, a neighbour, or the next of what the last one belongs to."""
        if last is None:
            return self.steps == ((1, 0),)
        if self.steps == (*last.steps, (1, 0)):
            return True
        depth = len(self.steps)
        if depth > len(last.steps) or self.steps[: depth - 1] != last.steps[: depth - 1]:
            return False
        (number, index), (before, index_before) = self.steps[-1], last.steps[depth - 1]
        return (number, index) in ((before + 1, 0), (before, index_before + 1))

    def comes_after(self, last: "Number | None") -> bool:
        """Whether it comes later with some left out: “(5. svītrots)”. What it belongs to was there."""
        if last is None:
            return len(self.steps) == 1
        depth = len(self.steps)
        return (
            depth <= len(last.steps)
            and self.steps[: depth - 1] == last.steps[: depth - 1]
            and self.steps[-1] > last.steps[depth - 1]
        )


def roman(written: str) -> int:
    """The value of a Roman number, or of one in digits."""
    if written.isdecimal():
        return int(written)
    values = [_VALUES[letter] for letter in written]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
