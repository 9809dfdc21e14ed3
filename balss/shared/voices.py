"""“My contributions and answers”: everything that a person said, in every room, and what came of it.

Each room where people say something pins how their words are found; the page of `web` iterates.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from balss.shared.boards import Board
from balss.shared.personal_data import Subject


@dataclass(frozen=True)
class Voice:
    """One thing that a person said. `state` is one of STATES; `outcome` the answer in a few words, or empty."""

    said_at: datetime
    title: str
    text: str
    address: str
    state: str
    outcome: str = ""


STATES = ("draft", "waiting", "answered", "closed")


@dataclass(frozen=True)
class VoiceKind:
    """Where people say something. `of` gives all that a person said there, newest first, in few queries."""

    name: str  # room.noun
    label: str | Promise
    of: Callable[[Subject], Iterable[Voice]]


voices: Board[VoiceKind] = Board(
    "voices", key=lambda kind: kind.name, purpose="where people say something, and how they find it again"
)
