"""What rooms tell of an institution that is about to end: what passes on to its successor, and what does not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from balss.shared.boards import Board


@dataclass(frozen=True)
class Told:
    """Lines of plain words, in the language of the moment."""

    passes_on: list[str] = field(default_factory=list)
    stays_behind: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Handover:
    """`tell` is given a `places` Institution, its full successor (None: nobody), and the first day without it."""

    name: str
    title: str | Promise
    tell: Callable[[Any, Any, date], Told]


handovers: Board[Handover] = Board(
    "handovers",
    key=lambda handover: handover.name,
    purpose="what passes on, and what does not, when an institution ends",
)
