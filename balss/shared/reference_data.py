"""Reference data: what an installation must know before anybody uses it. Loaded by `balss prepare`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter

from balss.shared.boards import Board


@dataclass(frozen=True)
class ReferenceData:
    """One loader. `load(now)` changes nothing when all is loaded already, and is then quick; it answers, in a few
    words, what it changed ("" for nothing)."""

    name: str  # room.noun
    meaning: str
    load: Callable[[datetime], str]
    after: tuple[str, ...] = ()  # the names of what must be loaded before


reference_data: Board[ReferenceData] = Board(
    "reference data", key=lambda pin: pin.name, purpose="what an installation must know before anybody uses it"
)


def in_order() -> Iterator[ReferenceData]:
    """The loaders, each after those it needs; among those free to go, by name. Raises graphlib.CycleError."""
    sorter = TopologicalSorter({pin.name: pin.after for pin in reference_data})
    sorter.prepare()
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        yield from (reference_data[name] for name in ready)
        sorter.done(*ready)
