"""What a plan says: the tree that readers produce and that is stored, compared and exported.

`Words` are the plan's own words by language code, kept as published apart from white space and footnote markers;
no language is translated from another. Lines count from 1 through the text of the document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

Words = dict[str, str]


def text_of(words: Words) -> str:
    """The words in all their languages, on one line, by language code: databases do not keep the order of keys."""
    return " / ".join(" ".join(text.split()) for _, text in sorted(words.items()))


class DeadlineKind(StrEnum):
    QUARTER = "quarter"  # a quarter of a year, due on its last day
    DATE = "date"  # a day, or the end of a half-year or year
    CONTINUOUS = "continuous"  # as long as the plan lasts
    TEXT = "text"  # words that no rule reads as a certain date


class Part(StrEnum):
    RESPONSIBLE = "responsible"
    CO_RESPONSIBLE = "co_responsible"


LARGEST_NUMBER = Decimal(10) ** 13  # what a target can be


class Operator(StrEnum):
    AT_LEAST = ">="
    EXACTLY = "="
    AT_MOST = "<="
    RANGE = "range"


@dataclass(frozen=True)
class Target:
    """A number that the words name: `value`, for a range also `maximum`; `period` is "year" when it is due each year.

    An *implied* target is not in the words: they name one output ("E-kursa izstrāde") and no number.
    """

    operator: Operator
    value: Decimal
    maximum: Decimal | None = None
    unit: str = ""
    period: str = ""
    scope: str = ""
    metric: str = ""  # which of the indicator's metrics, where it has several
    is_implied: bool = False


class IndicatorKind(StrEnum):
    COUNT = "count"
    OUTPUT = "output"  # one thing that is there in the end
    LIST = "list"  # what was done, named one by one
    CHECKLIST = "checklist"  # named parts, each there or not
    BINARY = "binary"
    CHANGE = "change"  # a before and an after
    STATEMENT = "statement"  # the words do not tell


@dataclass(frozen=True)
class Indicator:
    """One indicator. `items` are the parts of a checklist; `deadline` is the place of its deadline in the measure.

    `metrics` name what is counted, for live records ("events", "participants"); they are ours, not the plan's.
    """

    words: Words
    line: int | None = None
    kind: IndicatorKind = IndicatorKind.STATEMENT
    metrics: tuple[str, ...] = ()
    items: tuple[Words, ...] = ()
    targets: tuple[Target, ...] = ()
    deadline: int | None = None


@dataclass(frozen=True)
class Deadline:
    """One deadline. `due_date` only where the words make it certain; `applies_to` are the words that limit it."""

    words: Words
    line: int | None = None
    kind: DeadlineKind = DeadlineKind.TEXT
    due_date: date | None = None
    applies_to: str = ""


@dataclass(frozen=True)
class Body:
    """A body as the plan names it. `code` is None where the directory does not know the words.

    `scope` is what the words limit its part to; `within` is the body in whose brackets it stands: "FM (Valsts kase)".
    """

    words: str
    part: Part
    line: int | None = None
    code: str | None = None
    scope: str = ""
    within: str = ""
    indicator: int | None = None  # place of the only indicator that it carries, where the plan says so


@dataclass(frozen=True)
class Paragraph:
    words: Words
    line: int | None = None


@dataclass(frozen=True)
class CellWords:
    """The words of one table cell exactly as published, beside what was read from them."""

    column: str
    words: str
    line: int


@dataclass(frozen=True)
class Measure:
    """One measure. `number` is as published, or deduced from its neighbours, or "" where neither is possible.

    `title` is empty where the document lost it.
    """

    number: str
    title: Words
    line: int | None = None
    number_deduced: bool = False
    results: tuple[Paragraph, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    bodies: tuple[Body, ...] = ()
    cells: tuple[CellWords, ...] = ()

    def part(self, part: Part) -> tuple[Body, ...]:
        return tuple(body for body in self.bodies if body.part == part)


@dataclass(frozen=True)
class Commitment:
    number: str
    title: Words
    line: int | None = None
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Footnote:
    """A footnote; `measure` is the number of the measure whose row refers to it, else ""."""

    number: int
    words: Words
    line: int
    addresses: tuple[str, ...] = ()
    measure: str = ""


@dataclass(frozen=True)
class Gap:
    """Something that the document lost, leaves open or contradicts. `message` is in Latvian and English.

    `due_date` and `footnote` are the other date, where a footnote names one that the table does not.
    """

    kind: str
    message: Words
    line: int | None = None
    measure: str = ""
    due_date: date | None = None
    footnote: int | None = None


@dataclass(frozen=True)
class Status:
    """One official status that the plan's own scheme knows; `is_final` ones say that the work has ended."""

    code: str
    label: Words
    is_final: bool = False


@dataclass(frozen=True)
class Period:
    """One reporting period, both days included."""

    code: str
    label: Words
    start_date: date
    end_date: date


@dataclass(frozen=True)
class PlanDocument:
    """One edition of one plan. `country` (ISO 3166-1 alpha-2) and `number` together say which plan it is."""

    country: str
    number: int
    title: Words
    start_date: date
    end_date: date
    languages: tuple[str, ...]
    coordinator: str = ""
    commitments: tuple[Commitment, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    gaps: tuple[Gap, ...] = ()
    statuses: tuple[Status, ...] = ()
    periods: tuple[Period, ...] = ()

    @property
    def key(self) -> str:
        """Public name of the plan: "lv-6"."""
        return f"{self.country.lower()}-{self.number}"

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measure for commitment in self.commitments for measure in commitment.measures)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(indicator for measure in self.measures for indicator in measure.indicators)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        return tuple(deadline for measure in self.measures for deadline in measure.deadlines)

    def keyed_measures(self) -> Iterator[tuple[str, Commitment, Measure]]:
        """Measures with a key of their own: the number; a second measure with one number gets "2.3-2"."""
        given: set[str] = set()
        for commitment in self.commitments:
            for measure in commitment.measures:
                number = key = measure.number or f"{commitment.number}.x"
                again = 1
                while key in given:
                    again += 1
                    key = f"{number}-{again}"
                given.add(key)
                yield key, commitment, measure

    def with_gaps(self, *gaps: Gap) -> "PlanDocument":
        return replace(self, gaps=(*self.gaps, *gaps))
