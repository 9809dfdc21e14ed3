"""What other rooms and views ask about people."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from balss.people.models import Account
from balss.shared.permissions import ANONYMOUS, Actor


def actor_of(user: AbstractBaseUser | AnonymousUser) -> Actor:
    if not isinstance(user, Account):
        return ANONYMOUS
    return Actor(public_id=user.public_id, account_id=user.pk, person_id=user.person_id)
