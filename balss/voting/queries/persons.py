"""Whether two deeds were done by two persons, and not by two accounts of one."""

from balss.people.models import Account, Person
from balss.shared.permissions import Actor


def is_same_person(actor: Actor, public_id: str) -> bool:
    """Whether the account of this public name is the actor's, or belongs to the same person."""
    if actor.public_id == public_id:
        return True
    if actor.person_id is None:
        return False
    known = Person.objects.filter(pk=actor.person_id).first()
    return (
        known is not None
        and Account.objects.filter(public_id=public_id, person__in=Person.objects.one_with(known)).exists()
    )
