"""Finds footnotes that name another date for what a measure promises.

A footnote speaks of a measure when, behind a limit ("līdz 2026. gada beigām …"), it uses a run of three longer words
that the measure uses too. If that date is none of the measure's deadlines, the plan contradicts itself: both are shown.
"""

import re
from dataclasses import dataclass
from datetime import date

from balss.core.plandoc.deadline import dates_named_in
from balss.core.plandoc.document import Footnote, Measure

RUN = 3
SHORTEST_WORD = 5


@dataclass(frozen=True)
class Conflict:
    measure: Measure
    footnote: Footnote
    due_date: date


def find_conflicts(measures: list[Measure], footnotes: list[Footnote]) -> list[Conflict]:
    limits = [
        (footnote, due_date, _runs(text[end:]))
        for footnote in footnotes
        for text in footnote.words.values()
        for due_date, end in dates_named_in(text)
    ]
    return [
        Conflict(measure, footnote, due_date)
        for measure in measures
        for footnote, due_date, runs in limits
        if runs & _runs_of(measure) and due_date not in {deadline.due_date for deadline in measure.deadlines}
    ]


def _runs_of(measure: Measure) -> set[tuple[str, ...]]:
    texts = [measure.title, *(result.words for result in measure.results), *(i.words for i in measure.indicators)]
    return {run for words in texts for text in words.values() for run in _runs(text)}


def _runs(text: str) -> set[tuple[str, ...]]:
    """Runs of three neighbouring words, each long enough to mean something."""
    words = re.findall(r"\w+", text.casefold())
    runs = (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {run for run in runs if all(len(word) >= SHORTEST_WORD for word in run)}
