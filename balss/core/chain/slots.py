"""A Merkle tree whose leaves stand in slots chosen by lot, so that a position says nothing about an order.

It is the tree of RFC 6962 over SLOTS leaves, of which all are *blank* at first (the empty leaf). What is put in takes a
free slot drawn at random, so positions are a random permutation, whatever came first; and because the size never
changes, a signed head does not tell how much was put in. Proofs and heads are those of every other tree here
(`proofs.verify_inclusion`, `checkpoint`).

Such a tree grows by filling, not at its end: there is no consistency proof between two of its heads. What was promised
is proved by its own inclusion under a signed head, and compared with what is published in the end.

Only nodes above filled slots are kept; every other one is the blank node of its level.
"""

from collections.abc import Iterable, Mapping

from balss.core.chain.tree import Node, leaf_hash, node_hash

HEIGHT = 20
SLOTS = 2**HEIGHT  # 1,048,576: at least twice as many as any municipality of Latvia has voters


def _blanks() -> tuple[bytes, ...]:
    hashes = [leaf_hash(b"")]
    for _level in range(HEIGHT):
        hashes.append(node_hash(hashes[-1], hashes[-1]))
    return tuple(hashes)


BLANK = _blanks()  # by level
ROOT = Node(HEIGHT, 0)


def siblings_of(slot: int) -> list[Node]:
    """The nodes whose hashes prove the leaf in the slot, from the leaf's sibling up."""
    if not 0 <= slot < SLOTS:
        raise ValueError(f"there is no slot {slot}")
    return [Node(level, (slot >> level) ^ 1) for level in range(HEIGHT)]


def filled(slot: int, leaf: bytes, known: Mapping[Node, bytes]) -> dict[Node, bytes]:
    """What changes when the leaf (its hash) is put into the slot: the leaf and each node above it, the root last.
    `known` has the kept nodes among `siblings_of(slot)`."""
    changed = {Node(0, slot): leaf}
    carried = leaf
    for sibling in siblings_of(slot):
        other = known.get(sibling, BLANK[sibling.level])
        carried = node_hash(other, carried) if sibling.index < slot >> sibling.level else node_hash(carried, other)
        changed[Node(sibling.level + 1, slot >> (sibling.level + 1))] = carried
    return changed


def proof_of(slot: int, known: Mapping[Node, bytes]) -> tuple[bytes, ...]:
    """The inclusion proof of the slot's leaf; `known` as for `filled`."""
    return tuple(known.get(sibling, BLANK[sibling.level]) for sibling in siblings_of(slot))


def root_of_slots(leaves: Iterable[tuple[int, bytes]]) -> bytes:
    """The root over leaf hashes in their slots, computed anew."""
    level = dict(leaves)
    for height in range(HEIGHT):
        blank = BLANK[height]
        level = {
            index: node_hash(level.get(2 * index, blank), level.get(2 * index + 1, blank))
            for index in {slot >> 1 for slot in level}
        }
    return level.get(0, BLANK[HEIGHT])
