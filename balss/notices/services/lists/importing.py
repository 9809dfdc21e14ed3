"""Taking addresses from a file: first read beside the list, then put in force by a second press, whole or not at all.

What waits is forgotten after two days. Who has left the institution's lists is never taken again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from balss.ledger.services import record
from balss.notices.models import AddressList, Contact, Follower, LeftAddress
from balss.notices.services.lists.leaving import left_digest
from balss.notices.services.lists.reading import Row, RowFault, read_addresses
from balss.notices.services.outbox import STEP
from balss.people.models import Account
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

MOST_FAULTS = 20  # told at once; the file is corrected and sent anew


class ListRefused(Refused):
    """The file cannot be taken; nothing of it was kept."""

    def __init__(self, faults: list[RowFault]) -> None:
        self.faults = faults
        super().__init__(faults)

    @property
    def message(self) -> str:
        return _("Nothing was taken in. Correct the file and send it again.")


class OtherFile(Refused):
    @property
    def message(self) -> str:
        return _("Meanwhile somebody sent another file, or it was dealt with. Look at what waits now.")


@dataclass(frozen=True)
class Taken:
    """What a file has: addresses that wait now, and those left out, because they stand in it twice, are on the list
    already, or have left."""

    new: int
    twice: int
    known: int
    left: int


def read_contacts(*, address_list: AddressList, file: IO[bytes], by: Actor, now: datetime) -> Taken:
    """Read a file and keep its addresses waiting, in the place of an earlier one that waits.

    Raises NotAllowed; ListRefused with every fault up to MOST_FAULTS, nothing kept.
    """
    require(by, "notices.keep_lists", address_list.institution, now)
    rows = list(read_addresses(file))
    faults = [row for row in rows if isinstance(row, RowFault)]
    if faults:
        raise ListRefused(faults[:MOST_FAULTS])
    read = [row for row in rows if isinstance(row, Row)]
    languages = {row.email: row.language for row in reversed(read)}  # of an address that stands there twice, the first
    addresses = list(dict.fromkeys(row.email for row in read))
    languages |= _chosen_languages(addresses)
    with transaction.atomic():
        held = _locked(address_list)
        held.contacts.filter(taken_at=None).delete()
        known = set(held.contacts.values_list("email", flat=True)).intersection(addresses)
        left = _left_among(held, addresses) - known
        new = [each for each in addresses if each not in known and each not in left]
        Contact.objects.bulk_create(
            (
                Contact(address_list=held, email=each, language=languages[each], read_by=by.public_id, read_at=now)
                for each in new
            ),
            batch_size=STEP,
        )
    return Taken(len(new), len(rows) - len(addresses), len(known), len(left))


@transaction.atomic
def take_contacts(*, address_list: AddressList, read_at: datetime, by: Actor, now: datetime) -> int:
    """Put in force what waits from the file read at that moment; each of them is told by a letter.

    Raises NotAllowed, OtherFile.
    """
    require(by, "notices.keep_lists", address_list.institution, now)
    held = _locked(address_list)
    waiting = held.contacts.filter(taken_at=None)
    taken = waiting.filter(read_at=read_at).update(taken_at=now)
    if not taken:
        raise OtherFile
    content = {"institution": address_list.institution.slug, "ground": held.ground, "addresses": taken}
    record(action="notices.list_filled", subject=held, by=by, now=now, content=content)
    return taken


@transaction.atomic
def discard_contacts(*, address_list: AddressList, by: Actor, now: datetime) -> None:
    """Forget what waits; again is no harm. Raises NotAllowed."""
    require(by, "notices.keep_lists", address_list.institution, now)
    _locked(address_list).contacts.filter(taken_at=None).delete()


def _locked(address_list: AddressList) -> AddressList:
    return AddressList.objects.select_for_update().get(pk=address_list.pk)


def _chosen_languages(addresses: list[str]) -> dict[str, str]:
    """In which language the owners of addresses want their letters, as they said to us: that goes before the file."""
    chosen: dict[str, str] = {}
    for start in range(0, len(addresses), STEP):
        step = addresses[start : start + STEP]
        for model in (Account, Follower):
            chosen |= dict(model._default_manager.filter(email__in=step).values_list("email", "language"))
    return chosen


def _left_among(held: AddressList, addresses: list[str]) -> set[str]:
    gone = set(LeftAddress.objects.filter(institution=held.institution_id).values_list("digest", flat=True))
    return {each for each in addresses if left_digest(held.institution_id, each) in gone}
