"""What other rooms and the pages ask the ledger."""

from balss.ledger.queries.entries import committed_so_far, entries_about
from balss.ledger.queries.heads import latest_head, log_keys, signed_note
from balss.ledger.queries.receipts import receipt_for
from balss.ledger.queries.tree import consistency_proof, inclusion_proof, tree_size

__all__ = [
    "committed_so_far",
    "consistency_proof",
    "entries_about",
    "inclusion_proof",
    "latest_head",
    "log_keys",
    "receipt_for",
    "signed_note",
    "tree_size",
]
