"""Officials of the municipality, and personal codes that are valid and nobody's."""

from datetime import timedelta

from balss.core.personal_code import PersonalCode, read_personal_code
from balss.people.models import Account, CodeHash, Person, RoleGrant
from balss.people.queries import actor_of
from balss.people.services.persons import digest_of
from balss.places.models import Institution
from balss.shared.permissions import Actor
from tests.voting.conftest import NOW

LONG_AGO = NOW - timedelta(days=30)


def official_of(institution: Institution, name: str, *, person: Person | None = None, scope: str = "") -> Account:
    person = person or Person.objects.create(name=name)
    account = Account.objects.create(email=f"{name}@novads.lv", person=person)
    RoleGrant.objects.create(
        account=account, role="official", institution=institution, scope=scope, starts_at=LONG_AGO,
        granted_by="system", granted_at=LONG_AGO,
    )  # fmt: skip
    return account


def acting(account: Account) -> Actor:
    return actor_of(account, grant=account.role_grants.get().as_grant)


def code(serial: int, born: str = "010190", century: int = 1) -> str:
    """A valid code of the old form: date, century, serial and the digit that fits."""
    weights = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    while True:
        digits = f"{born}{century}{serial:03}"
        last = (1101 - sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))) % 11
        if last < 10:
            return f"{born}-{digits[6:]}{last}"
        serial += 100


def read(personal_code: str) -> PersonalCode:
    return read_personal_code(personal_code)


def know_code(account: Account, personal_code: str) -> Account:
    """The account's sign-in vouches for this code."""
    CodeHash.objects.create(person=account.person, digest=digest_of(read(personal_code)), obtained_at=LONG_AGO)
    return account
