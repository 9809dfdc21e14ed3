"""What happened to one thing stands together in letters and on pages: its last word first, what went before below."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from balss.notices.queries.window import Item
from balss.shared.followables import Followable, Meeting, Thing


@dataclass(frozen=True)
class Story:
    """What happened to one thing, the newest first; at least one."""

    items: tuple[Item, ...]

    @property
    def latest(self) -> Item:
        return self.items[0]

    @property
    def why(self) -> tuple[Thing, ...]:
        """All things followed that any of it concerns, each once."""
        return tuple(dict.fromkeys(thing for item in self.items for thing in item.why))

    @property
    def meeting(self) -> Meeting | None:
        return self.latest.happening.meeting

    def is_open(self, today: dt.date) -> bool:
        """By its last word: what was called off, or moved, is not open until its earlier last day."""
        return self.latest.happening.until is not None and self.latest.happening.until >= today

    def names(self, followed: dict[Thing, Followable], language: str) -> list[str]:
        """What those things are called, without those that are not public any more."""
        return [followed[thing].name(language) for thing in self.why if thing in followed]


def stories(items: Iterable[Item]) -> list[Story]:
    """One for each thing that something happened to, in the order in which the last of it came, the newest first."""
    by_thing: dict[Thing, list[Item]] = {}
    for item in sorted(items, key=lambda item: -item.position):
        by_thing.setdefault((item.happening.about, item.happening.key), []).append(item)
    return [Story(tuple(told)) for told in by_thing.values()]


def parted(told: Iterable[Story], today: dt.date) -> tuple[list[Story], list[Story]]:
    """Where something can still be done, what ends first standing first; and the rest, as it was."""
    known = list(told)
    still_open = [story for story in known if story.is_open(today)]
    return sorted(still_open, key=lambda story: story.latest.until), [each for each in known if not each.is_open(today)]
