"""Signed heads against the leaves: those that we keep, and one that an outside witness kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from balss.core.chain.checkpoint import Checkpoint, NotSigned, read_checkpoint, verify_checkpoint
from balss.core.chain.note import MalformedNote, VerifierKey, read_vkey
from balss.ledger.models import Leaf, TreeHead
from balss.ledger.queries.verification.findings import Finding, Kind, positions
from balss.ledger.queries.verification.tree import LeafHashes

AT_ONCE = 1_000
LONGEST_WAIT = timedelta(hours=1)  # an entry older than this without a signed head: nobody signs, or a head is gone


@dataclass
class HeadCheck:
    """What came of the heads: what the signed ones say, and all that is wrong with them."""

    signed: list[Checkpoint] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    mismatch: Checkpoint | None = None  # the first that the leaves do not bear out
    count: int = 0
    covered: int = 0  # the size of the largest head

    def confirm(self, hashes: LeafHashes) -> bool:
        """Whether every signed head that can be computed says what these leaves make."""
        return all(hashes.root(one.size) == one.root for one in self.signed if one.size <= hashes.size)


def check_heads(hashes: LeafHashes, *, keys: dict[VerifierKey, int], up_to_gap: bool, now: datetime) -> HeadCheck:
    """Check the signature of every head, its columns, and its root against the leaves. Where the leaves have a gap
    (`up_to_gap`), heads that reach beyond it are not judged by their root."""
    check = HeadCheck()
    confirmed = 0
    last_number = 0
    for number, head in _read_heads():
        check.findings += _missing_before(number, last_number)
        last_number = number
        check.count += 1
        if head is None:
            check.findings.append(Finding(Kind.HEAD_UNREADABLE, f"head {number}", "a column holds what cannot be read"))
            continue
        check.covered = max(check.covered, head.size)
        checkpoint = _check_signature(head, keys, check)
        if checkpoint is None:
            continue
        check.signed.append(checkpoint)
        if checkpoint.size > hashes.size:
            if not up_to_gap:
                check.findings.append(_end_removed(f"head {head.number}", checkpoint, hashes))
        elif hashes.root(checkpoint.size) == checkpoint.root:
            confirmed = max(confirmed, checkpoint.size)
        elif check.mismatch is None:
            check.mismatch = checkpoint
            check.findings.append(_rewritten(f"head {head.number}", confirmed, checkpoint))
    check.findings += _unsigned_end(check.covered, now)
    return check


def check_outside_head(
    text: str, hashes: LeafHashes, *, keys: dict[VerifierKey, int], vkey: str | None
) -> list[Finding]:
    """Check that the ledger still contains what this signed head, kept by somebody else, was signed for. It is
    believed if the key `vkey` signed it (None: any key that the log introduced)."""
    where = "the head kept outside"
    checkpoint, refusals = None, []
    try:
        for key in [read_vkey(vkey)] if vkey else keys:
            try:
                checkpoint, _ = verify_checkpoint(text, key=key)
            except NotSigned as error:
                refusals.append(str(error))
    except MalformedNote as error:
        return [Finding(Kind.OUTSIDE_HEAD_REFUSED, where, str(error))]
    if checkpoint is None:
        return [Finding(Kind.OUTSIDE_HEAD_REFUSED, where, "; ".join(refusals) or "the log introduced no key")]
    if checkpoint.size > hashes.size:
        return [_end_removed(where, checkpoint, hashes)]
    if hashes.root(checkpoint.size) != checkpoint.root:
        return [_rewritten(where, 0, checkpoint)]
    return []


def _read_heads() -> Iterator[tuple[int, TreeHead | None]]:
    """The heads with their numbers, in order; None for one that cannot be read (SQLite takes any text for a time or a
    number)."""
    numbers = list(TreeHead.objects.order_by("number").values_list("number", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        chunk = numbers[start : start + AT_ONCE]
        heads = _heads_of(chunk)
        yield from ((number, heads.get(number)) for number in chunk)


def _heads_of(numbers: list[int]) -> dict[int, TreeHead]:
    """Those of the heads that can be read."""
    try:
        heads = TreeHead.objects.in_bulk(numbers)
    except (ValueError, TypeError):
        if len(numbers) == 1:
            return {}
        return {number: head for each in numbers for number, head in _heads_of([each]).items()}
    return {number: head for number, head in heads.items() if isinstance(head.size, int)}


def _missing_before(number: int, last_number: int) -> list[Finding]:
    return [
        Finding(Kind.HEAD_REMOVED, f"head {missing}", f"the next one, head {number}, stands")
        for missing in range(last_number + 1, number)
    ]


def _check_signature(head: TreeHead, keys: dict[VerifierKey, int], check: HeadCheck) -> Checkpoint | None:
    """What the head says, if one of the log's keys signed it; finds what is wrong with it otherwise."""

    def found(kind: Kind, what: str) -> None:
        check.findings.append(Finding(kind, f"head {head.number}", what))

    try:
        _, note = read_checkpoint(head.checkpoint)
    except MalformedNote as error:
        found(Kind.HEAD_ALTERED, f"its checkpoint cannot be read: {error}")
        return None
    signers = [key for key in keys if note.signatures_by(key)]
    if not signers:
        found(Kind.HEAD_NOT_SIGNED, "no key that the log introduced signed it")
        return None
    try:
        checkpoint, signed_at = verify_checkpoint(head.checkpoint, key=signers[0])
    except NotSigned as error:
        found(Kind.HEAD_NOT_SIGNED, str(error))
        return None
    if keys[signers[0]] >= checkpoint.size:
        found(Kind.HEAD_NOT_SIGNED, f"its key was introduced only later, at position {keys[signers[0]]}")
    says = {
        "size": checkpoint.size,
        "root_hash": checkpoint.root.hex(),
        "key_id": signers[0].id,
        "signed_at": signed_at,
    }
    for column, signed in says.items():
        if getattr(head, column) != signed:
            found(Kind.HEAD_ALTERED, f"its column {column} is {getattr(head, column)}, and {signed} was signed")
    return checkpoint


def _end_removed(where: str, checkpoint: Checkpoint, hashes: LeafHashes) -> Finding:
    gone = positions(hashes.size, checkpoint.size - 1)
    what = f"it was signed for {checkpoint.size} entries, and {hashes.size} are here: {gone} removed"
    return Finding(Kind.END_REMOVED, where, what, position=hashes.size)


def _rewritten(where: str, confirmed: int, checkpoint: Checkpoint) -> Finding:
    suspects = positions(confirmed, checkpoint.size - 1)
    what = (
        f"its root over {checkpoint.size} entries is not the root of what is here: in {suspects} something was"
        " altered, put in, taken out or reordered after signing"
    )
    return Finding(Kind.HISTORY_REWRITTEN, where, what, position=confirmed)


def _unsigned_end(covered: int, now: datetime) -> list[Finding]:
    try:
        since = Leaf.objects.filter(position=covered).values_list("entry__recorded_at", flat=True).first()
    except (ValueError, TypeError):
        return []  # the entry's time cannot be read, which is found with the entries
    if since is None or now - since < LONGEST_WAIT:
        return []
    what = f"no signed head covers it since {since:%Y-%m-%d %H:%M %Z}: nobody signs, or the last head was removed"
    return [Finding(Kind.HEAD_MISSING, f"position {covered}", what, position=covered)]
