"""`verify`: does the ledger still say what it said? Everything is computed anew from the tables.

What is looked at: the triggers; every entry against its leaf and its content (`entries`), and where entry and leaf
disagree, which of them was altered (`disagreements`); the stored nodes against the leaves (`tree`); every signed head
against the leaves, and a head that an outside witness kept (`heads`). Reads only, in one snapshot of the database,
while writers go on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from balss.ledger.models import PendingEntry, append_only
from balss.ledger.queries.verification.disagreements import judge_disagreements
from balss.ledger.queries.verification.entries import check_entries
from balss.ledger.queries.verification.findings import Finding, Kind
from balss.ledger.queries.verification.heads import check_heads, check_outside_head
from balss.ledger.queries.verification.tree import LeafHashes, check_nodes

__all__ = ["Finding", "Kind", "Verification", "verify"]


@dataclass(frozen=True)
class Verification:
    """What was checked, and what was found (nothing: the ledger is whole)."""

    size: int  # entries in the tree
    pending: int  # committed entries that wait for their position
    erased: int  # entries whose content was erased, in the open
    heads: int
    root: str  # over all entries, in hex
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.findings


def verify(*, now: datetime, outside_head: str | None = None, outside_key: str | None = None) -> Verification:
    """Check the whole ledger. `outside_head` is a signed head (text) that somebody else kept, `outside_key` the vkey
    they know the log by (None: any key that the log introduced)."""
    with _one_snapshot():
        entries = check_entries()
        hashes = LeafHashes(entries.leaf_hashes)
        heads = check_heads(hashes, keys=entries.keys, up_to_gap=entries.has_gap, now=now)
        disagreements, believed = judge_disagreements(entries.disagreements, hashes, heads)
        if believed is not hashes:
            heads = check_heads(believed, keys=entries.keys, up_to_gap=entries.has_gap, now=now)
        findings = [
            *_missing_triggers(),
            *entries.findings,
            *disagreements,
            *check_nodes(believed, up_to_gap=entries.has_gap),
            *heads.findings,
        ]
        if outside_head is not None:
            findings += check_outside_head(outside_head, believed, keys=entries.keys, vkey=outside_key)
        return Verification(
            size=entries.size,
            pending=PendingEntry.objects.count(),
            erased=entries.erased,
            heads=heads.count,
            root=believed.root(believed.size).hex(),
            findings=findings,
        )


def _missing_triggers() -> list[Finding]:
    what = "the trigger that keeps the table as it is does not stand"
    return [Finding(Kind.TRIGGER_MISSING, name, what) for name in append_only.missing(connection)]


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """See the tables as they are at one moment, without keeping anyone from writing. (Django's own `atomic` would take
    SQLite's only write lock, and read each query of PostgreSQL at another moment.)"""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
