"""What a resident takes away about one entry (`core.chain.receipt`)."""

from typing import Any

from balss.core.chain.receipt import FORMAT, Proof
from balss.ledger.models import Entry, TreeHead
from balss.ledger.queries.heads import latest_head, signed_note
from balss.ledger.queries.tree import inclusion_proof


def receipt_for(entry: Entry) -> dict[str, Any]:
    """The entry's receipt against the newest signed head; its `proof` is null until a head covers the entry."""
    content = getattr(entry, "content", None)
    proof = proof_for(entry, latest_head())
    return {
        "format": FORMAT,
        "entry": entry.facts().as_json(),
        "content": None if content is None else {"salt": content.salt, "value": content.value},
        "proof": None if proof is None else str(proof),
    }


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """An entry in the data twin of a list: its facts, its position (null while it waits) and its content (null where
    erased)."""
    return {**entry.facts().as_json(), "position": entry.position, "content": entry.content_value}


def proof_for(entry: Entry, head: TreeHead | None) -> Proof | None:
    """The proof that a signed head covers the entry, or None where it does not yet."""
    position = entry.position
    if position is None or head is None or position >= head.size:
        return None
    return Proof(position, tuple(inclusion_proof(position, head.size)), signed_note(head))
