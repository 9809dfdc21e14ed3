"""What the ledger does for the other rooms: `record`, and what keeps the record checkable."""

from balss.ledger.services.cosigning import NoKnownWitness, NotOurHead, keep_cosignatures
from balss.ledger.services.entries import Subject, SubjectNotSaved
from balss.ledger.services.erasing import NeededToCheckTheLedger, NothingToErase, erase_content
from balss.ledger.services.keys import NoSigningKey, signing_key
from balss.ledger.services.recording import record
from balss.ledger.services.sequencing import integrate

__all__ = [
    "NeededToCheckTheLedger",
    "NoKnownWitness",
    "NoSigningKey",
    "NotOurHead",
    "NothingToErase",
    "Subject",
    "SubjectNotSaved",
    "erase_content",
    "integrate",
    "keep_cosignatures",
    "record",
    "signing_key",
]
