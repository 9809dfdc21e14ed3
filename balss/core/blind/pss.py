"""EMSA-PSS-ENCODE of RFC 8017, section 9.1.1, with SHA-384 and MGF1 over SHA-384.

`cryptography` encodes only inside of signing, and who blinds has no private key.
"""

import hashlib

HASH_BYTES = 48
SALT_BYTES = 48


class KeyTooShort(ValueError):
    """The modulus has no room for hash and salt."""


def encode(message: bytes, *, salt: bytes, bits: int) -> bytes:
    """The message as a number below 2**bits, in big-endian bytes; `bits` is one less than the modulus has.
    Raises KeyTooShort."""
    length = -(-bits // 8)
    if length < HASH_BYTES + len(salt) + 2:
        raise KeyTooShort(f"{bits} bits have no room for {HASH_BYTES + len(salt) + 2} bytes")
    hashed = _sha384(bytes(8) + _sha384(message) + salt)
    data = b"\x01".rjust(length - len(salt) - HASH_BYTES - 1, b"\0") + salt
    masked = bytearray(a ^ b for a, b in zip(data, _mask(hashed, len(data)), strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + hashed + b"\xbc"


def _mask(seed: bytes, length: int) -> bytes:
    """MGF1."""
    blocks = -(-length // HASH_BYTES)
    return b"".join(_sha384(seed + counter.to_bytes(4, "big")) for counter in range(blocks))[:length]


def _sha384(data: bytes) -> bytes:
    return hashlib.sha384(data).digest()
