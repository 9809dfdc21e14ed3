"""What can change because somebody said something: a version of a document, a decision, a provision, an event.

A response points to the very thing. The room that keeps such things pins how they are found; the room that answers
iterates and knows none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from balss.shared.boards import Board


@dataclass(frozen=True)
class Target:
    """One thing that changed: its id within its kind, how people call it, and its page."""

    id: str
    label: str
    address: str


@dataclass(frozen=True)
class ChangeTarget:
    """One kind of thing. `offer` gives what an institution (its id) can point to, the newest first, at most some
    dozens; `find` gives one by its id, or None where it is not public or not there."""

    name: str  # room.noun: participation.document_version
    label: str | Promise
    offer: Callable[[int], Iterable[Target]]
    find: Callable[[str], Target | None]


change_targets: Board[ChangeTarget] = Board(
    "change targets",
    key=lambda target: target.name,
    purpose="what a response may point to as changed because of a voice",
)
