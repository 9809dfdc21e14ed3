"""Giving entries their positions, and signing the tree: docs/decisions/0004.

Writers put entries into the queue when they commit; one sequencer at a time takes them out, appends their leaves and
signs the new head, all in one short transaction. A process that dies in the middle leaves the queue as it was. Nobody
waits: a sequencer that finds another at work goes away, and the other looks again before it ends.
"""

from datetime import datetime

from django.db import transaction

from balss.core.chain.checkpoint import Checkpoint, sign_checkpoint
from balss.core.chain.note import KeyType, SigningKey
from balss.core.chain.tree import Frontier, Node, Span, leaf_hash, nodes_of
from balss.ledger.models import Entry, Leaf, PendingEntry, TreeHead, TreeNode
from balss.ledger.queries.heads import latest_head
from balss.ledger.queries.tree import read_nodes, tree_size
from balss.ledger.services.keys import introduce_key
from balss.shared.locks import is_alone

BATCH = 2_000
SEQUENCER_LOCK = 0x6C656467  # "ledg": PostgreSQL's name of the lock that one sequencer holds


def integrate(*, now: datetime, key: SigningKey | None) -> int:
    """Give every committed entry its position, in the order of `recorded_at` among those that wait, and sign the
    tree with `key` (None: leave signing to another process). Returns how many entries got a position.

    Safe to call at any time by any number of processes; where another one is at work it returns at once."""
    integrated = 0
    while True:
        with transaction.atomic():
            if not is_alone(SEQUENCER_LOCK):
                return integrated
            introduction = introduce_key(key.verifier(), now=now) if key else None
            frontier, added = _append_batch(first=introduction)
            integrated += added
            if key is not None:
                _sign(frontier, key=key, now=now)
        # Looked at after the lock is gone: whoever committed meanwhile found the lock taken and relies on this.
        if not PendingEntry.objects.exists():
            return integrated


def _append_batch(*, first: Entry | None) -> tuple[Frontier, int]:
    """Append what waits, `first` before all else: no head may be signed before its key is in the tree."""
    size = tree_size()
    frontier = Frontier.of(size, read_nodes(nodes_of(Span(0, size))).__getitem__)
    queue = PendingEntry.objects.select_related("entry").order_by("entry__recorded_at", "entry_id")
    introduction = [first] if first else []
    entries = introduction + [pending.entry for pending in queue.exclude(entry=first)[:BATCH]]
    leaves: list[Leaf] = []
    completed: list[tuple[Node, bytes]] = []
    for entry in entries:
        hash_ = leaf_hash(entry.facts().leaf_data())
        leaves.append(Leaf(position=frontier.size, entry=entry, leaf_hash=hash_.hex()))
        completed += frontier.append(hash_)
    Leaf.objects.bulk_create(leaves)
    TreeNode.objects.bulk_create(TreeNode(level=n.level, index=n.index, hash=hash_.hex()) for n, hash_ in completed)
    PendingEntry.objects.filter(entry__in=entries).delete()
    return frontier, len(entries)


def _sign(frontier: Frontier, *, key: SigningKey, now: datetime) -> None:
    """Write the signed head of a tree that has grown since the last one."""
    latest = latest_head()
    if latest is not None and latest.size >= frontier.size:
        return
    root = frontier.root()
    note = sign_checkpoint(Checkpoint(key.name, frontier.size, root), key=key, signed_at=now)
    TreeHead.objects.create(
        number=1 if latest is None else latest.number + 1,
        size=frontier.size,
        root_hash=root.hex(),
        key_id=key.verifier(KeyType.NOTE).id,
        signed_at=now.replace(microsecond=0),
        checkpoint=str(note),
    )
