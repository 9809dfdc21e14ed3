"""The Merkle tree of RFC 6962, section 2.1: how leaves become one root, and how leaves are appended.

The words used here. A *node* is a complete subtree: (level, index) covers the 2**level leaves that start at
index * 2**level; level 0 are the leaves. A *span* (start, end) is a run of leaves whose root is needed; in RFC 6962
every span starts at a multiple of the power of two that is not smaller than its length, so it falls apart into ever
smaller nodes from left to right. The *frontier* of a tree is the nodes of the span (0, size): all that an appender
must remember.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Node:
    """A complete subtree."""

    level: int
    index: int


class Span(NamedTuple):
    """The leaves start, start + 1, …, end - 1."""

    start: int
    end: int


ReadNode = Callable[[Node], bytes]


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf; 0x00 keeps a leaf from passing for an inner node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def nodes_of(span: Span) -> list[Node]:
    """The complete subtrees that make up a span, from left to right (largest first)."""
    nodes = []
    start, end = span
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return nodes


def span_root(span: Span, read: ReadNode) -> bytes:
    """The root of a span, from the hashes of its nodes."""
    return fold([read(node) for node in nodes_of(span)])


def fold(hashes: list[bytes]) -> bytes:
    """The root over complete subtrees that stand side by side, largest first."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in order."""
    frontier = Frontier()
    for one in leaf_hashes:
        frontier.append(one)
    return frontier.root()


class Frontier:
    """A tree that only grows: its size and the hashes of its frontier, at most one for each bit of the size."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)
        if len(self._hashes) != size.bit_count():
            raise ValueError(f"the frontier of {size} leaves has {size.bit_count()} nodes, not {len(self._hashes)}")

    @classmethod
    def of(cls, size: int, read: ReadNode) -> "Frontier":
        """The frontier of a stored tree of `size` leaves."""
        return cls(size, [read(node) for node in nodes_of(Span(0, size))])

    def append(self, leaf: bytes) -> list[tuple[Node, bytes]]:
        """Add a leaf hash. Returns the inner nodes that it completed, with their hashes, lowest first."""
        completed = []
        position, level, carried = self.size, 0, leaf
        while position >> level & 1:
            carried = node_hash(self._hashes.pop(), carried)
            level += 1
            completed.append((Node(level, position >> level), carried))
        self._hashes.append(carried)
        self.size += 1
        return completed

    def root(self) -> bytes:
        return fold(self._hashes)
