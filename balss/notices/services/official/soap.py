"""SOAP 1.2 with WS-Addressing and WS-Security 1.0 (X.509 token), as DIV UnifiedService is spoken to.

The signature covers the timestamp and the address of the service; mutual TLS covers the rest.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from lxml import etree

from balss.notices.services.official.xmldsig import EXCLUSIVE, TRANSPORT, Reference, Seal, ds, finish, root

SOAP = "http://www.w3.org/2003/05/soap-envelope"
WSA = "http://www.w3.org/2005/08/addressing"
_OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE, WSU = f"{_OASIS}wssecurity-secext-1.0.xsd", f"{_OASIS}wssecurity-utility-1.0.xsd"
X509_TOKEN = f"{_OASIS}x509-token-profile-1.0#X509v3"
BASE64 = f"{_OASIS}soap-message-security-1.0#Base64Binary"
VALID_FOR = timedelta(minutes=5)
CONTENT_TYPE = "application/soap+xml; charset=utf-8"


@dataclass(frozen=True)
class Fault:
    """A refusal: `is_ours` when the request is to blame (code Sender), the last word of its code, and its text."""

    is_ours: bool
    subcode: str
    text: str


def request(body: Any, *, action: str, to: str, about: UUID, seal: Seal, now: datetime) -> bytes:
    """A signed request around the body."""
    envelope = root(SOAP, "Envelope")
    header = etree.SubElement(envelope, f"{{{SOAP}}}Header")
    _addressed(header, "Action", action)
    _addressed(header, "MessageID", f"urn:uuid:{uuid5(about, now.isoformat())}")
    place = _addressed(header, "To", to)
    place.set(f"{{{WSU}}}Id", "to")
    security = etree.SubElement(header, f"{{{WSSE}}}Security", nsmap={"wsse": WSSE, "wsu": WSU, "soap": SOAP})
    security.set(f"{{{SOAP}}}mustUnderstand", "true")
    _sign(security, place, seal, now)
    etree.SubElement(envelope, f"{{{SOAP}}}Body").append(body)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="utf-8"))


def answer(content: bytes) -> Any:
    """What stands in the body of an answer: an element, or a Fault. Raises ValueError for what is no SOAP."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        whole = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error
    body = whole.find(f"{{{SOAP}}}Body")
    if body is None or len(body) == 0:
        raise ValueError("no SOAP body")
    fault = body.find(f"{{{SOAP}}}Fault")
    return body[0] if fault is None else _fault(fault)


def _fault(fault: Any) -> Fault:
    codes = [str(each.text or "").rpartition(":")[2].strip() for each in fault.iter(f"{{{SOAP}}}Value")]
    text = " ".join(str(each.text or "") for each in fault.iter(f"{{{SOAP}}}Text"))
    return Fault("Sender" in codes[:1], codes[-1] if len(codes) > 1 else "", text[:200])


def _addressed(header: Any, name: str, text: str) -> Any:
    made = etree.SubElement(header, f"{{{WSA}}}{name}", nsmap={"wsa": WSA, "wsu": WSU})
    made.text = text
    return made


def _sign(security: Any, place: Any, seal: Seal, now: datetime) -> None:
    timestamp = etree.SubElement(security, f"{{{WSU}}}Timestamp")
    timestamp.set(f"{{{WSU}}}Id", "timestamp")
    etree.SubElement(timestamp, f"{{{WSU}}}Created").text = _utc(now)
    etree.SubElement(timestamp, f"{{{WSU}}}Expires").text = _utc(now + VALID_FOR)
    token = etree.SubElement(security, f"{{{WSSE}}}BinarySecurityToken", ValueType=X509_TOKEN, EncodingType=BASE64)
    token.set(f"{{{WSU}}}Id", "token")
    token.text = seal.der
    signature = ds(security, "Signature")
    key = etree.SubElement(ds(signature, "KeyInfo"), f"{{{WSSE}}}SecurityTokenReference")
    etree.SubElement(key, f"{{{WSSE}}}Reference", URI="#token", ValueType=X509_TOKEN)
    signed = [Reference(timestamp, "timestamp", EXCLUSIVE), Reference(place, "to", EXCLUSIVE)]
    finish(signature, signed, seal, TRANSPORT)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
