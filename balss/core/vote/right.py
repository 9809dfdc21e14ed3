"""The right to vote: the issuer's blind signature on the voter's public key.

In the browser a seed and a blinding are made at random and never leave it. A page without JavaScript carries one seed,
from which the service makes key, salt and blinding for the voter, and forgets them with the answer: the roll sees the
same blinded message either way, and a form sent twice asks for the same right twice.
"""

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from balss.core.blind.pss import SALT_BYTES
from balss.core.blind.rsabssa import Blinded, blind, length_of, verifies
from balss.core.vote.ballot import key_of, public_half

KEY_BITS = 2048  # of an issuer's key: it lives for one election, and a right forged after the closing votes for nothing


class NotAnIssuer(ValueError):
    """The text holds no public key of an issuer."""


def blind_for(seed: bytes, *, issuer: RSAPublicKey) -> Blinded:
    """The blinded public key of the seed's voter, always the same for the same seed."""
    modulus = issuer.public_numbers().n
    drawn = HKDFExpand(SHA512(), SALT_BYTES + length_of(issuer) + 16, b"balss right to vote").derive(seed)
    factor = 1 + int.from_bytes(drawn[SALT_BYTES:], "big") % (modulus - 1)  # 16 bytes more: as good as uniform
    return blind(public_half(key_of(seed)), key=issuer, salt=drawn[:SALT_BYTES], factor=factor)


def gives_right(key: str, right: str, *, issuer: RSAPublicKey) -> bool:
    """Whether the issuer signed this voter's key (both in hex)."""
    try:
        return verifies(bytes.fromhex(key), bytes.fromhex(right), key=issuer)
    except ValueError:
        return False


def issuer_text(key: RSAPrivateKey) -> str:
    """The public half, as PEM."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_issuer(text: str) -> RSAPublicKey:
    """Raises NotAnIssuer."""
    try:
        key = load_pem_public_key(text.encode())
    except ValueError as error:
        raise NotAnIssuer(str(error)) from None
    if not isinstance(key, RSAPublicKey):
        raise NotAnIssuer("not an RSA key")
    return key
