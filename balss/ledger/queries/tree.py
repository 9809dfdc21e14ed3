"""Reading the stored tree: its size, its nodes, and the proofs made from them."""

from collections.abc import Iterable

from balss.core.chain.proofs import consistency_spans, inclusion_spans
from balss.core.chain.tree import Node, Span, fold, nodes_of
from balss.ledger.models import Leaf, TreeNode


def tree_size() -> int:
    """How many entries have a position."""
    last = Leaf.objects.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def read_nodes(nodes: Iterable[Node]) -> dict[Node, bytes]:
    """The hashes of stored nodes and leaves, in two queries. Those that are not stored are left out."""
    wanted = set(nodes)
    leaves = Leaf.objects.filter(position__in=[node.index for node in wanted if node.level == 0])
    inner = TreeNode.objects.filter(pk__in=[(node.level, node.index) for node in wanted if node.level])
    hashes = {Node(0, position): hash_ for position, hash_ in leaves.values_list("position", "leaf_hash")}
    hashes |= {Node(level, index): hash_ for level, index, hash_ in inner.values_list("level", "index", "hash")}
    return {node: bytes.fromhex(hash_) for node, hash_ in hashes.items()}


def inclusion_proof(position: int, size: int) -> list[bytes]:
    """RFC 6962's audit path of the leaf at `position` in the tree of `size` leaves. Raises core's OutOfTree."""
    return _span_roots(inclusion_spans(position, size))


def consistency_proof(old_size: int, size: int) -> list[bytes]:
    """RFC 6962's proof that the first `old_size` leaves are as they were. Raises core's OutOfTree."""
    return _span_roots(consistency_spans(old_size, size))


def stored_root(size: int) -> bytes:
    """The root over the first `size` leaves, from stored nodes."""
    return _span_roots([Span(0, size)])[0]


def _span_roots(spans: list[Span]) -> list[bytes]:
    hashes = read_nodes(node for span in spans for node in nodes_of(span))
    return [fold([hashes[node] for node in nodes_of(span)]) for span in spans]
