"""The leaves against the stored nodes."""

from collections.abc import Iterator

from balss.core.chain.tree import Node, Span, node_hash, span_root
from balss.ledger.models import TreeNode
from balss.ledger.queries.verification.findings import Finding, Kind, positions


class LeafHashes:
    """The tree over leaf hashes, with every complete node, so that the root at any size is a few steps away."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.levels = [leaves]
        while len(below := self.levels[-1]) > 1:
            self.levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    @property
    def size(self) -> int:
        return len(self.levels[0])

    def node(self, node: Node) -> bytes:
        return self.levels[node.level][node.index]

    def root(self, size: int) -> bytes:
        """The root over the first `size` leaves, at most all of them."""
        return span_root(Span(0, size), self.node)

    def with_leaves(self, others: dict[int, bytes]) -> "LeafHashes":
        """The same tree with other leaves at some positions."""
        return LeafHashes([others.get(position, leaf) for position, leaf in enumerate(self.levels[0])])


def check_nodes(hashes: LeafHashes, *, up_to_gap: bool) -> list[Finding]:
    """Every stored node against the one that the leaves make. Where the leaves have a gap (`up_to_gap`), nodes that
    reach beyond it are not judged."""
    stored = TreeNode.objects.order_by("level", "index").values_list("level", "index", "hash").iterator()
    return list(_wrong_nodes(stored, hashes, up_to_gap=up_to_gap))


def _wrong_nodes(stored: Iterator[tuple[int, int, str]], hashes: LeafHashes, *, up_to_gap: bool) -> Iterator[Finding]:
    expected = (Node(level, i) for level, nodes in enumerate(hashes.levels) if level for i in range(len(nodes)))
    awaited = next(expected, None)
    for level, index, hash_ in stored:
        node = Node(level, index)
        while awaited is not None and (awaited.level, awaited.index) < (level, index):
            yield _finding(Kind.NODE_REMOVED, awaited, "the node is gone")
            awaited = next(expected, None)
        if awaited == node:
            if hash_ != hashes.node(node).hex():
                yield _finding(Kind.NODE_ALTERED, node, "the node is not what the leaves below it make")
            awaited = next(expected, None)
        elif not up_to_gap:
            yield _finding(Kind.NODE_INSERTED, node, "the node has no leaves below it")
    while awaited is not None:
        yield _finding(Kind.NODE_REMOVED, awaited, "the node is gone")
        awaited = next(expected, None)


def _finding(kind: Kind, node: Node, what: str) -> Finding:
    first = node.index << node.level
    below = positions(first, first + (1 << node.level) - 1)
    return Finding(kind, f"node {node.index} of level {node.level}, over {below}", what, position=first)
