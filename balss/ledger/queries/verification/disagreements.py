"""Where an entry and its leaf disagree: which of the two was altered."""

from balss.core.chain.tree import Node
from balss.ledger.queries.verification.entries import Disagreement
from balss.ledger.queries.verification.findings import Finding, Kind, place
from balss.ledger.queries.verification.heads import HeadCheck
from balss.ledger.queries.verification.tree import LeafHashes


def judge_disagreements(
    disagreements: list[Disagreement], stored: LeafHashes, heads: HeadCheck
) -> tuple[list[Finding], LeafHashes]:
    """The signed heads tell: whose hashes make the signed roots, is as recorded. Returns the findings, and the leaf
    hashes to go on with: the stored ones, unless the heads confirm those computed from the entries."""
    computed = {one.position: one.computed for one in disagreements}
    if computed and heads.mismatch is not None:
        mended = stored.with_leaves(computed)
        if heads.confirm(mended):
            return [_altered_leaf(one) for one in disagreements], mended
    homes = {stored.node(Node(0, position)): position for position in range(stored.size)} if computed else {}
    return [_altered_entry(one, homes.get(one.computed)) for one in disagreements], stored


def _altered_leaf(one: Disagreement) -> Finding:
    what = "its leaf hash is not the one that was signed; the entry itself is as recorded"
    return Finding(Kind.LEAF_ALTERED, place(one.position, one.entry_id), what, one.position, one.entry_id)


def _altered_entry(one: Disagreement, home: int | None) -> Finding:
    where = place(one.position, one.entry_id)
    if home is not None:
        return Finding(Kind.ENTRY_MOVED, where, f"it belongs to position {home}", one.position, one.entry_id)
    what = (
        "the commitment is not the recorded one; everything else is"
        if one.because_of_commitment
        else "what was done, to what, by whom, as what, when, or the commitment is not as recorded"
    )
    return Finding(Kind.ENTRY_ALTERED, where, what, one.position, one.entry_id)
