"""People for the tests: accounts with a quick password hash, so that a sign-in costs nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress

from balss.people.models import Account, Person

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PASSWORD = "pareiza zirga skava 7"  # test data

MakeAccount = Callable[..., Account]


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def make_account(db: None) -> MakeAccount:
    def make(email: str = "anna@example.lv", *, name: str = "Anna Ozola", **fields: object) -> Account:
        account = Account(email=email, person=Person.objects.create(name=name), **fields)
        account.set_password(PASSWORD)
        account.save()
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
        return account

    return make
