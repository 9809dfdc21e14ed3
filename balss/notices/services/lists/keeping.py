"""Making and removing a list. Every deed is in the ledger with its ground and numbers, never with an address."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balss.ledger.services import record
from balss.notices.models import AddressList
from balss.places.models import Institution
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused


class TitleTaken(Refused):
    @property
    def message(self) -> str:
        return _("The institution has a list with this title already.")


@dataclass(frozen=True)
class Wording:
    """What a list is, as its form has it: `kind` and `ground` are values of AddressList.Kind and Ground."""

    title: str
    kind: str
    ground: str
    ground_words: str
    consent_given: str = ""


def make_list(*, institution: Institution, wording: Wording, by: Actor, now: datetime) -> AddressList:
    """Begin a list without addresses. Raises NotAllowed, TitleTaken."""
    require(by, "notices.keep_lists", institution, now)
    try:
        with transaction.atomic():
            made = AddressList.objects.create(
                institution=institution, created_by=by.public_id, created_at=now, **asdict(wording)
            )
            content = {"institution": institution.slug, "title": made.title, "ground": made.ground}
            record(action="notices.list_made", subject=made, by=by, now=now, content=content)
    except IntegrityError as error:
        raise TitleTaken from error
    return made


@transaction.atomic
def remove_list(*, address_list: AddressList, by: Actor, now: datetime) -> int:
    """Forget the list and its addresses; answers how many there were. Again is no harm. Raises NotAllowed."""
    require(by, "notices.keep_lists", address_list.institution, now)
    held = AddressList.objects.select_for_update().filter(pk=address_list.pk).first()
    if held is None:
        return 0
    forgotten = held.contacts.count()
    content = {"institution": address_list.institution.slug, "title": held.title, "addresses": forgotten}
    record(action="notices.list_removed", subject=held, by=by, now=now, content=content)
    held.delete()
    return forgotten
