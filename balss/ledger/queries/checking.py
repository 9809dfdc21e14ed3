"""Checking a receipt that somebody brings: by itself, and against the ledger of today."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from balss.core.chain.checkpoint import read_checkpoint
from balss.core.chain.note import MalformedNote
from balss.core.chain.receipt import Receipt, Result, Step, check_receipt
from balss.ledger.models import Entry
from balss.ledger.queries.heads import log_keys
from balss.ledger.queries.tree import stored_root, tree_size


class Outcome(StrEnum):
    PROVEN = "proven"
    WAITING = "waiting"  # nothing is wrong, and nothing is proven yet
    NOT_PROVEN = "not proven"


@dataclass(frozen=True)
class Check:
    """What a receipt turned out to be worth: what it proves by itself (`steps`), and whether the ledger that stands
    here today still has the same entry, in the tree that was signed (`today`)."""

    receipt: Receipt
    steps: dict[Step, Result]
    today: Result
    entry: Entry | None  # as it stands here

    @property
    def outcome(self) -> Outcome:
        if Result.FAILED in {*self.steps.values(), self.today}:
            return Outcome.NOT_PROVEN
        return Outcome.WAITING if self.receipt.proof is None else Outcome.PROVEN


def check(receipt: Receipt) -> Check:
    """Check a receipt; at most seven queries."""
    entry = _entry_of(receipt)
    return Check(receipt, check_receipt(receipt, keys=log_keys()), _compare_with_today(receipt, entry), entry)


def _entry_of(receipt: Receipt) -> Entry | None:
    try:
        return Entry.objects.filter(pk=UUID(receipt.entry_id)).first()
    except ValueError:
        return None


def _compare_with_today(receipt: Receipt, entry: Entry | None) -> Result:
    if entry is None or entry.facts().leaf_data() != receipt.leaf_data:
        return Result.FAILED
    if receipt.proof is None:
        return Result.PROVEN
    try:
        checkpoint, _ = read_checkpoint(receipt.proof.checkpoint)
    except MalformedNote:
        return Result.FAILED
    is_ours = checkpoint.size <= tree_size() and stored_root(checkpoint.size) == checkpoint.root
    return Result.PROVEN if is_ours else Result.FAILED
