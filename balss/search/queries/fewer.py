"""What would be found with fewer of the words, where nothing has all of them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from balss.core.text.question import Question, Term
from balss.search.queries.finding import Answers, Filters

MOST_SHOWN = 4
MOST_LEFT_OUT_OF = 6  # words, of which each is left out once


@dataclass(frozen=True)
class Fewer:
    """A question of fewer words, as one would type it, and how much it finds."""

    typed: str
    count: int


def fewer_words(question: Question, filters: Filters, *, on: dt.date) -> list[Fewer]:
    """Questions that leave out one of the words, then those of each word alone: the first few that find anything. At
    most twelve queries to the index."""
    if len(question.wanted) < 2:
        return []
    found = [
        Fewer(" ".join(map(_typed, kept)), count)
        for kept in _kept(question.wanted)
        if (count := len(Answers(replace(question, wanted=kept), filters, on=on)))
    ]
    return found[:MOST_SHOWN]


def _kept(wanted: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    if 2 < len(wanted) <= MOST_LEFT_OUT_OF:
        yield from (wanted[:place] + wanted[place + 1 :] for place in reversed(range(len(wanted))))
    yield from ((term,) for term in wanted[:MOST_LEFT_OUT_OF])


def _typed(term: Term) -> str:
    words = " ".join(term.written)
    return f'"{words}"' if term.is_phrase else words
