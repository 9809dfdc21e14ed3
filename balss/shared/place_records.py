"""What happens in a place: its page, the sheet that libraries hang up and the data of both ask every room.

A room pins one `PlaceRecordKind` for each kind of thing that people of a place want to know of:

    place_records.pin(PlaceRecordKind("events.coming", Section.MEETINGS, events_in))

A thing is of the places that it names; one that names none is of the place that its institution governs. What concerns
the whole country is on no place's page.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from balss.shared.boards import Board


class Section(StrEnum):
    """The parts of a place's page, in their order."""

    TAKE_PART = "take_part"  # what closes first stands first
    DECIDING = "deciding"  # the newest first, as all that follow
    MEETINGS = "meetings"  # what comes first stands first
    DECISIONS = "decisions"
    PROJECTS = "projects"
    RESULTS = "results"

    @property
    def is_soonest_first(self) -> bool:
        return self in (Section.TAKE_PART, Section.MEETINGS)


@dataclass(frozen=True)
class Whereabouts:
    """The place asked for, as primary keys of room `places`.

    `within`: it and all that belongs to it; `around`: what it belongs to; `governing`: the institutions of all of
    them, whose things that name no place are of it too.
    """

    slug: str
    within: frozenset[int]
    around: frozenset[int]
    governing: frozenset[int]

    @property
    def territories(self) -> frozenset[int]:
        return self.within | self.around


@dataclass(frozen=True)
class PlaceRecord:
    """One thing, in the language being read or else in `language`.

    `day` is what it is ordered by within its section, None comes last; `until` the last day to take part; `facts` say
    in a few words each what matters: when and where, how much money, how far it is.
    """

    title: str
    address: str
    language: str = "lv"
    day: dt.date | None = None
    until: dt.date | None = None
    facts: tuple[str, ...] = ()
    territories: tuple[int, ...] = ()
    institution: int | None = None


@dataclass(frozen=True)
class Found:
    """How many there are, and the first of them in the order of their section."""

    count: int
    first: list[PlaceRecord]


@dataclass(frozen=True)
class PlaceRecordKind:
    """`of` gives what is public now of a place, at most so many, in a number of queries that does not grow with
    them."""

    name: str  # room.noun
    section: Section
    of: Callable[[Whereabouts, dt.datetime, int], Found]


place_records: Board[PlaceRecordKind] = Board(
    "place records", key=lambda kind: kind.name, purpose="what happens in a place, on its page and its sheet"
)
