"""What an engine is asked, and what every engine does."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from balss.core.text.question import Question, Term
from balss.search.models.engine.rows import EVERYTHING, Row


@dataclass(frozen=True)
class Asked:
    """A question within facets (of each group one must hold, of `without` none) and places (from the first up to before
    the second).

    `titles`: True where all wanted words stand in the title, False where they do not, None wherever they stand.
    """

    question: Question
    facets: tuple[tuple[str, ...], ...]
    places: tuple[int, int]
    titles: bool | None = None
    without: tuple[str, ...] = ()

    @property
    def narrowed_to(self) -> tuple[tuple[str, ...], ...]:
        """The facets; where nothing else is wanted either, that of every document."""
        return self.facets or (() if self.question.wanted else ((EVERYTHING,),))


def pattern(term: Term) -> str:
    """A word or phrase as a regular expression of both databases, over keys that each have a space on both sides. Keys
    are letters and digits, so none of their signs means anything else."""
    places = ("|".join(keys) for keys in term.keys)
    return f" {' '.join(f'({keys})' for keys in places)} "


class Engine(Protocol):
    """Rows in, places out."""

    def put(self, rows: Collection[Row]) -> None:
        """Add rows; none of them is there."""

    def remove(self, places: Collection[int]) -> None: ...

    def count(self, asked: Asked) -> int: ...

    def places(self, asked: Asked, *, offset: int = 0, limit: int | None = None) -> list[int]:
        """The places found, highest first."""

    def keys(self) -> set[str]:
        """The keys that stand in some document."""
