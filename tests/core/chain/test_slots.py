"""The tree with slots is RFC 6962's over all slots, and says nothing of the order."""

import random

import pytest

from balss.core.chain.proofs import verify_inclusion
from balss.core.chain.slots import BLANK, HEIGHT, ROOT, SLOTS, filled, proof_of, root_of_slots, siblings_of
from balss.core.chain.tree import Node, Span, leaf_hash, span_root


def fill(leaves: list[tuple[int, bytes]]) -> dict[Node, bytes]:
    nodes: dict[Node, bytes] = {}
    for slot, leaf in leaves:
        nodes |= filled(slot, leaf, nodes)
    return nodes


def some_leaves(number: int) -> list[tuple[int, bytes]]:
    drawn = random.Random(5)
    return [(slot, leaf_hash(bytes([place]))) for place, slot in enumerate(drawn.sample(range(SLOTS), number))]


def test_a_full_subtree_has_the_root_of_rfc_6962() -> None:
    leaves = [(slot, leaf_hash(b"%d" % slot)) for slot in range(8)]
    by_slot = dict(leaves)
    assert fill(leaves)[Node(3, 0)] == span_root(Span(0, 8), lambda node: {**fill(leaves), **{
        Node(0, slot): hash_ for slot, hash_ in by_slot.items()}}[node])  # fmt: skip


def test_empty_tree_has_the_blank_root() -> None:
    assert root_of_slots([]) == BLANK[HEIGHT]


def test_root_is_the_same_in_whatever_order_slots_were_filled() -> None:
    leaves = some_leaves(30)
    assert fill(leaves)[ROOT] == fill(leaves[::-1])[ROOT] == root_of_slots(leaves)


def test_every_leaf_is_proved_under_the_last_root() -> None:
    leaves = some_leaves(30)
    nodes = fill(leaves)
    for slot, leaf in leaves:
        proof = proof_of(slot, nodes)
        assert verify_inclusion(leaf, position=slot, size=SLOTS, proof=proof, root=nodes[ROOT])
        assert not verify_inclusion(leaf_hash(b"other"), position=slot, size=SLOTS, proof=proof, root=nodes[ROOT])


def test_a_replaced_leaf_is_proved_and_the_old_one_no_longer() -> None:
    leaves = some_leaves(5)
    nodes = fill(leaves)
    slot, old = leaves[2]
    nodes |= filled(slot, leaf_hash(b"new"), nodes)
    new = verify_inclusion(leaf_hash(b"new"), position=slot, size=SLOTS, proof=proof_of(slot, nodes), root=nodes[ROOT])
    assert (new, verify_inclusion(old, position=slot, size=SLOTS, proof=proof_of(slot, nodes), root=nodes[ROOT])) == (
        True,
        False,
    )


def test_there_is_no_slot_outside() -> None:
    for slot in (-1, SLOTS):
        with pytest.raises(ValueError, match="no slot"):
            siblings_of(slot)
