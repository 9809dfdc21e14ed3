"""Reading the tree of a box, and the receipts made from it."""

from collections.abc import Iterable, Mapping

from balss.box.models import Ballot, BallotBox, Node
from balss.core.chain.receipt import Proof
from balss.core.chain.slots import proof_of, siblings_of
from balss.core.chain.tree import Node as TreeNode
from balss.core.vote.receipt import BallotReceipt


def read_nodes(box: BallotBox, nodes: Iterable[TreeNode]) -> dict[TreeNode, bytes]:
    """The hashes of the kept nodes among these, in one query."""
    wanted = set(nodes)
    found = Node.objects.filter(
        box=box, level__in={node.level for node in wanted}, index__in={node.index for node in wanted}
    ).values_list("level", "index", "hash")
    hashes = {TreeNode(level, index): bytes.fromhex(hash_) for level, index, hash_ in found}
    return {node: hash_ for node, hash_ in hashes.items() if node in wanted}


def receipt_of(ballot: Ballot, *, way: str, head: str, known: Mapping[TreeNode, bytes] | None = None) -> BallotReceipt:
    """The receipt under a signed head; `known` are the siblings of its slot, read where they are not given."""
    siblings = read_nodes(ballot.box, siblings_of(ballot.slot)) if known is None else known
    return BallotReceipt(way, ballot.read(), ballot.right, Proof(ballot.slot, proof_of(ballot.slot, siblings), head))
