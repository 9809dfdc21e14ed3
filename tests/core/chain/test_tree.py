"""The tree of RFC 6962, against the reference roots and proofs of the Certificate Transparency project."""

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.chain.proofs import (
    OutOfTree,
    consistency_spans,
    inclusion_spans,
    verify_consistency,
    verify_inclusion,
)
from balss.core.chain.tree import EMPTY_ROOT, Frontier, Node, Span, leaf_hash, node_hash, root_of, span_root

LEAVES = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
LEAVES_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LEAVES_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
LEAVES_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
LEAVES_4_TO_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"


@cache
def leaf(position: int) -> bytes:
    return leaf_hash(LEAVES[position] if position < len(LEAVES) else str(position).encode())


def read(node: Node) -> bytes:
    """The hash of a node straight from its definition."""
    if node.level == 0:
        return leaf(node.index)
    return node_hash(read(Node(node.level - 1, 2 * node.index)), read(Node(node.level - 1, 2 * node.index + 1)))


def root(size: int) -> bytes:
    return root_of(leaf(i) for i in range(size))


def proof(spans: list[Span]) -> list[bytes]:
    return [span_root(span, read) for span in spans]


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_eight_reference_leaves(size):
    assert root(size).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("position", "size", "hashes"),
    [
        (0, 1, []),
        (0, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_TO_7]),
        (5, 8, [LEAF_4, LEAVES_6_7, ROOTS[4]]),
        (2, 3, [ROOTS[2]]),
        (1, 5, [ROOTS[1], LEAVES_2_3, LEAF_4]),
    ],
)
def test_reference_inclusion_proofs(position, size, hashes):
    assert [h.hex() for h in proof(inclusion_spans(position, size))] == hashes


@pytest.mark.parametrize(
    ("old_size", "size", "hashes"),
    [
        (1, 1, []),
        (1, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_TO_7]),
        (6, 8, [LEAVES_4_5, LEAVES_6_7, ROOTS[4]]),
        (2, 5, [LEAVES_2_3, LEAF_4]),
    ],
)
def test_reference_consistency_proofs(old_size, size, hashes):
    assert [h.hex() for h in proof(consistency_spans(old_size, size))] == hashes


@given(st.data(), st.integers(1, 70))
def test_every_leaf_is_proven_at_its_own_place_only(data, size):
    position, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    hashes = proof(inclusion_spans(position, size))
    shown = verify_inclusion(leaf(position), position=other, size=size, proof=hashes, root=root(size))
    assert shown == (other == position)
    assert not verify_inclusion(leaf(size), position=position, size=size, proof=hashes, root=root(size))


@given(st.data(), st.integers(1, 70))
def test_a_proof_with_a_hash_changed_dropped_or_added_proves_nothing(data, size):
    position = data.draw(st.integers(0, size - 1))
    hashes = proof(inclusion_spans(position, size))
    broken = [hashes[1:], [*hashes, EMPTY_ROOT]] + [
        [*hashes[:i], EMPTY_ROOT, *hashes[i + 1 :]] for i in range(len(hashes))
    ]
    for one in broken:
        shown = verify_inclusion(leaf(position), position=position, size=size, proof=one, root=root(size))
        assert shown == (one == hashes)


@given(st.data(), st.integers(0, 70))
def test_every_older_tree_is_proven_to_be_the_beginning(data, size):
    old_size = data.draw(st.integers(0, size))
    hashes = proof(consistency_spans(old_size, size))
    shown = {"old_size": old_size, "size": size, "proof": hashes}
    assert verify_consistency(**shown, old_root=root(old_size), root=root(size))
    assert not verify_consistency(**shown, old_root=leaf_hash(b"another"), root=root(size))
    if old_size:
        assert not verify_consistency(**shown, old_root=root(old_size), root=leaf_hash(b"another"))


@given(st.integers(1, 60), st.integers(1, 10), st.integers(0, 59))
def test_a_rewritten_past_has_no_consistency_proof(old_size, more, altered):
    altered %= old_size
    size = old_size + more
    rewritten = root_of(leaf_hash(b"rewritten") if i == altered else leaf(i) for i in range(size))
    hashes = proof(consistency_spans(old_size, size))
    assert not verify_consistency(old_size=old_size, old_root=root(old_size), size=size, root=rewritten, proof=hashes)


@given(st.integers(0, 300), st.integers(0, 60))
def test_a_frontier_taken_up_again_goes_on_as_if_never_left(size, more):
    whole = Frontier()
    completed = [pair for i in range(size + more) for pair in whole.append(leaf(i))]
    nodes = dict(completed)
    taken_up = Frontier.of(size, lambda node: nodes[node] if node.level else leaf(node.index))
    for i in range(size, size + more):
        taken_up.append(leaf(i))
    assert (taken_up.root(), taken_up.size) == (whole.root(), size + more)
    assert all(read(node) == hash_ for node, hash_ in completed)


@pytest.mark.parametrize(("position", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_no_proof_for_a_leaf_outside_the_tree(position, size):
    with pytest.raises(OutOfTree):
        inclusion_spans(position, size)
    assert not verify_inclusion(leaf(0), position=position, size=size, proof=[], root=EMPTY_ROOT)


@pytest.mark.parametrize(("old_size", "size"), [(3, 2), (-1, 2)])
def test_no_proof_from_a_larger_tree_to_a_smaller(old_size, size):
    with pytest.raises(OutOfTree):
        consistency_spans(old_size, size)
    assert not verify_consistency(old_size=old_size, old_root=root(3), size=size, root=root(2), proof=[])


def test_a_frontier_of_another_size_is_refused():
    with pytest.raises(ValueError, match="has 2 nodes, not 1"):
        Frontier(3, [leaf(0)])


def test_131778_leaves_take_well_under_a_second():
    leaves = [leaf(0)] * 131_778
    started = time.process_time()
    root_of(leaves)
    assert time.process_time() - started < 1
