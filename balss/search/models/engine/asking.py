"""What an engine is asked, and what every engine does."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from balss.core.text.question import Question
from balss.search.models.engine.rows import EVERYTHING, Row


@dataclass(frozen=True)
class Asked:
    """A question within facets (of each group one must hold) and places (from the first up to before the second).

    `titles`: True where all wanted words stand in the title, False where they do not, None wherever they stand.
    """

    question: Question
    facets: tuple[tuple[str, ...], ...]
    places: tuple[int, int]
    titles: bool | None = None

    @property
    def narrowed_to(self) -> tuple[tuple[str, ...], ...]:
        """The facets; where nothing else is wanted either, that of every document."""
        return self.facets or (() if self.question.wanted else ((EVERYTHING,),))


class Engine(Protocol):
    """Rows in, places out."""

    def put(self, rows: Collection[Row]) -> None:
        """Add rows; none of them is there."""

    def remove(self, places: Collection[int]) -> None: ...

    def count(self, asked: Asked) -> int: ...

    def places(self, asked: Asked, *, offset: int = 0, limit: int | None = None) -> list[int]:
        """The places found, highest first."""
