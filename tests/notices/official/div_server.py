"""DIV UnifiedService as far as it is publicly known, in a process of its own. Arguments: port, folder, certificate with
key, authority, certificate of the institution's seal.

SOAP 1.2 over mutual TLS. Both signatures are checked with signxml, which shares no code with ours. What it took is kept
in the folder, by the sender's number; its file `fault` holds the name of a fault that comes next, `late` has it sleep.
"""

import sys
import time
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree
from signxml import DigestAlgorithm, SignatureConfiguration, SignatureMethod, XMLVerifier
from signxml.exceptions import InvalidDigest, InvalidInput, InvalidSignature
from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier

from tests.notices.official.tls import Answering, serve

FOLDER = Path(sys.argv[2])
SOAP = "http://www.w3.org/2003/05/soap-envelope"
UUI = "http://vraa.gov.lv/xmlschemas/div/uui/2011/11"
DIV = "http://ivis.eps.gov.lv/XMLSchemas/100001/DIV/v1-0"
WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
ADDRESSES = {"_DEFAULT@32000000001": "", "_DEFAULT@90000000001": "", "_DEFAULT@32000000002": "ClosedAddress"}
REFUSED = (InvalidDigest, InvalidInput, InvalidSignature)


class Refused(Exception):
    """A SOAP fault; `subcode` is its last code."""

    def __init__(self, subcode: str, text: str = "", code: str = "Sender") -> None:
        self.subcode, self.text, self.code = subcode, text, code
        super().__init__(subcode)


def take(content: bytes) -> str:
    """The body of the answer."""
    root = etree.fromstring(content)
    _check_transport(content, root)
    if (FOLDER / "fault").exists():
        name = (FOLDER / "fault").read_text()
        if name == "late":
            time.sleep(3)
        raise Refused(name, code="Receiver" if name == "Busy" else "Sender")
    body = root.find(f"{{{SOAP}}}Body")[0]
    if etree.QName(body).localname == "SendMessageInput":
        return _send(body)
    return _confirm(body)


def _check_transport(content: bytes, root: etree._Element) -> None:
    signed = SignatureConfiguration(
        expect_references=2,
        signature_methods=frozenset({SignatureMethod.RSA_SHA1}),
        digest_algorithms=frozenset({DigestAlgorithm.SHA1}),
        location=".//{*}Security/",
    )
    seal = Path(sys.argv[5]).read_bytes()
    try:
        found = XMLVerifier().verify(content, x509_cert=seal, expect_config=signed, id_attribute="Id")
    except REFUSED as error:
        raise Refused("InvalidSecurity", str(error)) from error
    parts = {etree.QName(each.signed_xml).localname for each in found}
    expires = root.findtext(f".//{{{WSU}}}Expires") or ""
    if parts != {"Timestamp", "To"} or expires < time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()):
        raise Refused("InvalidSecurity")


def _send(body: etree._Element) -> str:
    envelope = etree.tostring(body.find(f"{{{DIV}}}Envelope"))
    root = etree.fromstring(envelope)
    profile = XAdESSignatureConfiguration(
        expect_references=2,
        signature_methods=frozenset({SignatureMethod.RSA_SHA512}),
        digest_algorithms=frozenset({DigestAlgorithm.SHA512}),
        location=".//{*}Signatures/",
    )
    seal = Path(sys.argv[5]).read_bytes()
    try:
        found = XAdESVerifier().verify(envelope, x509_cert=seal, expect_config=profile)
    except REFUSED as error:
        raise Refused("InvalidSignature", str(error)) from error
    if {etree.QName(each.signed_xml).localname for each in found} != {"SenderDocument", "SignedProperties"}:
        raise Refused("InvalidSignature")
    address = root.findtext(f".//{{{DIV}}}RecipientE-Address")
    if address not in ADDRESSES:
        raise Refused("UnknownAddress")
    if ADDRESSES[address]:
        raise Refused(ADDRESSES[address])
    number = root.findtext(f".//{{{DIV}}}SenderRefNumber")
    if (FOLDER / f"{number}.xml").exists():
        raise Refused("DuplicateMessage", f"DIV-{number}")
    (FOLDER / f"{number}.xml").write_bytes(envelope)
    return f'<SendMessageOutput xmlns="{UUI}"><MessageId>DIV-{number}</MessageId></SendMessageOutput>'


def _confirm(body: etree._Element) -> str:
    number = (body.findtext(f"{{{UUI}}}MessageId") or "").removeprefix("DIV-")
    if not (FOLDER / f"{number}.xml").exists():
        raise Refused("UnknownMessage")
    received = "<ServerReceivedTime>2026-11-27T11:00:00+02:00</ServerReceivedTime>"
    time_of_it = received if (FOLDER / f"{number}.received").exists() else ""
    return (
        f'<GetMessageServerConfirmationOutput xmlns="{UUI}"><ServerConfirmationPart xmlns="{DIV}">'
        f"<ServerTransportMetadata>{time_of_it}</ServerTransportMetadata></ServerConfirmationPart>"
        "</GetMessageServerConfirmationOutput>"
    )


class Handler(Answering):
    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            self._answer(200, take(content))
        except Refused as fault:
            self._answer(
                500,
                f"<s:Fault><s:Code><s:Value>s:{fault.code}</s:Value><s:Subcode><s:Value>d:{fault.subcode}</s:Value>"
                f'</s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">{escape(fault.text)}</s:Text></s:Reason>'
                "</s:Fault>",
            )

    def _answer(self, status: int, body: str) -> None:
        self.answer(status, f'<s:Envelope xmlns:s="{SOAP}"><s:Body>{body}</s:Body></s:Envelope>'.encode())


if __name__ == "__main__":
    serve(Handler)
