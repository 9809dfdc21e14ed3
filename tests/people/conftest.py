"""People for the tests: accounts with a quick password hash, so that a sign-in costs nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress

from balss.people.models import Account, Person
from balss.people.queries import actor_of
from balss.people.services.roles import grant_role
from balss.places.models import Institution, InstitutionKind, InstitutionName
from balss.shared.permissions import SYSTEM, Actor, Grant, Role

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


@pytest.fixture
def ministry(db: None) -> Institution:
    return make_institution("VARAM", "Viedās administrācijas un reģionālās attīstības ministrija")


@pytest.fixture
def other_ministry(db: None) -> Institution:
    return make_institution("FM", "Finanšu ministrija")


def make_institution(code: str, name: str) -> Institution:
    institution = Institution.objects.create(code=code, slug=code.lower(), kind=InstitutionKind.MINISTRY)
    InstitutionName.objects.create(institution=institution, lv=name)
    return institution


def acting(account: Account, role: Role, institution: Institution | None = None) -> Actor:
    """The account in a role, which it is given first."""
    grant_role(account=account, role=role, institution=institution, by=SYSTEM, now=NOW)
    return actor_of(account, grant=Grant(role, institution.pk if institution else None))
