"""Salted commitments: an entry is bound to content that can be erased without touching the entry.

commitment = SHA-256(salt || canonical JSON of the content). The salt is 32 random bytes and is erased with the
content: without it nobody can find the content again by trying guesses, and the commitment still stands in the leaf.
"""

import hashlib
from hmac import compare_digest

SALT_BYTES = 32


class SaltTooShort(ValueError):
    """A salt that could be guessed would let erased content be found again."""


def commit(content: str, *, salt: bytes) -> bytes:
    """The commitment (32 bytes) to content given as canonical JSON text. Raises SaltTooShort."""
    if len(salt) != SALT_BYTES:
        raise SaltTooShort(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(salt + content.encode()).digest()


def opens(commitment: bytes, content: str, *, salt: bytes) -> bool:
    """Whether this content and salt are what was committed to."""
    return len(salt) == SALT_BYTES and compare_digest(commit(content, salt=salt), commitment)
