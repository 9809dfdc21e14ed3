"""What verification can find, each thing by its name."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong. The values stand in `balss ledger verify --json`."""

    TRIGGER_MISSING = "trigger missing"
    ENTRY_ALTERED = "entry altered"
    ENTRY_MOVED = "entry moved"
    ENTRY_REMOVED = "entry removed"
    ENTRY_UNREADABLE = "entry unreadable"
    ENTRY_OUTSIDE_TREE = "entry outside the tree"
    CONTENT_ALTERED = "content altered"
    CONTENT_REMOVED = "content removed"
    CONTENT_NOT_ERASED = "content not erased"
    CONTENT_WITHOUT_ENTRY = "content without entry"
    QUEUE_ALTERED = "queue altered"
    LEAF_ALTERED = "leaf altered"
    LEAF_REMOVED = "leaf removed"
    NODE_ALTERED = "node altered"
    NODE_REMOVED = "node removed"
    NODE_INSERTED = "node inserted"
    HEAD_ALTERED = "head altered"
    HEAD_UNREADABLE = "head unreadable"
    HEAD_REMOVED = "head removed"
    HEAD_NOT_SIGNED = "head not signed"
    HEAD_MISSING = "head missing"
    HISTORY_REWRITTEN = "history rewritten"
    END_REMOVED = "end removed"
    OUTSIDE_HEAD_REFUSED = "outside head refused"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `where` names the row, `what` says what about it."""

    kind: Kind
    where: str
    what: str
    position: int | None = None
    entry: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def place(position: int, entry: str | None = None) -> str:
    """How a finding names a row of the tree."""
    return f"position {position}" if entry is None else f"entry {entry} at position {position}"


def positions(first: int, last: int) -> str:
    """How a finding names a run of positions; `last` is the last one of it."""
    return f"position {first}" if first == last else f"positions {first} to {last}"
