"""The envelope of a message in DIV (namespace of VRAA, 100001/DIV/v1-0), with the institution's electronic seal.

XAdES-BES (ETSI TS 101 903): the signature covers the sender's section and its own properties, among them the time and
the certificate. Names of elements are those that public clients of the service send; no schema of it is public.
"""

from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from balss.notices.services.official.gateway import Outgoing
from balss.notices.services.official.xmldsig import EXCLUSIVE, XADES, Reference, Seal, digest, ds, finish, root

DIV = "http://ivis.eps.gov.lv/XMLSchemas/100001/DIV/v1-0"
XADES_NAMESPACE = "http://uri.etsi.org/01903/v1.3.2#"
SECTION, SIGNATURE, PROPERTIES = "SenderSection", "SenderSignature", "SenderSignature-properties"
WITHOUT_FILES = "DOC_EMPTY"


def sealed_envelope(message: Outgoing, *, address: str, seal: Seal, now: datetime) -> Any:
    """The envelope as an element."""
    envelope = root(DIV, "Envelope")
    section = _in(envelope, "SenderDocument")
    section.set("Id", SECTION)
    _describe(_in(_in(section, "DocumentMetadata"), "GeneralMetadata"), message)
    transport = _in(section, "SenderTransportMetadata")
    _in(transport, "SenderE-Address", message.sender)
    _in(transport, "SenderRefNumber", str(message.message_id))
    _in(_in(_in(transport, "Recipients"), "RecipientEntry"), "RecipientE-Address", address)
    _in(transport, "NotifySenderOnDelivery", "true")
    _in(transport, "Priority", "normal")
    _sign(_in(envelope, "Signatures"), section, seal, now)
    return envelope


def _describe(general: Any, message: Outgoing) -> None:
    institution = _in(_in(_in(general, "Authors"), "AuthorEntry"), "Institution")
    _in(institution, "Title", message.sender_name)
    _in(general, "Date", message.date.isoformat())
    kind = _in(general, "DocumentKind")
    _in(kind, "DocumentKindCode", WITHOUT_FILES)
    _in(kind, "DocumentKindVersion", "1.0")
    _in(general, "Description", message.text)
    _in(general, "Title", message.subject)


def _sign(signatures: Any, section: Any, seal: Seal, now: datetime) -> None:
    signature = ds(signatures, "Signature", Id=SIGNATURE)
    ds(ds(ds(signature, "KeyInfo"), "X509Data"), "X509Certificate", seal.der)
    qualifying = _xades(ds(signature, "Object"), "QualifyingProperties")
    qualifying.set("Target", f"#{SIGNATURE}")
    properties = _xades(qualifying, "SignedProperties")
    properties.set("Id", PROPERTIES)
    of_signature = _xades(properties, "SignedSignatureProperties")
    _xades(of_signature, "SigningTime").text = now.isoformat(timespec="seconds")
    certificate = _xades(_xades(_xades(of_signature, "SigningCertificateV2"), "Cert"), "CertDigest")
    ds(certificate, "DigestMethod", Algorithm=XADES.digest)
    ds(certificate, "DigestValue", digest(seal.certificate.public_bytes(Encoding.DER), SHA512()))
    signed = [
        Reference(section, SECTION, EXCLUSIVE),
        Reference(properties, PROPERTIES, type="http://uri.etsi.org/01903#SignedProperties"),
    ]
    finish(signature, signed, seal, XADES)


def _in(parent: Any, name: str, text: str | None = None) -> Any:
    made = etree.SubElement(parent, f"{{{DIV}}}{name}")
    made.text = text
    return made


def _xades(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, f"{{{XADES_NAMESPACE}}}{name}", nsmap={"xades": XADES_NAMESPACE})
