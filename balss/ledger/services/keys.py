"""The log's signing key: a file that only the process which signs must be able to read.

`BALSS_LEDGER_KEY` names the file (PEM, Ed25519). Outside production it is made at first use, in VAR, readable by its
owner only; in production it must exist. A process without the key gives entries their positions and leaves signing to
the one that has it. To change the key: `balss ledger key --new FILE` writes the new one and records its public half
while the old one still signs; then point BALSS_LEDGER_KEY at FILE.
"""

from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from balss.core.chain.note import SigningKey, VerifierKey
from balss.ledger.models import Entry
from balss.ledger.queries.heads import KEY_INTRODUCED, KEY_SUBJECT
from balss.ledger.services.entries import Subject, write_entry
from balss.shared.key_files import write_once
from balss.shared.permissions import SYSTEM


class NoSigningKey(Exception):
    """This process was given no key, or a file that holds none."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"BALSS_LEDGER_KEY ({path or 'not set'}): {why}")


def signing_key() -> SigningKey:
    """The key that signs tree heads. Raises NoSigningKey."""
    path = settings.LEDGER_KEY_FILE
    if not path:
        raise NoSigningKey(path, "name the file of the ledger's signing key")
    if not settings.PRODUCTION and not Path(path).exists():
        write_new_key(Path(path))
    return read_key(path)


def read_key(path: str) -> SigningKey:
    """Read a key file. Raises NoSigningKey."""
    try:
        key = load_pem_private_key(Path(path).read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise NoSigningKey(path, f"the file holds no key that can be read: {error}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoSigningKey(path, "the key is not an Ed25519 key")
    return SigningKey(settings.LEDGER_NAME, key)


def write_new_key(path: Path) -> None:
    """Make a key and write it, readable by its owner only. A file that exists is left as it is: of two processes that
    make the first key at once, one wins and both read the winner's."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_once(path, pem)


def is_introduced(key: VerifierKey) -> bool:
    return Entry.objects.filter(action=KEY_INTRODUCED, subject_kind=KEY_SUBJECT, subject_id=key.id).exists()


def introduce_key(key: VerifierKey, *, now: datetime) -> Entry | None:
    """Record a public key as one of this log's, so that heads signed with it can be checked. Once for each key:
    returns the new entry, or None where there is one."""
    if is_introduced(key):
        return None
    return write_entry(
        action=KEY_INTRODUCED,
        subject=Subject(KEY_SUBJECT, key.id),
        by=SYSTEM,
        now=now,
        content={"vkey": key.vkey},
    )


def announce_new_key(path: Path, *, now: datetime) -> VerifierKey:
    """Make the log's next key in `path` and record its public half, to be signed for by the key in use.
    Raises OSError, NoSigningKey."""
    write_new_key(path)
    key = read_key(str(path)).verifier()
    introduce_key(key, now=now)
    return key
