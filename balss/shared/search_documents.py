"""What can be found by searching: each room says what of it is public, the room `search` keeps the index.

A room pins one `SearchKind` for each kind of thing that has a page. The index never takes words from anywhere else:
when something changed, the room names its *keys*, and the index asks the kind what is public of them now. So the index
after any change is the index that a rebuild makes, and a draft or withdrawn text cannot stay in it.

    search_documents.pin(SearchKind("plan.measure", _("Measures"), keys=…, documents=…, address=…))

Rooms above `search` call `search.services.index("plan.measure", [key])` in the transaction of the change, after it is
written; rooms below it call `changed`, which does the same through the board of followers.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from balss.shared.boards import Board

Words = Mapping[str, str]  # a text by language


@dataclass(frozen=True)
class SearchDocument:
    """One thing as it is found: the words of its page, and what it can be narrowed down by.

    `names` are what else it is called, as its title is: whoever types one of them whole finds it first.
    `is_untitled`: it has no title of its own and is called by how it begins, which counts as text.
    `key` names it within its kind and never changes. `language` is the original's, shown where the reader's is missing.
    `institutions`, `topics` and `places` are primary keys of the room
    `places`; a place is found in what it belongs to as well, a topic in its field. `date` is the day that it is of.
    """

    key: str
    title: Words
    text: Words = field(default_factory=dict)
    language: str = "lv"
    institutions: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    date: dt.date | None = None
    names: tuple[str, ...] = ()
    is_untitled: bool = False


@dataclass(frozen=True)
class SearchKind:
    """A kind of thing that is found.

    `keys` gives all keys that are public now. `documents` is given some keys and gives the documents of those that are
    public now, in any order, in a number of queries that does not grow with them. `address` gives the page of a key in
    the language being read; it asks the database nothing.
    """

    name: str  # room.noun
    label: str | Promise  # plural: "Measures"
    keys: Callable[[], Iterable[str]]
    documents: Callable[[Collection[str]], Iterable[SearchDocument]]
    address: Callable[[str], str]


@dataclass(frozen=True)
class ChangeFollower:
    """Who is told, in the transaction of the change, that things of a kind changed, came or went."""

    name: str
    follow: Callable[[str, Collection[str]], object]


search_documents: Board[SearchKind] = Board(
    "search documents", key=lambda kind: kind.name, purpose="what can be found by searching"
)
change_followers: Board[ChangeFollower] = Board(
    "search change followers", key=lambda follower: follower.name, purpose="who keeps an index of what is found"
)


def changed(kind: str, keys: Iterable[str]) -> None:
    """Say, from a room below `search`, that things of a kind changed: inside the transaction, after the change."""
    named = list(keys)
    for follower in change_followers if named else ():
        follower.follow(kind, named)
