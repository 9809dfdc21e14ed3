"""Signed notes and their keys: C2SP signed-note, the text that Go's checksum database and public witnesses use.

A note is a text that ends in a newline, an empty line, and signature lines `— name base64(key id || signature)`.
A key's id is the first four bytes of SHA-256(name, newline, type, public key); its public text form is the *vkey*
`name+keyid+base64(type || public key)`. Two types of Ed25519 signature are known here: a note signature (0x01) and a
witness's time-stamped cosignature (0x04, `checkpoint`).
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MOST_SIGNATURES = 100
PUBLIC_KEY_BYTES = 32


class KeyType(IntEnum):
    NOTE = 0x01
    COSIGNATURE = 0x04


class MalformedNote(ValueError):
    """The text is no signed note, or no key; says what is wrong with it."""


@dataclass(frozen=True)
class VerifierKey:
    """A public key under a name, for one type of signature."""

    name: str
    type: KeyType
    public_key: bytes

    @property
    def id(self) -> str:
        """The key id, in hex (8 digits)."""
        return _key_id(self.name, self.type, self.public_key).hex()

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.id}+{_base64(bytes([self.type]) + self.public_key)}"

    def as_type(self, type_: KeyType) -> "VerifierKey":
        """The same key and name, for another type of signature."""
        return VerifierKey(self.name, type_, self.public_key)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """A private key under the name that it signs with."""

    name: str
    private_key: Ed25519PrivateKey

    def verifier(self, type_: KeyType = KeyType.NOTE) -> VerifierKey:
        return VerifierKey(self.name, type_, self.private_key.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self.private_key.sign(message)


@dataclass(frozen=True)
class SignatureLine:
    """One line under a note: who says to have signed, with which key (id in hex), and the signature's bytes."""

    name: str
    key_id: str
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {_base64(bytes.fromhex(self.key_id) + self.signature)}\n"

    def is_by(self, key: VerifierKey) -> bool:
        return (self.name, self.key_id) == (key.name, key.id)


@dataclass(frozen=True)
class SignedNote:
    """A text (with its last newline) and the signature lines under it."""

    text: str
    signatures: tuple[SignatureLine, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))

    def signatures_by(self, key: VerifierKey) -> list[SignatureLine]:
        return [line for line in self.signatures if line.is_by(key)]


def read_vkey(text: str) -> VerifierKey:
    """Read a public key from its text form. Raises MalformedNote, also for a type of key not known here."""
    name, key_id, encoded = (*text.strip().split("+", 2), "", "")[:3]
    _check_name(name)
    key = _from_base64(encoded, "the key")
    if len(key) != 1 + PUBLIC_KEY_BYTES or key[0] not in set(KeyType):
        raise MalformedNote("the key is not an Ed25519 key of type 1 or 4")
    verifier = VerifierKey(name, KeyType(key[0]), key[1:])
    if verifier.id != key_id.lower():
        raise MalformedNote(f"the key's id is {verifier.id}, and the text says {key_id}")
    return verifier


def read_note(text: str) -> SignedNote:
    """Read a signed note, without judging the signatures. Raises MalformedNote."""
    if any(character < " " and character != "\n" for character in text):
        raise MalformedNote("the note has control characters")
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise MalformedNote("the note has no signature lines after an empty line")
    signatures = lines.splitlines()
    if len(signatures) > MOST_SIGNATURES:
        raise MalformedNote(f"the note has more than {MOST_SIGNATURES} signatures")
    return SignedNote(body + "\n", tuple(read_signature_line(line) for line in signatures))


def read_signature_line(line: str) -> SignatureLine:
    """Read `— name base64`. Raises MalformedNote."""
    dash, _, rest = line.rstrip("\n").partition(" ")
    name, _, encoded = rest.partition(" ")
    if dash != "—":
        raise MalformedNote(f"a signature line starts with “— ”, not with “{line[:20]}”")
    _check_name(name)
    signature = _from_base64(encoded, f"the signature of {name}")
    if len(signature) <= 4:
        raise MalformedNote(f"the signature of {name} is too short")
    return SignatureLine(name, signature[:4].hex(), signature[4:])


def _key_id(name: str, type_: KeyType, public_key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([type_]) + public_key).digest()[:4]


def _check_name(name: str) -> None:
    if not name or "+" in name or any(character.isspace() for character in name):
        raise MalformedNote(f"“{name}” is no key name: it must not be empty or hold spaces or plus signs")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _from_base64(text: str, what: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise MalformedNote(f"{what} is not base64") from None
