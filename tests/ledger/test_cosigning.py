"""What outside witnesses signed is kept, once, if we know them and it is our head."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from balss.core.chain.checkpoint import Checkpoint, NotSigned, cosign, read_checkpoint, sign_checkpoint
from balss.core.chain.note import KeyType, SigningKey
from balss.ledger.models import TreeHead
from balss.ledger.queries import signed_note
from balss.ledger.queries.verification import verify
from balss.ledger.services import NoKnownWitness, NotOurHead, integrate, keep_cosignatures

pytestmark = pytest.mark.django_db
WITNESS = SigningKey("witness.example/w1", Ed25519PrivateKey.from_private_bytes(bytes(31) + b"2"))


@pytest.fixture
def head(now, key, new_entry, settings):
    settings.LEDGER_WITNESSES = [WITNESS.verifier(KeyType.COSIGNATURE).vkey]
    new_entry()
    integrate(now=now, key=key)
    return TreeHead.objects.get()


def cosigned(head, now, by=WITNESS):
    checkpoint, _ = read_checkpoint(head.checkpoint)
    return head.checkpoint + str(cosign(checkpoint, key=by, signed_at=now))


def test_a_witnesss_signature_goes_out_with_the_head_from_then_on(head, now, key):
    assert keep_cosignatures(cosigned(head, now), now=now) == ["witness.example/w1"]
    assert signed_note(head) == cosigned(head, now)
    integrate(now=now, key=key)
    assert verify(now=now).findings == []


def test_a_signature_is_kept_once(head, now):
    keep_cosignatures(cosigned(head, now), now=now)
    assert keep_cosignatures(cosigned(head, now), now=now) == []
    assert signed_note(head) == cosigned(head, now)


def test_a_witness_that_we_do_not_know_is_not_kept(head, now, settings):
    settings.LEDGER_WITNESSES = []
    with pytest.raises(NoKnownWitness):
        keep_cosignatures(cosigned(head, now), now=now)
    assert signed_note(head) == head.checkpoint


def test_a_wrong_signature_of_a_known_witness_is_refused(head, now):
    forged = SigningKey(WITNESS.name, Ed25519PrivateKey.from_private_bytes(bytes(31) + b"3"))
    checkpoint, _ = read_checkpoint(head.checkpoint)
    line = cosign(checkpoint, key=forged, signed_at=now)
    under_the_known_id = type(line)(line.name, WITNESS.verifier(KeyType.COSIGNATURE).id, line.signature)
    with pytest.raises(NotSigned):
        keep_cosignatures(head.checkpoint + str(under_the_known_id), now=now)
    assert signed_note(head) == head.checkpoint


@pytest.mark.parametrize(("size", "root"), [(2, bytes(32)), (9, bytes(32))])
def test_a_head_that_is_not_ours_is_refused(size, root, head, now, key):
    other = Checkpoint(key.name, size, root)
    note = str(sign_checkpoint(other, key=key, signed_at=now)) + str(cosign(other, key=WITNESS, signed_at=now))
    with pytest.raises(NotOurHead):
        keep_cosignatures(note, now=now)
