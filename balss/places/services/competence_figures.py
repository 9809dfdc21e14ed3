"""How often the right institution is named: questions with known answers, asked as residents ask them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from balss.places.models import InstitutionKind
from balss.places.queries.competences import LOCAL, MOST, Competents, competent_for


class NotQuestions(ValueError):
    """The file is not {group: [{q, right: [code, …]}, …]}."""


@dataclass(frozen=True)
class Figures:
    """Of one group: how many questions have somebody right, for how many one of these was among the first MOST, and for
    how many the first; how many have nobody, and at how many of these nobody was named; the questions that failed,
    each with who was named."""

    questions: int
    among_first: int
    first: int
    strange: int
    left_unanswered: int
    failed: tuple[tuple[str, tuple[str, ...]], ...]


def figures_of(groups: Any, *, on: dt.date) -> dict[str, Figures]:
    """By group, in the order given. `LOCAL` among the right ones is any municipality. Raises NotQuestions."""
    try:
        read = {group: [(each["q"], set(each["right"])) for each in asked] for group, asked in groups.items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise NotQuestions("the file must be {group: [{q, right: [code, …]}, …]}") from error
    return {group: _figures(asked, on) for group, asked in read.items()}


def _figures(asked: Iterable[tuple[str, set[str]]], on: dt.date) -> Figures:
    outcomes = [(question, right, _named(competent_for(question, on=on))) for question, right in asked]
    known = [outcome for outcome in outcomes if outcome[1]]
    strange = [outcome for outcome in outcomes if not outcome[1]]
    missed = [outcome for outcome in known if not _is_right(outcome[2], outcome[1])]
    answered = [outcome for outcome in strange if outcome[2]]
    return Figures(
        questions=len(known),
        among_first=len(known) - len(missed),
        first=sum(_is_right(named[:1], right) for _question, right, named in known),
        strange=len(strange),
        left_unanswered=len(strange) - len(answered),
        failed=tuple((question, tuple(code for code, _ in named)) for question, _, named in (*missed, *answered)),
    )


def _named(competents: Competents) -> list[tuple[str, bool]]:
    """The codes of those named, and whether each is a municipality."""
    bodies = [each.institution for each in competents.found[:MOST]]
    return [(body.code, body.kind == InstitutionKind.MUNICIPALITY) if body else (LOCAL, True) for body in bodies]


def _is_right(named: Iterable[tuple[str, bool]], right: set[str]) -> bool:
    return any(code in right or (is_local and LOCAL in right) for code, is_local in named)
