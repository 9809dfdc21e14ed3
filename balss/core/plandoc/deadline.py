"""Reads a deadline from its words.

A date is read only where the words leave no doubt: a day, a quarter, or the end of a half-year or year. "By March
2027", "Fall 2027" or "2025 to 2028" stay text, because whether the first or the last day is meant is not said.
"Continuous" has no date: it lasts as long as the plan.
"""

import re
from collections.abc import Callable
from datetime import date

from balss.core.calendar import month_end, quarter_end
from balss.core.plandoc.document import Deadline, DeadlineKind, Words
from balss.core.plandoc.source import Cell, collapse

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_LV_MONTHS = (
    "janv",
    "febr",
    "mart",
    "apr",
    "maij",
    "jūnij",
    "jūlij",
    "august",
    "septembr",
    "oktobr",
    "novembr",
    "decembr",
)
_EN_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
              "november", "december")  # fmt: skip

_CONTINUOUS = re.compile(r"(pastāvīgi|nepārtraukti|regulāri|ongoing|continuous(ly)?|permanent)", re.IGNORECASE)
_SCOPE = re.compile(r"\s*\((?P<scope>[^()]*)\)\s*$")

# Each reads one unambiguous way of naming a day; what comes before may only be "by" ("līdz", "by").
_BY = r"(?:līdz|ne vēlāk kā līdz|by|by the|until|no later than)?\s*"
_YEAR = r"(?P<year>20\d\d)"


def _quarter(match: re.Match[str]) -> date:
    quarter = match["quarter"].upper()
    return quarter_end(int(match["year"]), _ROMAN.get(quarter) or int(quarter))


def _half(match: re.Match[str]) -> date:
    half = match["half"].upper()
    return month_end(int(match["year"]), 6 * (_ROMAN.get(half) or int(half)))


def _year_end(match: re.Match[str]) -> date:
    return date(int(match["year"]), 12, 31)


def _numeric_day(match: re.Match[str]) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _latvian_day(match: re.Match[str]) -> date:
    word = match["month"].lower()
    month = next(place for place, stem in enumerate(_LV_MONTHS, start=1) if word.startswith(stem))
    return date(int(match["year"]), month, int(match["day"]))


def _english_day(match: re.Match[str]) -> date:
    return date(int(match["year"]), _EN_MONTHS.index(match["month"].lower()) + 1, int(match["day"]))


_LV_MONTH = rf"(?P<month>(?:{'|'.join(_LV_MONTHS)})\w*)"
_EN_MONTH = rf"(?P<month>{'|'.join(_EN_MONTHS)})"
_FORMS: tuple[tuple[str, DeadlineKind, Callable[[re.Match[str]], date]], ...] = (
    (rf"{_YEAR}\.?\s*gada\s+(?P<quarter>IV|I{{1,3}}|[1-4])\.?\s*ceturks\w+", DeadlineKind.QUARTER, _quarter),
    (rf"Q(?P<quarter>[1-4])\s+{_YEAR}", DeadlineKind.QUARTER, _quarter),
    (rf"{_YEAR}\s*Q(?P<quarter>[1-4])", DeadlineKind.QUARTER, _quarter),
    (rf"{_YEAR}\.?\s*gada\s+(?P<half>I{{1,2}}|[12])\.?\s*pusgad\w+", DeadlineKind.DATE, _half),
    (rf"{_YEAR}\.?\s*gada\s+(?:beig\w+|nogal\w+)", DeadlineKind.DATE, _year_end),
    (rf"(?:the\s+)?end of\s+{_YEAR}", DeadlineKind.DATE, _year_end),
    (rf"{_YEAR}\.?\s*gada\s+(?P<day>\d{{1,2}})\.\s*{_LV_MONTH}", DeadlineKind.DATE, _latvian_day),
    (rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}\.?", DeadlineKind.DATE, _numeric_day),
    (rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)", DeadlineKind.DATE, _numeric_day),
    (rf"{_EN_MONTH}\s+(?P<day>\d{{1,2}}),?\s+{_YEAR}", DeadlineKind.DATE, _english_day),
    (rf"(?P<day>\d{{1,2}})\s+{_EN_MONTH}\s+{_YEAR}", DeadlineKind.DATE, _english_day),
)  # fmt: skip
_READERS = tuple((re.compile(_BY + form, re.IGNORECASE), kind, read) for form, kind, read in _FORMS)


def read_deadline(words: Words, *, line: int | None = None) -> Deadline:
    """The deadline that the words name; `text` where no rule is certain. The first language that tells decides."""
    for text in words.values():
        said, applies_to = _split_scope(text)
        if _CONTINUOUS.fullmatch(said):
            return Deadline(words, line, DeadlineKind.CONTINUOUS, None, applies_to)
        for pattern, kind, read in _READERS:
            due_date = _read_whole(pattern, read, said)
            if due_date:
                return Deadline(words, line, kind, due_date, applies_to)
    return Deadline(words, line, DeadlineKind.TEXT, None, _split_scope(next(iter(words.values()), ""))[1])


def read_deadlines(cell: Cell, *, language: str) -> tuple[Deadline, ...]:
    """One deadline for each block of the cell; line breaks inside a block are only wrapping, unless every line of
    it is a deadline by itself."""
    deadlines: list[Deadline] = []
    for block in cell.blocks:
        singly = [read_deadline({language: collapse(line.text)}, line=line.number) for line in block]
        if len(singly) > 1 and all(deadline.kind != DeadlineKind.TEXT for deadline in singly):
            deadlines += singly
        else:
            together = collapse(" ".join(line.text for line in block))
            deadlines.append(read_deadline({language: together}, line=block[0].number))
    return tuple(deadlines)


def dates_named_in(text: str) -> list[tuple[date, int]]:
    """Every certain date in running text that is introduced as a limit ("līdz …", "by …"), with where it ends."""
    found = []
    for pattern, _, read in _READERS:
        for match in re.finditer(rf"\b(?:līdz|by)\s+{pattern.pattern}", text, re.IGNORECASE):
            try:
                found.append((read(match), match.end()))
            except ValueError:
                continue
    return sorted(found, key=lambda named: named[1])


def _split_scope(text: str) -> tuple[str, str]:
    """What is said, and what the brackets behind it limit it to."""
    text = collapse(text)
    match = _SCOPE.search(text)
    if match:
        return text[: match.start()].strip(" .,;"), match["scope"].strip()
    return text.strip(" .,;"), ""


def _read_whole(pattern: re.Pattern[str], read: Callable[[re.Match[str]], date], said: str) -> date | None:
    match = pattern.fullmatch(said)
    if not match:
        return None
    try:
        return read(match)
    except ValueError:  # 31 February
        return None
