"""Signed tree heads, the keys that sign them, and the witnesses that cosign them.

The log records each of its keys, and each witness's signature, as an entry of its own: so they are as safe from later
change as anything else in it.
"""

from collections.abc import Sequence
from typing import Any

from balss.core.chain.entry import utc_text
from balss.core.chain.note import VerifierKey, read_vkey
from balss.ledger.models import Entry, TreeHead

KEY_INTRODUCED = "ledger.key_introduced"
KEY_SUBJECT = "ledger.SigningKey"
HEAD_COSIGNED = "ledger.head_cosigned"
HEAD_SUBJECT = "ledger.TreeHead"


def latest_head() -> TreeHead | None:
    """The newest signed tree head, or None before the first."""
    return TreeHead.objects.order_by("-size").first()


def log_keys() -> list[VerifierKey]:
    """Every key that the log ever introduced, oldest first."""
    introduced = Entry.objects.filter(action=KEY_INTRODUCED).select_related("content").order_by("recorded_at", "id")
    return [read_vkey(content["vkey"]) for entry in introduced if (content := entry.content_value)]


def signed_note(head: TreeHead) -> str:
    """A head as it goes out: its checkpoint, and below it what witnesses signed."""
    return _with_witnesses(head, cosignatures([head])[head.size])


def heads_as_json(heads: Sequence[TreeHead]) -> list[dict[str, Any]]:
    """Heads as data; `checkpoint` is what was signed, the rest repeats it. One query for all of them."""
    witnessed = cosignatures(heads)
    return [
        {
            "number": head.number,
            "size": head.size,
            "root_hash": head.root_hash,
            "key_id": head.key_id,
            "signed_at": utc_text(head.signed_at),
            "witnesses": [name for name, _ in witnessed[head.size]],
            "checkpoint": _with_witnesses(head, witnessed[head.size]),
        }
        for head in heads
    ]


def cosignatures(heads: Sequence[TreeHead]) -> dict[int, list[tuple[str, str]]]:
    """Who witnessed each head (by its size): the witness's name and signature line, in the order we got them."""
    sizes = [str(head.size) for head in heads]
    kept = Entry.objects.filter(action=HEAD_COSIGNED, subject_kind=HEAD_SUBJECT, subject_id__in=sizes)
    witnessed: dict[int, list[tuple[str, str]]] = {head.size: [] for head in heads}
    for entry in kept.select_related("content").order_by("recorded_at", "id"):
        if content := entry.content_value:
            witnessed[int(entry.subject_id)].append((content["witness"], content["line"]))
    return witnessed


def _with_witnesses(head: TreeHead, lines: list[tuple[str, str]]) -> str:
    return head.checkpoint + "".join(line for _, line in lines)
