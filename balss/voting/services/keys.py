"""The keys that sign rights to vote: one for each election, a file in BALSS_RIGHTS, and deleted when voting is over.

Each election has its own, so that a right of one opens no other box. It is made when the election is arranged, readable
by its owner only. Of two processes that make it at once one wins, and both read the winner's.
"""

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings

from balss.core.vote.right import KEY_BITS
from balss.shared.key_files import write_once


class NoIssuerKey(Exception):
    """The key that signs rights in this election is not here: it was deleted after the closing, or never made."""


def issuer_key(election: UUID) -> RSAPrivateKey:
    """Raises NoIssuerKey."""
    path = _file_of(election)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise NoIssuerKey(str(error)) from None


@lru_cache(maxsize=8)
def _read(path: Path, written: int) -> RSAPrivateKey:
    """A key file as it was `written`. The primes of our own file are not proved anew: that takes too long."""
    key = load_pem_private_key(path.read_bytes(), password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise NoIssuerKey("not an RSA key")
    return key


def made_issuer_key(election: UUID) -> RSAPrivateKey:
    """The key, made where there is none."""
    path = _file_of(election)
    if not path.exists():
        pem = generate_private_key(65537, KEY_BITS).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_once(path, pem)
    return issuer_key(election)


def delete_issuer_key(election: UUID) -> None:
    """After the closing nobody can make a right any more, whoever gets hold of the machine."""
    _file_of(election).unlink(missing_ok=True)


def _file_of(election: UUID) -> Path:
    return Path(settings.RIGHTS_FOLDER) / f"{election}.pem"
