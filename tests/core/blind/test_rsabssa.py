"""RFC 9474, Appendix A: its test vectors; and what must be refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPrivateNumbers,
    RSAPublicNumbers,
    generate_private_key,
    rsa_crt_dmp1,
    rsa_crt_dmq1,
    rsa_crt_iqmp,
)

from balss.core.blind import rsabssa
from balss.core.blind.pss import KeyTooShort, encode
from balss.core.blind.rsabssa import CannotBeSigned, NotTheSignature, SigningFailed, blind, blind_sign, finish, verifies

RFC: dict[str, Any] = json.loads((Path(__file__).parent / "rfc9474.json").read_text())
NAMES = [vector["name"] for vector in RFC["vectors"]]
VECTORS = [{name: text if name == "name" else bytes.fromhex(text) for name, text in v.items()} for v in RFC["vectors"]]

each_vector = pytest.mark.parametrize("vector", VECTORS, ids=NAMES)


def rfc_key() -> RSAPrivateKey:
    p, q, n, e, d = (int(RFC["key"][name], 16) for name in "pqned")
    crt = rsa_crt_dmp1(d, p), rsa_crt_dmq1(d, q), rsa_crt_iqmp(p, q)
    return RSAPrivateNumbers(p, q, d, *crt, RSAPublicNumbers(e, n)).private_key()


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@each_vector
def test_message_is_encoded_as_in_the_rfc(vector: dict[str, bytes]) -> None:
    assert encode(vector["prepared_msg"], salt=vector["salt"], bits=4095) == vector["encoded_msg"]


@each_vector
def test_message_is_blinded_and_signed_as_in_the_rfc(vector: dict[str, bytes]) -> None:
    private = rfc_key()
    factor = pow(int.from_bytes(vector["inv"], "big"), -1, private.public_key().public_numbers().n)
    hidden = blind(vector["prepared_msg"], key=private.public_key(), salt=vector["salt"], factor=factor)
    assert (hidden.message, hidden.inverse) == (vector["blinded_msg"], vector["inv"])
    assert blind_sign(hidden.message, key=private) == vector["blind_sig"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["salt"]], ids=[n for n in NAMES if "PSS-" in n])
def test_signature_is_finished_as_in_the_rfc(vector: dict[str, bytes]) -> None:
    public = rfc_key().public_key()
    finished = finish(vector["prepared_msg"], vector["blind_sig"], inverse=vector["inv"], key=public)
    assert finished == vector["sig"]


def test_a_right_that_was_never_seen_verifies(key: RSAPrivateKey) -> None:
    hidden = blind(b"token", key=key.public_key())
    signature = finish(b"token", blind_sign(hidden.message, key=key), inverse=hidden.inverse, key=key.public_key())
    assert verifies(b"token", signature, key=key.public_key())
    assert not verifies(b"other", signature, key=key.public_key())


def test_the_same_message_is_hidden_differently_each_time(key: RSAPrivateKey) -> None:
    first, second = (blind(b"token", key=key.public_key()) for _ in range(2))
    assert first.message != second.message


def test_signing_again_gives_the_same_signature(key: RSAPrivateKey) -> None:
    hidden = blind(b"token", key=key.public_key())
    assert blind_sign(hidden.message, key=key) == blind_sign(hidden.message, key=key)


def test_what_is_no_blinded_message_is_not_signed(key: RSAPrivateKey) -> None:
    numbers = key.private_numbers()
    for wrong in (b"", b"\1" * 255, bytes(256), numbers.public_numbers.n.to_bytes(256, "big"), b"\xff" * 256,
                  numbers.p.to_bytes(256, "big")):  # fmt: skip
        with pytest.raises(CannotBeSigned):
            blind_sign(wrong, key=key)


def test_another_keys_signature_is_refused(key: RSAPrivateKey) -> None:
    hidden = blind(b"token", key=key.public_key())
    other = blind_sign(hidden.message[:0] + b"\1" + hidden.message[1:], key=generate_private_key(65537, 2048))
    for wrong in (other, b"", other[:-1]):
        with pytest.raises(NotTheSignature):
            finish(b"token", wrong, inverse=hidden.inverse, key=key.public_key())


def test_a_signature_made_while_the_machine_erred_does_not_go_out(
    key: RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = rsabssa.powmod_sec
    monkeypatch.setattr(rsabssa, "powmod_sec", lambda base, exponent, modulus: right(base, exponent, modulus) ^ 1)
    hidden = blind(b"token", key=key.public_key())
    with pytest.raises(SigningFailed):
        blind_sign(hidden.message, key=key)


def test_a_key_without_room_is_refused() -> None:
    with pytest.raises(KeyTooShort):
        encode(b"token", salt=bytes(48), bits=511)
