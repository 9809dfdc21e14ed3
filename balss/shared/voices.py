"""“My contributions and answers”: everything that a person said or did in public, in every room, and what came of it.

A room where people say something, support, report or register pins one `VoiceKind` for each; the page of room `web`
reads them all for the person who asks, and shows them to nobody else. What a guest said belongs to the link that the
guest was sent, and is not here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.functional import Promise

from balss.shared.boards import Board
from balss.shared.personal_data import Subject


class Standing(StrEnum):
    """Where a voice stands, in the same words for all rooms; how the room calls it is `Voice.state`."""

    DRAFT = "draft"  # not sent
    HELD = "held"  # sent, and not public yet
    WAITING = "waiting"  # an answer is owed
    ANSWERED = "answered"
    STANDS = "stands"  # stands, and nothing more is owed
    ENDED = "ended"  # taken back, removed, cancelled


@dataclass(frozen=True)
class Voice:
    """One thing that a person said or did.

    `about` is what it was said in, `text` its words in Markdown, `address` where its author sees it. `verdict` and
    `reason` are the public answer. `changes` are labels and addresses of what changed because of it. `is_satisfied` is
    what the person said to “did this answer you?”, None while nothing; `asks` says that the question is open.
    """

    at: datetime
    about: str
    language: str
    text: str
    address: str
    standing: Standing
    state: str | Promise
    receipt: str = ""
    due_date: date | None = None  # by which an answer is promised
    verdict: str | Promise = ""
    reason: str = ""
    answered_at: datetime | None = None
    changes: tuple[tuple[str, str], ...] = ()
    asks: bool = False
    is_satisfied: bool | None = None
    replies: int = 0
    supports: int = 0


@dataclass(frozen=True)
class VoiceKind:
    """A way to be heard. `of` gives all that a person did there, in any order and in a number of queries that does not
    grow with it."""

    name: str  # room.noun
    label: str | Promise  # one of them, "reply"
    of: Callable[[Subject, datetime], list[Voice]]


voices: Board[VoiceKind] = Board(
    "voices", key=lambda kind: kind.name, purpose="where people say something, and how they find it and its answer"
)
