"""Changing one's own account, and forgetting accounts that never came to life."""

from datetime import datetime, timedelta

from django.db import transaction

from balss.people.models import Account, Person
from balss.shared.permissions import Actor, require

UNCONFIRMED_LASTS = timedelta(days=7)


@transaction.atomic
def change_account(*, account: Account, name: str, language: str, by: Actor, now: datetime) -> None:
    """Change the name that others see, and the language of letters."""
    require(by, "people.change_account", account, now)
    account.language = language
    account.save(update_fields=["language"])
    account.person.name = name
    account.person.save(update_fields=["name"])


@transaction.atomic
def forget_unconfirmed(now: datetime) -> int:
    """Delete accounts whose e-mail address was never confirmed within a week; returns how many."""
    unconfirmed = Account.objects.filter(
        created_at__lte=now - UNCONFIRMED_LASTS, last_login=None, erased_at=None, role_grants=None
    ).exclude(emailaddress__verified=True)
    accounts = list(unconfirmed)
    Account.objects.filter(pk__in=[account.pk for account in accounts]).delete()
    Person.objects.filter(pk__in=[account.person_id for account in accounts], accounts=None, merged=None).delete()
    return len(accounts)
