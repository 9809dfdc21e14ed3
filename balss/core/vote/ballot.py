"""A ballot: what one voter chose, signed with a key that was made for this vote alone.

The *statement* is canonical JSON, `{"choices":["3","7"],"election":"…","format":"balss-ballot/1","key":"…","points":[],
"version":1}`; `key` is the public half of the voter's Ed25519 key, in hex. The voter's signature covers the statement's
bytes. To change a vote, the same key signs a statement with a higher version: so a ballot can be replaced by who
holds the key, and by nobody else, the box included. The leaf in the tree covers statement and signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from balss.core.chain.canonical import NotCanonical, canonical_json, read_json
from balss.core.chain.tree import leaf_hash

FORMAT = "balss-ballot/1"
SEED_BYTES = KEY_BYTES = 32
SIGNATURE_BYTES = 64
LONGEST = 40_000  # characters of a statement: 500 ranked projects have 22,000
HIGHEST_VERSION = 10_000
MEMBERS = {"choices", "election", "format", "key", "points", "version"}


class MalformedBallot(ValueError):
    """It is no ballot; says why. Our own pages never send one."""


@dataclass(frozen=True)
class Ballot:
    """A statement as read, with its signature (hex). `key` in hex."""

    election: str
    key: str
    version: int
    choices: tuple[str, ...]
    points: tuple[int, ...]
    signature: str

    @property
    def statement(self) -> str:
        return _statement(self.election, self.key, self.version, self.choices, self.points)

    @property
    def leaf(self) -> bytes:
        """The hash that stands in the tree: the ballot's hash on the receipt."""
        return leaf_of(self.statement, self.signature)

    @property
    def is_signed(self) -> bool:
        """Whether the holder of the key signed it."""
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            public.verify(bytes.fromhex(self.signature), self.statement.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def leaf_of(statement: str, signature: str) -> bytes:
    return leaf_hash(f"{statement}\n{signature}".encode())


def key_of(seed: bytes) -> Ed25519PrivateKey:
    """The voter's key of this vote."""
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_half(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def sign_ballot(
    *, seed: bytes, election: str, version: int, choices: Sequence[str], points: Sequence[int] = ()
) -> Ballot:
    """The signed ballot of who has the seed."""
    key = key_of(seed)
    public = public_half(key).hex()
    statement = _statement(election, public, version, choices, points)
    return Ballot(election, public, version, tuple(choices), tuple(points), key.sign(statement.encode()).hex())


def read_ballot(statement: str, signature: str) -> Ballot:
    """Read what a browser sent; judges neither signature nor choice. Raises MalformedBallot for all that is not
    written exactly as this module writes it."""
    if len(statement) > LONGEST:
        raise MalformedBallot(f"more than {LONGEST} characters")
    try:
        data = read_json(statement)
    except (ValueError, RecursionError):
        raise MalformedBallot("not JSON") from None
    ballot = ballot_from(data, signature)
    if ballot.statement != statement:
        raise MalformedBallot("not in canonical form")
    return ballot


def ballot_from(data: Any, signature: Any) -> Ballot:
    """A ballot from its statement as JSON. Raises MalformedBallot."""
    if not isinstance(data, dict) or set(data) != MEMBERS or data["format"] != FORMAT:
        raise MalformedBallot(f"not of the format {FORMAT}")
    key, version, choices, points = data["key"], data["version"], data["choices"], data["points"]
    if not _is_hex(key, KEY_BYTES) or not _is_hex(signature, SIGNATURE_BYTES):
        raise MalformedBallot("key or signature is not written in hexadecimal digits of its length")
    if type(version) is not int or not 1 <= version <= HIGHEST_VERSION:
        raise MalformedBallot("the version is not a number from 1")
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        raise MalformedBallot("the choices are not a list of ids")
    if not isinstance(points, list) or not all(type(given) is int for given in points):
        raise MalformedBallot("the points are not a list of numbers")
    if not isinstance(data["election"], str):
        raise MalformedBallot("the election is not a text")
    return Ballot(data["election"], key, version, tuple(choices), tuple(points), signature)


def _statement(election: str, key: str, version: int, choices: Sequence[str], points: Sequence[int]) -> str:
    members = {
        "format": FORMAT, "election": election, "key": key, "version": version, "choices": list(choices),
        "points": list(points),
    }  # fmt: skip
    try:
        return canonical_json(members)
    except NotCanonical as error:
        raise MalformedBallot(str(error)) from None


def _is_hex(text: Any, length: int) -> bool:
    """Lower-case digits of exactly so many bytes: one way to write a key."""
    return isinstance(text, str) and len(text) == 2 * length and set(text) <= set("0123456789abcdef")
