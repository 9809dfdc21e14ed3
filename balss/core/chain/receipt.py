"""A receipt: one entry with all that is needed to check it, years later, without asking this service.

It is JSON with four members: `format`; `entry`, the facts that the leaf holds (`entry.EntryFacts.as_json`); `content`,
`{"salt": hex, "value": …}`, or null where it was erased; `proof`, a C2SP tlog-proof: the leaf's position, the
inclusion proof and the signed checkpoint, or null while the entry waits for its position.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balss.core.chain import tree
from balss.core.chain.canonical import NotCanonical, canonical_json, read_json
from balss.core.chain.checkpoint import Checkpoint, NotSigned, read_checkpoint, verify_checkpoint
from balss.core.chain.commitment import opens
from balss.core.chain.entry import FORMAT as ENTRY_FORMAT
from balss.core.chain.note import MalformedNote, VerifierKey
from balss.core.chain.proofs import verify_inclusion

FORMAT = "balss-ledger-receipt/1"
PROOF_FORMAT = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63  # a proof has one hash for each level, and a log at most 2**63 leaves


class Part(StrEnum):
    """Where in a receipt the fault lies."""

    JSON = "json"  # it is not even JSON
    FORMAT = "format"
    ENTRY = "entry"
    CONTENT = "content"
    PROOF = "proof"


class MalformedReceipt(ValueError):
    """The text is no receipt; says in which part it is not, and why."""

    def __init__(self, part: Part, why: str) -> None:
        self.part = part
        super().__init__(why)


class Step(StrEnum):
    """What a check looks at, in order."""

    CONTENT = "content"
    SIGNATURE = "signature"
    INCLUSION = "inclusion"


class Result(StrEnum):
    PROVEN = "proven"
    FAILED = "failed"
    NOTHING_TO_CHECK = "nothing to check"  # erased content, an entry that still waits


@dataclass(frozen=True)
class Proof:
    """A leaf's position, its inclusion proof, and the checkpoint (signed note) that the proof leads to."""

    position: int
    hashes: tuple[bytes, ...]
    checkpoint: str

    def __str__(self) -> str:
        lines = [PROOF_FORMAT, f"index {self.position}", *(base64.b64encode(h).decode() for h in self.hashes)]
        return "\n".join(lines) + "\n\n" + self.checkpoint


@dataclass(frozen=True)
class Receipt:
    """A receipt as read; `leaf_data` are the bytes that its entry puts into the tree."""

    entry: dict[str, Any]
    leaf_data: bytes
    content: str | None  # canonical JSON
    salt: bytes
    proof: Proof | None

    @property
    def entry_id(self) -> str:
        return str(self.entry["id"])


def read_receipt(text: str) -> Receipt:
    """Read a receipt without judging it. Raises MalformedReceipt."""
    try:
        data = read_json(text)
    except (ValueError, RecursionError) as error:
        raise MalformedReceipt(Part.JSON, f"this is not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise MalformedReceipt(Part.FORMAT, f"this is JSON, but not a receipt: its “format” is not “{FORMAT}”")
    entry = data.get("entry")
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or entry.get("format") != ENTRY_FORMAT:
        raise MalformedReceipt(Part.ENTRY, f"the receipt's “entry” is missing or not of the format “{ENTRY_FORMAT}”")
    leaf_data = _canonical(entry, Part.ENTRY).encode()
    content, salt = _read_content(data.get("content"))
    proof = data.get("proof")
    if proof is not None and not isinstance(proof, str):
        raise MalformedReceipt(Part.PROOF, "the receipt's “proof” is not a text")
    return Receipt(entry, leaf_data, content, salt, read_proof(proof) if proof is not None else None)


def read_proof(text: str) -> Proof:
    """Read a C2SP tlog-proof; its extra line, which nothing signs, is skipped. Raises MalformedReceipt."""
    head, gap, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or lines[0] != PROOF_FORMAT:
        raise MalformedReceipt(Part.PROOF, f"the proof does not start with “{PROOF_FORMAT}” or has no checkpoint")
    lines = lines[2:] if lines[1:2] and lines[1].startswith("extra ") else lines[1:]
    index = lines[0].removeprefix("index ") if lines else ""
    if not (index.isascii() and index.isdigit()) or len(index) > 19:
        raise MalformedReceipt(Part.PROOF, "the proof has no line “index” with the entry's position")
    return Proof(int(index), _read_hashes(lines[1:]), checkpoint)


def check_receipt(receipt: Receipt, *, keys: Sequence[VerifierKey]) -> dict[Step, Result]:
    """What the receipt proves by itself, given the log's public keys: that the content is what was recorded, that the
    log signed the checkpoint, and that the entry is in the tree that was signed."""
    checkpoint = receipt.proof and _signed(receipt.proof.checkpoint, keys)
    return {
        Step.CONTENT: _check_content(receipt),
        Step.SIGNATURE: _judged(checkpoint) if receipt.proof else Result.NOTHING_TO_CHECK,
        Step.INCLUSION: _check_inclusion(receipt),
    }


def _check_content(receipt: Receipt) -> Result:
    if receipt.content is None:
        return Result.NOTHING_TO_CHECK
    try:
        commitment = bytes.fromhex(str(receipt.entry.get("commitment")))
    except ValueError:
        return Result.FAILED
    return _judged(opens(commitment, receipt.content, salt=receipt.salt))


def _check_inclusion(receipt: Receipt) -> Result:
    if receipt.proof is None:
        return Result.NOTHING_TO_CHECK
    try:
        checkpoint, _ = read_checkpoint(receipt.proof.checkpoint)
    except MalformedNote:
        return Result.FAILED
    return _judged(
        verify_inclusion(
            tree.leaf_hash(receipt.leaf_data),
            position=receipt.proof.position,
            size=checkpoint.size,
            proof=receipt.proof.hashes,
            root=checkpoint.root,
        )
    )


def _signed(text: str, keys: Sequence[VerifierKey]) -> Checkpoint | None:
    """The checkpoint, if one of the keys signed it."""
    for key in keys:
        try:
            return verify_checkpoint(text, key=key)[0]
        except (MalformedNote, NotSigned):
            continue
    return None


def _judged(proven: object) -> Result:
    return Result.PROVEN if proven else Result.FAILED


def _canonical(value: object, part: Part) -> str:
    try:
        return canonical_json(value)
    except (NotCanonical, RecursionError) as error:
        raise MalformedReceipt(part, str(error)) from None


def _read_content(content: object) -> tuple[str | None, bytes]:
    if content is None:
        return None, b""
    if not isinstance(content, dict) or set(content) != {"salt", "value"}:
        raise MalformedReceipt(Part.CONTENT, "the receipt's “content” has two members, “salt” and “value”")
    try:
        salt = bytes.fromhex(content["salt"])
    except (TypeError, ValueError):
        raise MalformedReceipt(Part.CONTENT, "the salt is not written in hexadecimal digits") from None
    return _canonical(content["value"], Part.CONTENT), salt


def _read_hashes(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > MOST_HASHES:
        raise MalformedReceipt(Part.PROOF, f"the proof has more than {MOST_HASHES} hashes")
    try:
        hashes = tuple(base64.b64decode(line, validate=True) for line in lines)
    except (binascii.Error, ValueError):
        hashes = (b"",)
    if any(len(one) != tree.HASH_BYTES for one in hashes):
        raise MalformedReceipt(Part.PROOF, "a hash of the proof is not 32 bytes in base64")
    return hashes
