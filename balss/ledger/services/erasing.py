"""Erasing the content behind an entry, in the open."""

from datetime import datetime

from django.db import transaction

from balss.ledger.models import Content, Entry
from balss.ledger.models.append_only import ERASED
from balss.ledger.queries.heads import KEY_INTRODUCED
from balss.ledger.services.recording import record
from balss.shared.permissions import Actor, require


class NothingToErase(Exception):
    """The entry's content was erased before."""


class NeededToCheckTheLedger(Exception):
    """The content is a public key of the log: without it nobody could check the heads that it signed."""


def erase_content(*, entry: Entry, by: Actor, now: datetime, reason: str) -> Entry:
    """Erase what stands behind an entry, with its salt. The entry itself, its commitment and its place in the tree
    stay, and a new entry (returned) says that it was erased, by whom and why; `reason` is public.
    Raises NotAllowed, NothingToErase, NeededToCheckTheLedger.
    """
    require(by, "ledger.erase_content", entry, now)
    if entry.action == KEY_INTRODUCED:
        raise NeededToCheckTheLedger(str(entry.pk))
    with transaction.atomic():
        content = Content.objects.filter(entry=entry)
        if not content.exists():
            raise NothingToErase(str(entry.pk))
        erasure = record(action=ERASED, subject=entry, by=by, now=now, content={"reason": reason})
        content.delete()
    return erasure
