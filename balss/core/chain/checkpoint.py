"""Signed tree heads as C2SP tlog-checkpoint, and cosignatures on them as C2SP tlog-cosignature (Ed25519, v1).

A checkpoint is a signed note of three lines: the log's name (*origin*), the tree's size, the root in base64. It names
no time. So the log signs twice with one key: a note signature, and a cosignature, which carries the time; and
witnesses add theirs. A cosignature is Ed25519 over

    cosignature/v1
    time <seconds since 1970>
    <the checkpoint's lines>

and its bytes in the note are the time (8 bytes, big-endian) before the 64 of the signature.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime

from balss.core.chain.note import KeyType, MalformedNote, SignatureLine, SignedNote, SigningKey, VerifierKey, read_note
from balss.core.chain.tree import HASH_BYTES

LARGEST_SIZE = 2**63 - 1
TIME_BYTES = 8


@dataclass(frozen=True)
class Checkpoint:
    """What a tree head says: this log, with so many leaves, has this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


class NotSigned(ValueError):
    """No known key signed the checkpoint, or a known key's signature is wrong."""


def sign_checkpoint(checkpoint: Checkpoint, *, key: SigningKey, signed_at: datetime) -> SignedNote:
    """The checkpoint with the log's two signatures; of `signed_at` whole seconds are kept."""
    body = checkpoint.text.encode()
    note_line = SignatureLine(key.name, key.verifier().id, key.sign(body))
    return SignedNote(checkpoint.text, (note_line, cosign(checkpoint, key=key, signed_at=signed_at)))


def cosign(checkpoint: Checkpoint, *, key: SigningKey, signed_at: datetime) -> SignatureLine:
    """A witness's line: it saw this head at this time, grown from every head that it saw before."""
    seconds = int(signed_at.timestamp())
    signature = key.sign(_cosigned_message(checkpoint.text, seconds))
    return SignatureLine(
        key.name, key.verifier(KeyType.COSIGNATURE).id, seconds.to_bytes(TIME_BYTES, "big") + signature
    )


def read_checkpoint(text: str) -> tuple[Checkpoint, SignedNote]:
    """Read a checkpoint without judging its signatures; lines after the third are kept in the note and signed with
    it. Raises MalformedNote."""
    note = read_note(text)
    lines = note.text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise MalformedNote("a checkpoint has three lines: the log's name, the number of entries, the root")
    origin, size, root = lines[:3]
    return Checkpoint(origin, _read_size(size), _read_root(root)), note


def verify_checkpoint(text: str, *, key: VerifierKey) -> tuple[Checkpoint, datetime | None]:
    """Read a checkpoint that this key of the log signed. Returns what it says, and when the log says to have signed
    it (None where that line is missing). Raises MalformedNote, NotSigned."""
    checkpoint, note = read_checkpoint(text)
    lines = note.signatures_by(key)
    if not lines:
        raise NotSigned(f"the checkpoint is not signed by {key.name} with the key {key.id}")
    if not all(key.verifies(line.signature, note.text.encode()) for line in lines):
        raise NotSigned(f"the signature of {key.name} with the key {key.id} is wrong")
    if checkpoint.origin != key.name:
        raise NotSigned(f"the key is of {key.name}, and the checkpoint of {checkpoint.origin}")
    times = [cosigned_at(note, line, key=key) for line in note.signatures_by(key.as_type(KeyType.COSIGNATURE))]
    return checkpoint, max(times, default=None)


def cosigned_at(note: SignedNote, line: SignatureLine, *, key: VerifierKey) -> datetime:
    """When the key's owner cosigned the note. Raises NotSigned where the line is not a cosignature by that key."""
    key = key.as_type(KeyType.COSIGNATURE)
    seconds = int.from_bytes(line.signature[:TIME_BYTES], "big")
    message = _cosigned_message(note.text, seconds)
    if not line.is_by(key) or not key.verifies(line.signature[TIME_BYTES:], message):
        raise NotSigned(f"the cosignature of {key.name} with the key {key.id} is wrong")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        raise NotSigned(f"the cosignature of {key.name} names no time that exists") from None


def _cosigned_message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _read_size(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or (text != "0" and text.startswith("0")) or len(text) > 19:
        raise MalformedNote(f"“{text[:40]}” is not a number of entries")
    if int(text) > LARGEST_SIZE:
        raise MalformedNote(f"{text} entries are more than a log can have")
    return int(text)


def _read_root(text: str) -> bytes:
    try:
        root = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != HASH_BYTES:
        raise MalformedNote(f"“{text[:60]}” is not a root: {HASH_BYTES} bytes in base64")
    return root
