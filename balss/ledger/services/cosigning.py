"""Keeping what outside witnesses signed: `LEDGER_WITNESSES` lists the public keys (vkeys) of those that we know."""

from django.conf import settings
from django.db import transaction

from balss.core.chain.checkpoint import cosigned_at, read_checkpoint
from balss.core.chain.note import read_vkey
from balss.ledger.models import Cosignature, TreeHead


class NotOurHead(Exception):
    """The note is not one of our signed tree heads."""


class NoKnownWitness(Exception):
    """No witness that we know signed the note."""


def keep_cosignatures(note_text: str) -> list[Cosignature]:
    """Keep the witnesses' signatures under one of our heads; those kept before are not kept twice.
    Raises core's MalformedNote and NotSigned (a known witness's signature is wrong), NotOurHead, NoKnownWitness."""
    checkpoint, note = read_checkpoint(note_text)
    head = TreeHead.objects.filter(size=checkpoint.size).first()
    if head is None or note.text != read_checkpoint(head.checkpoint)[1].text:
        raise NotOurHead(f"no head of ours has {checkpoint.size} entries and this root")
    signed = [
        Cosignature(
            head=head,
            witness=key.name,
            key_id=line.key_id,
            signed_at=cosigned_at(note, line, key=key),
            line=str(line),
        )
        for key in map(read_vkey, settings.LEDGER_WITNESSES)
        for line in note.signatures_by(key)[:1]
    ]
    if not signed:
        raise NoKnownWitness("no witness listed in BALSS_LEDGER_WITNESSES signed this head")
    with transaction.atomic():
        before = set(head.cosignatures.values_list("witness", "key_id"))
        return Cosignature.objects.bulk_create(one for one in signed if (one.witness, one.key_id) not in before)
