"""What people can follow, and what can happen to it: each room says it, the room `notices` tells the followers.

A room pins a `FollowKind` for each kind of thing with a page that somebody may want news of, and a `HappeningKind` for
each kind of news. Its services call `notices.services.happened` in the transaction of the change. A topic, a place, an
institution and a group of people are followed too: everything that concerns them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from balss.shared.boards import Board

Thing = tuple[str, str]  # one thing to follow: its kind on the board, and its key


@dataclass(frozen=True)
class Meeting:
    """When and where people come together, for calendars; `revision` grows with every change (RFC 5545, SEQUENCE)."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    is_cancelled: bool = False
    revision: int = 0


@dataclass(frozen=True)
class Followable:
    """One thing that is public now: its name by language, its page, and when it takes place if it does."""

    label: Mapping[str, str]
    address: str
    meeting: Meeting | None = None

    def name(self, language: str) -> str:
        """In the language, else in Latvian, else in what there is."""
        return self.label.get(language) or self.label.get("lv") or next(iter(self.label.values()), "")


@dataclass(frozen=True)
class FollowKind:
    """`found` gives, of some keys, those that are public now, in few queries. `label` is the plural: “Topics”.
    `listed` gives the keys of all, in order, where there are so few that people choose from a list; `called`, where
    there are too many, those that bear a name with all of the words. `along` gives, of some keys, what else somebody
    who follows them may want with them, by choice: the municipality of a parish. `matching` is for kinds that no room
    names when something happens, like a search: given what something happened to, and the keys that are followed, it
    gives which of these that concerns. `in_residents_words`: it is called by what anybody may have written, which
    no letter repeats to an address before its owner has confirmed it: else anybody could send anything to anybody."""

    name: str  # room.noun
    label: str | Promise
    found: Callable[[Collection[str]], Mapping[str, Followable]]
    order: int = 50
    listed: Callable[[], Iterable[str]] | None = None
    called: Callable[[str], Iterable[str]] | None = None
    along: Callable[[Collection[str]], Mapping[str, Thing]] | None = None
    matching: Callable[[Collection[Thing], Collection[str]], Iterable[tuple[Thing, str]]] | None = None
    in_residents_words: bool = False


@dataclass(frozen=True)
class HappeningKind:
    """What happened, in a few words before the title: “New opportunity to take part”."""

    name: str  # room.noun_verb
    label: str | Promise


followables: Board[FollowKind] = Board("followables", key=lambda kind: kind.name, purpose="what people can follow")
happening_kinds: Board[HappeningKind] = Board(
    "happening kinds", key=lambda kind: kind.name, purpose="what followers can be told has happened"
)
