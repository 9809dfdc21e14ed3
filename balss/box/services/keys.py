"""The key that signs the heads of all boxes: a file of the machine that takes ballots.

`BALSS_BOX_KEY` names it (PEM, Ed25519); outside production it is made at first use. Each box signs under a name of its
own, so that a head of one box passes for no other's, and keeps that name when the service moves to another address.
"""

from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from balss.core.chain.note import SigningKey
from balss.ledger.services.keys import write_new_key


class NoBoxKey(Exception):
    """This process was given no key for the box, or a file that holds none."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"BALSS_BOX_KEY ({path or 'not set'}): {why}")


def new_name(election: UUID) -> str:
    return f"{settings.BOX_NAME}/{election}"


def box_key(name: str) -> SigningKey:
    """The key under the name of one box. Raises NoBoxKey."""
    path = settings.BOX_KEY_FILE
    if not path:
        raise NoBoxKey(path, "name the file of the key that signs the heads of ballot boxes")
    if not settings.PRODUCTION and not Path(path).exists():
        write_new_key(Path(path))
    try:
        key = load_pem_private_key(Path(path).read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise NoBoxKey(path, f"the file holds no key that can be read: {error}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoBoxKey(path, "the key is not an Ed25519 key")
    return SigningKey(name, key)
