"""Keeping what outside witnesses signed: `LEDGER_WITNESSES` lists the public keys (vkeys) of those that we know."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from balss.core.chain.checkpoint import cosigned_at, read_checkpoint
from balss.core.chain.note import read_vkey
from balss.ledger.models import TreeHead
from balss.ledger.queries.heads import HEAD_COSIGNED, HEAD_SUBJECT, cosignatures
from balss.ledger.services.entries import Subject
from balss.ledger.services.recording import record
from balss.shared.permissions import SYSTEM


class NotOurHead(Exception):
    """The note is not one of our signed tree heads."""


class NoKnownWitness(Exception):
    """No witness that we know signed the note."""


def keep_cosignatures(note_text: str, *, now: datetime) -> list[str]:
    """Record the witnesses' signatures under one of our heads; those kept before are not kept twice. Returns the
    names of the witnesses whose signatures are new.
    Raises core's MalformedNote and NotSigned (a known witness's signature is wrong), NotOurHead, NoKnownWitness."""
    checkpoint, note = read_checkpoint(note_text)
    head = TreeHead.objects.filter(size=checkpoint.size).first()
    if head is None or note.text != read_checkpoint(head.checkpoint)[1].text:
        raise NotOurHead(f"no head of ours has {checkpoint.size} entries and this root")
    keys = [read_vkey(vkey) for vkey in settings.LEDGER_WITNESSES]
    signed = {key.name: (key, line) for key in keys for line in note.signatures_by(key)}
    if not signed:
        raise NoKnownWitness("no witness listed in BALSS_LEDGER_WITNESSES signed this head")
    for key, line in signed.values():
        cosigned_at(note, line, key=key)
    with transaction.atomic():
        before = {name for name, _ in cosignatures([head])[head.size]}
        new = sorted(set(signed) - before)
        for name in new:
            record(
                action=HEAD_COSIGNED,
                subject=Subject(HEAD_SUBJECT, str(head.size)),
                by=SYSTEM,
                now=now,
                content={"witness": name, "line": str(signed[name][1])},
            )
    return new
