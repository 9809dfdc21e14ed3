"""The four steps of RFC 9474, section 4: blind (voter), sign (issuer), finish (voter), verify (anybody).

What an onlooker can learn from the time that signing takes: powers of secret exponents are made by GMP's constant-time
`mpz_powm_sec` (gmpy2), modulo each prime, and of a number that was first multiplied by a fresh random one, so that
who asks for a signature does not choose what the secret exponent is applied to. Putting the two halves together is
Python's arithmetic, whose time depends on numbers that this random factor hides. Every signature is checked before it
goes out (RFC 9474, 4.3): one made while the processor erred would betray the primes.
"""

import math
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA384
from gmpy2 import invert, powmod, powmod_sec

from balss.core.blind.pss import SALT_BYTES, encode

PADDING = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=SALT_BYTES)


class CannotBeSigned(ValueError):
    """What was sent to be signed is no blinded message of this key: its length or its number is wrong."""


class NotTheSignature(ValueError):
    """What came back from the issuer is no signature of the message."""


class SigningFailed(RuntimeError):
    """The machine erred; the wrong signature was thrown away."""


@dataclass(frozen=True)
class Blinded:
    """`message` goes to the issuer; `inverse` stays with the voter and takes the blindness off again."""

    message: bytes
    inverse: bytes


def length_of(key: RSAPublicKey | RSAPrivateKey) -> int:
    """How many bytes the key's messages and signatures have."""
    return -(-key.key_size // 8)


def blind(message: bytes, *, key: RSAPublicKey, salt: bytes | None = None, factor: int | None = None) -> Blinded:
    """Hide the message behind a random factor; `salt` and `factor` are given only to repeat what was done before."""
    numbers, length = key.public_numbers(), length_of(key)
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    encoded = int.from_bytes(encode(message, salt=salt, bits=key.key_size - 1), "big")
    factor = _coprime(numbers.n) if factor is None else factor
    hidden = encoded * int(powmod(factor, numbers.e, numbers.n)) % numbers.n
    return Blinded(hidden.to_bytes(length, "big"), int(invert(factor, numbers.n)).to_bytes(length, "big"))


def blind_sign(blinded: bytes, *, key: RSAPrivateKey) -> bytes:
    """Sign without seeing. The same blinded message always gives the same signature.
    Raises CannotBeSigned, SigningFailed."""
    private = key.private_numbers()
    modulus, exponent = private.public_numbers.n, private.public_numbers.e
    number, length = int.from_bytes(blinded, "big"), length_of(key)
    if len(blinded) != length or not 0 < number < modulus or math.gcd(number, modulus) != 1:
        raise CannotBeSigned(f"{len(blinded)} bytes; {length} are needed, of a number below the modulus")
    veil = _coprime(modulus)
    veiled = number * int(powmod(veil, exponent, modulus)) % modulus
    of_p = int(powmod_sec(veiled % private.p, private.dmp1, private.p))
    of_q = int(powmod_sec(veiled % private.q, private.dmq1, private.q))
    joined = of_q + private.q * ((of_p - of_q) * private.iqmp % private.p)
    signature = joined * int(invert(veil, modulus)) % modulus
    if int(powmod(signature, exponent, modulus)) != number:
        raise SigningFailed
    return signature.to_bytes(length, "big")


def finish(message: bytes, signature: bytes, *, inverse: bytes, key: RSAPublicKey) -> bytes:
    """The signature of the message itself, from the issuer's on the blinded one. Raises NotTheSignature."""
    modulus, length = key.public_numbers().n, length_of(key)
    if len(signature) != length or len(inverse) != length:
        raise NotTheSignature(f"{len(signature)} bytes, {length} are needed")
    number = int.from_bytes(signature, "big") * int.from_bytes(inverse, "big") % modulus
    finished = number.to_bytes(length, "big")
    if not verifies(message, finished, key=key):
        raise NotTheSignature("it does not verify")
    return finished


def verifies(message: bytes, signature: bytes, *, key: RSAPublicKey) -> bool:
    """Whether this is the key's signature of the message: plain RSASSA-PSS."""
    try:
        key.verify(signature, message, PADDING, SHA384())
    except InvalidSignature:
        return False
    return True


def _coprime(modulus: int) -> int:
    """A random number from 1 up to the modulus that has an inverse (all do, but those that would betray a prime)."""
    while True:
        number = 1 + secrets.randbelow(modulus - 1)
        if math.gcd(number, modulus) == 1:
            return number
