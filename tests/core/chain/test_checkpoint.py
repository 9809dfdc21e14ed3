"""Signed notes, checkpoints and cosignatures, as C2SP writes them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from balss.core.chain.checkpoint import (
    Checkpoint,
    NotSigned,
    cosign,
    cosigned_at,
    read_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
)
from balss.core.chain.note import KeyType, MalformedNote, SignedNote, SigningKey, read_note, read_vkey

LOG = SigningKey("balss.lv/zurnals", Ed25519PrivateKey.from_private_bytes(bytes(32)))
OTHER = SigningKey("balss.lv/zurnals", Ed25519PrivateKey.from_private_bytes(bytes(31) + b"1"))
WITNESS = SigningKey("witness.example/w1", Ed25519PrivateKey.from_private_bytes(bytes(31) + b"2"))
SIGNED_AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
HEAD = Checkpoint("balss.lv/zurnals", 3, bytes(range(32)))
SIGNED = str(sign_checkpoint(HEAD, key=LOG, signed_at=SIGNED_AT))

# The example in the documentation of Go's golang.org/x/mod/sumdb/note.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_signed_by_another_implementation_verifies():
    key, note = read_vkey(GO_VKEY), read_note(GO_NOTE)
    (line,) = note.signatures_by(key)
    assert key.verifies(line.signature, note.text.encode())
    assert (key.vkey, str(note)) == (GO_VKEY, GO_NOTE)


def test_a_key_of_a_public_log_has_the_id_that_it_is_published_with():
    assert read_vkey("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8").id == "033de0ae"


def test_a_checkpoint_is_three_lines_and_the_logs_two_signatures():
    assert SIGNED.splitlines()[:4] == [
        "balss.lv/zurnals",
        "3",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "",
    ]
    assert [line.key_id for line in read_note(SIGNED).signatures] == [
        LOG.verifier().id,
        LOG.verifier(KeyType.COSIGNATURE).id,
    ]


def test_a_signed_checkpoint_says_what_and_when():
    assert verify_checkpoint(SIGNED, key=LOG.verifier()) == (HEAD, SIGNED_AT)


def test_a_checkpoint_with_an_unknown_signature_still_verifies():
    assert verify_checkpoint(SIGNED + SIGNED.splitlines()[-1] + "\n", key=LOG.verifier())[0] == HEAD
    unknown = str(cosign(HEAD, key=WITNESS, signed_at=SIGNED_AT))
    assert verify_checkpoint(SIGNED + unknown, key=LOG.verifier())[0] == HEAD


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("\n3\n", "\n4\n"), ("AAEC", "AAED"), ("zurnals\n3", "cits\n3")],
)
def test_an_altered_checkpoint_is_not_signed(was, becomes):
    with pytest.raises(NotSigned):
        verify_checkpoint(SIGNED.replace(was, becomes), key=LOG.verifier())


def test_another_key_of_the_same_name_did_not_sign():
    with pytest.raises(NotSigned, match="is not signed by balss"):
        verify_checkpoint(SIGNED, key=OTHER.verifier())


def test_a_key_does_not_sign_for_another_log():
    elsewhere = str(sign_checkpoint(replace(HEAD, origin="cits.lv/zurnals"), key=LOG, signed_at=SIGNED_AT))
    with pytest.raises(NotSigned, match=r"the checkpoint of cits\.lv"):
        verify_checkpoint(elsewhere, key=LOG.verifier())


def test_an_altered_time_is_not_signed():
    note = read_note(SIGNED)
    stated, timed = note.signatures
    later = replace(
        timed, signature=(int.from_bytes(timed.signature[:8], "big") + 1).to_bytes(8, "big") + timed.signature[8:]
    )
    with pytest.raises(NotSigned, match="cosignature"):
        verify_checkpoint(str(SignedNote(note.text, (stated, later))), key=LOG.verifier())


def test_a_witness_cosigns_with_its_time():
    line = cosign(HEAD, key=WITNESS, signed_at=SIGNED_AT)
    assert cosigned_at(read_note(SIGNED), line, key=WITNESS.verifier()) == SIGNED_AT


def test_a_cosignature_of_another_head_is_wrong():
    line = cosign(replace(HEAD, size=4), key=WITNESS, signed_at=SIGNED_AT)
    with pytest.raises(NotSigned):
        cosigned_at(read_note(SIGNED), line, key=WITNESS.verifier())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no signature lines"),
        ("a\n3\n" + "A" * 43 + "=\n", "no signature lines"),
        ("a\n3\n\n- x AAAA\n", "starts with “— ”"),
        ("a\n3\n\n— x !!\n", "not base64"),
        ("a\n3\n\n— x AAAA\n", "too short"),
        ("a\n3\n\n—  AAAA\n", "no key name"),
        ("a\n3\n\n— x AAAAAAAA\n", "three lines"),
        ("a\n03\n" + "A" * 43 + "=\n\n— x AAAAAAAA\n", "not a number of entries"),
        ("a\n-1\n" + "A" * 43 + "=\n\n— x AAAAAAAA\n", "not a number of entries"),
        ("a\n9999999999999999999\n" + "A" * 43 + "=\n\n— x AAAAAAAA\n", "more than a log can have"),
        ("a\n3\nAAAA\n\n— x AAAAAAAA\n", "is not a root"),
        ("a\n3\x00\n\n— x AAAAAAAA\n", "control characters"),
        ("a\n\n" + "— x AAAAAAAA\n" * 101, "more than 100 signatures"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_what_is_wrong(text, message):
    with pytest.raises(MalformedNote, match=message):
        read_checkpoint(text)


@pytest.mark.parametrize(
    ("vkey", "message"),
    [
        ("", "no key name"),
        ("x", "type 1 or 4"),
        ("x+00000000+AAAA", "type 1 or 4"),
        ("x+00000000+" + GO_VKEY[-44:], "id is"),
        ("x+00000000+!", "not base64"),
    ],
)
def test_what_is_no_key_is_refused_with_what_is_wrong(vkey, message):
    with pytest.raises(MalformedNote, match=message):
        read_vkey(vkey)
