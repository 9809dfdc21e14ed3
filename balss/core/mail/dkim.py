"""Signing a message in the name of its domain (DKIM: RFC 6376, and RFC 8463 for Ed25519), relaxed in head and body.

Said in prose: the body is hashed; the chosen headers and the new header itself, its signature still empty, are signed.
*Relaxed* means that names are written small and runs of blanks count as one, so that a server may fold lines anew.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

SMALLEST_RSA = 1024  # bits, RFC 8301 3.2; new keys should have 2048

# What a reader sees or presses; RFC 8058 demands that both headers of leaving are covered. `From` stands twice: another
# one, added on the way, breaks the signature (RFC 6376 5.4.2).
SIGNED = (
    "from", "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-unsubscribe",
    "list-unsubscribe-post",
)  # fmt: skip

_BLANKS = re.compile(rb"[ \t]+")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:((?:[^\r]|\r\n[ \t])*)\r\n")


class UnusableKey(ValueError):
    """Not a private key in PEM of a kind that DKIM knows: RSA of at least 1024 bits, or Ed25519."""


@dataclass(frozen=True)
class Signer:
    """A domain's key; its public half is found by others at `selector._domainkey.domain`."""

    domain: str
    selector: str
    key: RSAPrivateKey | Ed25519PrivateKey

    def header(self, head: bytes, body: bytes) -> bytes:
        """The header that goes before `head`; the head as `compose` gives it, without the empty line."""
        fields = [(name.lower(), _relaxed(value)) for name, value in _FIELD.findall(head)]
        covered, left = [], list(reversed(fields))  # of several with one name the last is signed first
        names = [name for name in SIGNED if name == "from" or any(name.encode() == found for found, _value in fields)]
        for name in names:
            place = next((place for place, (found, _value) in enumerate(left) if found == name.encode()), None)
            if place is not None:
                covered.append(b"%b:%b\r\n" % left.pop(place))
        own = (
            f"v=1; a={self._algorithm}; c=relaxed/relaxed; d={self.domain};\r\n s={self.selector};"
            f" h={':'.join(names)};\r\n bh={b64encode(sha256(relaxed_body(body)).digest()).decode()};\r\n b="
        ).encode("ascii")
        signature = self._sign(b"".join(covered) + b"dkim-signature:" + _relaxed(own))
        return b"DKIM-Signature: " + own + _folded(b64encode(signature)) + b"\r\n"

    def record(self) -> str:
        """The text record that publishes the public half."""
        public = self.key.public_key()
        if isinstance(self.key, RSAPrivateKey):
            form = serialization.PublicFormat.SubjectPublicKeyInfo
            data = public.public_bytes(serialization.Encoding.DER, form)
            return f"v=DKIM1; k=rsa; p={b64encode(data).decode()}"
        data = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return f"v=DKIM1; k=ed25519; p={b64encode(data).decode()}"

    @property
    def _algorithm(self) -> str:
        return "rsa-sha256" if isinstance(self.key, RSAPrivateKey) else "ed25519-sha256"

    def _sign(self, content: bytes) -> bytes:
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(content, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(sha256(content).digest())  # RFC 8463 3: the hash is what is signed


def signer(*, domain: str, selector: str, pem: bytes) -> Signer:
    """Raises UnusableKey."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise UnusableKey from error
    if isinstance(key, Ed25519PrivateKey) or (isinstance(key, RSAPrivateKey) and key.key_size >= SMALLEST_RSA):
        return Signer(domain, selector, key)
    raise UnusableKey


def relaxed_body(body: bytes) -> bytes:
    """RFC 6376 3.4.4: no blanks at the end of lines, one blank within, no empty lines at the end."""
    lines = _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n").rstrip(b"\r\n")
    return lines + b"\r\n" if lines else b""


def _relaxed(value: bytes) -> bytes:
    return _BLANKS.sub(b" ", value.replace(b"\r\n", b"")).strip(b" ")


def _folded(signature: bytes) -> bytes:
    return b"\r\n ".join(signature[start : start + 70] for start in range(0, len(signature), 70))
