"""XML signatures (W3C XML-Signature 1.1) as DIV UnifiedService asks for them: made inside the document, RSA.

Written here and not by a library, because the service wants a profile of its own: which references there are, how each
is made canonical, and SHA-1 in the one place where its policy knows nothing newer. The tests check every signature with
another implementation.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA512, Hash, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from lxml import etree

DS = "http://www.w3.org/2000/09/xmldsig#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"


@dataclass(frozen=True)
class Seal:
    """A certificate with its key, from one PEM file. Raises ValueError and OSError when it is made of anything else."""

    certificate: x509.Certificate
    key: RSAPrivateKey

    @classmethod
    def read(cls, pem: bytes) -> "Seal":
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, RSAPrivateKey):
            raise ValueError("an RSA key is needed")
        return cls(x509.load_pem_x509_certificate(pem), key)

    @property
    def der(self) -> str:
        return base64.b64encode(self.certificate.public_bytes(Encoding.DER)).decode()


@dataclass(frozen=True)
class Suite:
    """Algorithms of one signature; `canonical` is that of SignedInfo."""

    hash: HashAlgorithm
    signature: str
    digest: str
    canonical: str


XADES = Suite(
    SHA512(), "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512", INCLUSIVE
)
# The security policy of the service (WCF, suite Basic128) takes nothing newer for the timestamp and the address inside
# mutual TLS; the message itself is signed with SHA-512.
TRANSPORT = Suite(SHA1(), f"{DS}rsa-sha1", f"{DS}sha1", EXCLUSIVE)  # noqa: S303


@dataclass(frozen=True)
class Reference:
    """A part that is signed: an element in the document by its Id. `transform` "": none is written, and the part is
    made canonical inclusively, as the standard says then."""

    element: Any
    id: str
    transform: str = ""
    type: str = ""


def root(namespace: str, name: str) -> Any:
    """A new element whose namespace has no prefix: what is signed below it does not change in other surroundings."""
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item]


def ds(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """A new element of the signature's namespace."""
    made = etree.SubElement(parent, f"{{{DS}}}{name}", attributes, nsmap={"ds": DS})
    made.text = text
    return made


def finish(signature: Any, references: Sequence[Reference], seal: Seal, suite: Suite) -> None:
    """Fill the empty Signature, which stands where it will stay and holds KeyInfo and Object already: put SignedInfo
    and SignatureValue before them."""
    info = ds(signature, "SignedInfo")
    signature.insert(0, info)
    ds(info, "CanonicalizationMethod", Algorithm=suite.canonical)
    ds(info, "SignatureMethod", Algorithm=suite.signature)
    for each in references:
        reference = ds(info, "Reference", URI=f"#{each.id}", **({"Type": each.type} if each.type else {}))
        if each.transform:
            ds(ds(reference, "Transforms"), "Transform", Algorithm=each.transform)
        ds(reference, "DigestMethod", Algorithm=suite.digest)
        ds(reference, "DigestValue", digest(canonical(each.element, each.transform or INCLUSIVE), suite.hash))
    signed = seal.key.sign(canonical(info, suite.canonical), PKCS1v15(), suite.hash)
    value = ds(signature, "SignatureValue", base64.b64encode(signed).decode())
    signature.insert(1, value)


def canonical(element: Any, algorithm: str) -> bytes:
    """Canonical XML of an element where it stands, with the namespaces around it where the algorithm counts them."""
    return bytes(etree.tostring(element, method="c14n", exclusive=algorithm == EXCLUSIVE, with_comments=False))


def digest(content: bytes, algorithm: HashAlgorithm) -> str:
    """Base64."""
    hashing = Hash(algorithm)
    hashing.update(content)
    return base64.b64encode(hashing.finalize()).decode()
