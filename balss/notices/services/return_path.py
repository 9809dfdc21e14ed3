"""Where a letter comes back to: an address of its own, so that a bounce is known by its envelope and not by its words.

The part behind the “+” is the letter's id and a keyed hash of it, in letters that no server changes (small ones and
digits). Who has not seen the letter cannot make one, so nobody can have another's address paused.
"""

import hmac
import re
from base64 import b32decode, b32encode
from collections.abc import Iterator
from email.utils import parseaddr
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.utils.encoding import punycode

HASH_LENGTH = 8  # octets
_TOKEN = re.compile(r"(?<![a-z2-7])[a-z2-7]{39}(?![a-z2-7])")


def return_path(message_id: UUID) -> str:
    """The envelope's sender; without BALSS_RETURNS the address that letters are from."""
    if not settings.RETURNS:
        return str(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    local, _at, domain = settings.RETURNS.rpartition("@")
    return f"{local}+{token_of(message_id)}@{domain}"


def token_of(message_id: UUID) -> str:
    """39 letters, whole in a local part of at most 64 (RFC 5321 4.5.3.1.1)."""
    return _written(message_id, settings.SECRET_KEY)


def letters_named(words: str) -> Iterator[UUID]:
    """Ids of the letters whose tokens stand in the words and were made by us, now or under an earlier secret."""
    for token in _TOKEN.findall(words.lower()):
        message_id = UUID(bytes=b32decode(f"{token.upper()}=")[:16])
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        if any(hmac.compare_digest(token, _written(message_id, key)) for key in keys):
            yield message_id


def ascii_address(address: str) -> str:
    """An address with the name of its domain as the name system has it."""
    if address.isascii():
        return address
    local, _at, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"


def is_sendable(address: str) -> bool:
    """Whether mail servers take what is written like an address: seven bits, and a domain that has a name there."""
    try:
        written = ascii_address(address)
    except UnicodeError:
        return False
    return written.isascii() and written.isprintable()


def _written(message_id: UUID, key: str) -> str:
    digest = hmac.new(key.encode(), b"notices.return_path" + message_id.bytes, sha256).digest()[:HASH_LENGTH]
    return b32encode(message_id.bytes + digest).decode().rstrip("=").lower()
