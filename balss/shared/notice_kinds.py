"""Kinds of notices: what a person may be told by mail, and with which words."""

from dataclasses import dataclass
from typing import Any

from balss.shared.boards import Board


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice.

    `template` is the path of its words without ending, `<room>/notices/<name>`: `.subject.txt` (one line) and `.txt`
    must exist, `.html` may. They are rendered in the language of the notice with the sender's context and `origin`,
    the public address of this installation. `example` is a context that renders them: the tests render every kind in
    every language with it. `is_official`: what an institution tells one person about that person's own matter, so that
    it goes to the official e-address of who agreed to that.
    """

    name: str  # room.noun
    meaning: str
    template: str
    example: dict[str, Any]
    is_official: bool = False


notice_kinds: Board[NoticeKind] = Board(
    "notice kinds", key=lambda kind: kind.name, purpose="what people are told by mail, and the templates of the words"
)
