"""Signed tree heads, and the keys that sign them: the log records each of its keys as an entry of its own."""

from balss.core.chain.note import VerifierKey, read_vkey
from balss.ledger.models import Entry, TreeHead

KEY_INTRODUCED = "ledger.key_introduced"
KEY_SUBJECT = "ledger.SigningKey"


def latest_head() -> TreeHead | None:
    """The newest signed tree head, or None before the first."""
    return TreeHead.objects.order_by("-size").first()


def log_keys() -> list[VerifierKey]:
    """Every key that the log ever introduced, oldest first."""
    introduced = Entry.objects.filter(action=KEY_INTRODUCED).select_related("content").order_by("recorded_at", "id")
    return [read_vkey(content["vkey"]) for entry in introduced if (content := entry.content_value)]


def signed_note(head: TreeHead) -> str:
    """A head as it goes out: its checkpoint, and below it what witnesses signed."""
    lines = head.cosignatures.order_by("witness", "key_id").values_list("line", flat=True)
    return head.checkpoint + "".join(lines)
