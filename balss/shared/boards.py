"""Boards: how a room offers something to rooms that must not know it.

A board is a typed registry. A room pins on it from its `offers.py`, which its AppConfig imports in `ready()`;
the room that reads the board iterates over it, in the order of the pins' keys, so that every process sees the
same list. `balss boards` prints all boards.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

Pin = TypeVar("Pin")

ALL_BOARDS: "dict[str, Board[Any]]" = {}


class AlreadyPinned(Exception):
    """Two rooms claim one key: a programming error, found at start."""

    def __init__(self, board: str, key: str) -> None:
        super().__init__(f"“{key}” is already pinned on the board “{board}”")


class Board(Generic[Pin]):
    """A named registry of pins, iterated in the order of their keys."""

    def __init__(self, name: str, *, key: Callable[[Pin], str], purpose: str) -> None:
        self.name = name
        self.purpose = purpose
        self._key = key
        self._pins: dict[str, Pin] = {}
        ALL_BOARDS[name] = self

    def pin(self, *pins: Pin) -> None:
        for pin in pins:
            key = self._key(pin)
            if key in self._pins:
                raise AlreadyPinned(self.name, key)
            self._pins[key] = pin

    def __getitem__(self, key: str) -> Pin:
        return self._pins[key]

    def __contains__(self, key: str) -> bool:
        return key in self._pins

    def keys(self) -> list[str]:
        return sorted(self._pins)

    def __iter__(self) -> Iterator[Pin]:
        return (self._pins[key] for key in sorted(self._pins))

    def __len__(self) -> int:
        return len(self._pins)
