"""Inclusion and consistency proofs: RFC 6962, sections 2.1.1 and 2.1.2; verified as in RFC 9162, 2.1.3.2 and 2.1.4.2.

A proof is first planned as spans (`inclusion_spans`, `consistency_spans`), whose roots are the proof's hashes, so that
whoever keeps the tree can fetch all the nodes it needs at once (`nodes_of`).
"""

from collections.abc import Sequence
from hmac import compare_digest

from balss.core.chain.tree import EMPTY_ROOT, Span, node_hash


class OutOfTree(ValueError):
    """The leaf, or the older tree, does not lie in the tree that was named."""


def inclusion_spans(position: int, size: int) -> list[Span]:
    """The spans whose roots prove that the leaf at `position` is in the tree of `size` leaves, from the leaf's sibling
    up to the root's child. Raises OutOfTree."""
    if not 0 <= position < size:
        raise OutOfTree(f"there is no leaf {position} among {size}")
    spans = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(old_size: int, size: int) -> list[Span]:
    """The spans whose roots prove that the tree of `old_size` leaves is the beginning of the tree of `size` leaves.
    Empty when the two are the same or the older one is empty. Raises OutOfTree."""
    if not 0 <= old_size <= size:
        raise OutOfTree(f"a tree of {size} leaves has no older state of {old_size}")
    if old_size in (0, size):
        return []
    spans = []
    start, end = 0, size
    while old_size != end:
        middle = start + _split(end - start)
        if old_size <= middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    if start != 0:  # otherwise what is left is the whole older tree, whose root the verifier has
        spans.append(Span(start, end))
    return spans[::-1]


def verify_inclusion(leaf_hash: bytes, *, position: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows the leaf at this position under this root."""
    if not 0 <= position < size:
        return False
    at, last, reached = position, size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            reached = node_hash(sibling, reached)
            while not at & 1 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and compare_digest(reached, root)


def verify_consistency(*, old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that nothing of the older tree was changed, removed or reordered in the newer one."""
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not proof and compare_digest(old_root, root)
    if old_size == 0:
        return not proof and compare_digest(old_root, EMPTY_ROOT)
    hashes = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not hashes:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old_reached = reached = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old_reached, reached = node_hash(sibling, old_reached), node_hash(sibling, reached)
            while not at & 1 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and compare_digest(old_reached, old_root) and compare_digest(reached, root)


def _split(length: int) -> int:
    """The largest power of two smaller than `length` (RFC 6962's k)."""
    return 1 << (length - 1).bit_length() - 1
