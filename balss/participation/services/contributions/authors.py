"""Who is the author of a contribution: a person signed in, or whoever holds the link that was sent to a guest."""

import hashlib
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from balss.participation.models import Contribution
from balss.people.models import Person
from balss.shared.permissions import Actor

SALT = "link to the own contribution"
PERSON = ""  # the ledger's name for everybody who speaks as a resident: what one says must not tell what one also said


@dataclass(frozen=True)
class Guest(Actor):
    """Somebody who came by the link of one contribution, and may do to it what its author may."""

    contribution_id: int = 0


def stranger(actor: Actor) -> Actor:
    """The actor as the ledger names a resident: without the public name of the account, and in no role."""
    return Actor(public_id=PERSON, account_id=actor.account_id, person_id=actor.person_id)


def author_link(contribution: Contribution) -> str:
    """The path of the page where the author, without an account, sees and changes the contribution and its answer.

    It holds as long as the address it was sent to is kept with the contribution.
    """
    token = signing.Signer(salt=SALT).sign_object([contribution.pk, _mark(contribution)])
    return reverse("participation:by_link", args=[token])


def own_page(contribution: Contribution) -> str:
    """Where its author sees it: the own page of somebody with an account, the link of a guest."""
    if contribution.person_id is not None or not contribution.email:
        return reverse("participation:own", args=[contribution.receipt])
    return author_link(contribution)


def guest_of(token: str) -> tuple[Contribution, Guest] | None:
    """The contribution that a link belongs to, and its author; None for a link that is none, or no longer."""
    try:
        pk, mark = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    contribution = Contribution.objects.select_related("consultation__opportunity__institution").filter(pk=pk).first()
    if contribution is None or not contribution.email or mark != _mark(contribution):
        return None
    return contribution, Guest(public_id=PERSON, contribution_id=contribution.pk)


def is_author(actor: Actor, contribution: Contribution) -> bool:
    if isinstance(actor, Guest):
        return actor.contribution_id == contribution.pk
    if actor.person_id is None or contribution.person_id is None:
        return False
    if contribution.person_id == actor.person_id:
        return True
    merged = Person.objects.filter(pk=contribution.person_id, merged_into=actor.person_id)
    return merged.exists()  # said before it was known that both are one person


def _mark(contribution: Contribution) -> str:
    return hashlib.sha256(contribution.email.encode()).hexdigest()[:16]
