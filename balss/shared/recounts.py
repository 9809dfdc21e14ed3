"""Figures that pages show, counted again from the rows behind them, so that a wrong one is found by its name.

A room pins one `Recount` for each sort of figure that it stores or adds up in queries. Its function counts the slow
and plain way, row by row, shares no query with the pages, and gives the figures that are not what it counted. `balss
recount` reads the board.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from balss.shared.boards import Board


@dataclass(frozen=True)
class Difference:
    """A figure that is not what the rows say: where it stands, what it is called, what it says, what was counted."""

    where: str
    figure: str
    says: Any
    counted: Any


@dataclass(frozen=True)
class Recount:
    name: str  # "events.places"
    purpose: str
    differences: Callable[[], Iterable[Difference]]


recounts: Board[Recount] = Board(
    "recounts", key=lambda recount: recount.name, purpose="figures on pages, counted again from the rows behind them"
)


def compared(where: str, says: Mapping[str, Any], counted: Mapping[str, Any]) -> Iterator[Difference]:
    """What differs between two countings of the same figures."""
    for figure in sorted({*says, *counted}):
        if says.get(figure) != counted.get(figure):
            yield Difference(where, figure, says.get(figure), counted.get(figure))
