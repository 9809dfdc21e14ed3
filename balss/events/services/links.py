"""The link by which somebody without an account manages the own registration: its name, signed with our key.

It opens one registration and no other; whoever changes a letter of it has nothing. For a registration made by an
account it opens nothing: that one signs in.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer

from balss.events.models import Registration

SALT = "events.registration"


@dataclass(frozen=True)
class Ticket:
    """A registration in somebody's hands: with the link that was sent for it, or without."""

    registration: Registration
    has_link: bool = False


def link_of(registration: Registration) -> str:
    return Signer(salt=SALT).sign(registration.public_id.hex)


def ticket_of(link: str) -> Ticket | None:
    """The registration that a link is for; None for what we have not signed, or what is erased."""
    try:
        public_id = UUID(hex=Signer(salt=SALT).unsign(link))
    except (BadSignature, ValueError):
        return None
    registration = Registration.objects.select_related("event__institution", "audience").filter(public_id=public_id)
    found = registration.first()
    return None if found is None else Ticket(found, has_link=found.account_id is None)
