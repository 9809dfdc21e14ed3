"""Whose places and topics come first in the feed: who chooses them, and what is held of them."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from balss.participation.models import Interest
from balss.shared.permissions import Action, Actor, actions
from balss.shared.personal_data import Holding, holdings
from balss.shared.shell import ShellLink, own_pages


def _is_somebody(actor: Actor, obj: object, now: datetime) -> bool:
    """The own ones, whatever role one acts in."""
    return actor.is_signed_in and actor.person_id is not None


actions.pin(Action("participation.choose_interests", "choose what comes first in the own feed", _is_somebody))
own_pages.pin(ShellLink("interests", _("My place and topics"), "lidzdaliba/mana-izvele/", order=20))
holdings.pin(
    Holding(
        Interest,
        title=_("Places and topics that you chose"),
        rows=lambda subject: Interest.objects.filter(person__in=subject.person_ids),
        exported=("territory", "topic", "chosen_at"),
        deletes_rows=True,
    )
)
