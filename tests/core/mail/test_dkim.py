"""Our signatures before a verifier that others wrote, and changes on the way that it must and must not notice."""

from functools import cache

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given
from hypothesis import strategies as st

from balss.core.mail.dkim import Signer, UnusableKey, signer
from balss.core.mail.message import compose, words

KINDS = ["rsa", "ed25519"]
HEADERS = [
    ("From", "Balss <balss@example.lv>"),
    ("To", "anna@example.lv"),
    words("Subject", "Jūsu priekšlikums par šķērsielu un ļoti garu, locītu virsrakstu ir ņemts vērā"),
    ("List-Unsubscribe", "<https://example.lv/atteikties/>"),
    ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
]


def pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@cache
def own(kind: str) -> Signer:
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ed25519.Ed25519PrivateKey.generate()
    return signer(domain="example.lv", selector="balss", pem=pem(key))


def signed(kind: str, text: str = "Labdien!\n\nĀ  b \n.\n\n") -> bytes:
    head, body = compose(HEADERS, text=text, html="<p>ā</p>", boundary="=_1")
    return own(kind).header(head, body) + head + b"\r\n" + body


def accepted(kind: str, message: bytes) -> bool:
    def record(name: bytes, timeout: int = 5) -> bytes:
        assert name == b"balss._domainkey.example.lv."
        return own(kind).record().encode()

    answer: bool = dkim.verify(message, dnsfunc=record)
    return answer


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_signature_is_accepted_whatever_the_words(kind: str, text: str) -> None:
    assert accepted(kind, signed(kind, text))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("there", "changed"),
    [
        (b"Labdien!", b"Labdiem!"),
        (b"anna@", b"otra@"),
        (b"/atteikties/", b"/citur/"),
        (b"One-Click", b"Two-Click"),
        (b"From: ", b"From: Cits <cits@example.lv>\r\nFrom: "),
    ],
)
def test_what_is_changed_on_the_way_is_noticed(kind: str, there: bytes, changed: bytes) -> None:
    message = signed(kind)
    assert there in message
    assert not accepted(kind, message.replace(there, changed, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_lines_folded_anew_are_no_change(kind: str) -> None:
    message = signed(kind).replace(b"Subject: ", b"Subject:   ").replace(b"To: anna", b"To:\r\n\tanna")
    assert accepted(kind, b"Received: from a by b\r\n" + message + b"\r\n\r\n")


@pytest.mark.parametrize(
    "pem", [b"", b"-----BEGIN PRIVATE KEY-----\nAA\n", pem(ec.generate_private_key(ec.SECP256R1()))]
)
def test_key_that_dkim_does_not_know_is_refused(pem: bytes) -> None:
    with pytest.raises(UnusableKey):
        signer(domain="example.lv", selector="balss", pem=pem)
