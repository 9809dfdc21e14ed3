"""Invented people to try Balss with. Everybody knows their password, so they cannot exist in production."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from balss.people.models import Account, Person
from balss.people.services.roles import grant_role
from balss.places.queries import institution_by_code
from balss.shared.permissions import SYSTEM, Role

PASSWORD = "balss-demo-2026"  # noqa: S105  meant to be known


class NotInProduction(Exception):
    """Demonstration people were to be made where real people's data is kept."""


@dataclass(frozen=True)
class DemoPerson:
    """Who somebody is in the demonstration: the address to sign in with, and roles as (role, institution's code)."""

    email: str
    name: str
    roles: tuple[tuple[Role, str], ...] = ()


RESIDENT = DemoPerson("iedzivotaja@balss.example", "Anna Ozola")
MINISTRY_OFFICIAL = DemoPerson("ministrija@balss.example", "Jānis Kalniņš", ((Role.OFFICIAL, "VARAM"),))
FINANCE_OFFICIAL = DemoPerson("finanses@balss.example", "Dace Vītola", ((Role.OFFICIAL, "FM"),))
DEFENCE_OFFICIAL = DemoPerson("aizsardziba@balss.example", "Ilze Krūmiņa", ((Role.OFFICIAL, "AiM"),))
CHANCELLERY_OFFICIAL = DemoPerson("kanceleja@balss.example", "Kristīne Lapsa", ((Role.OFFICIAL, "VK"),))
MUNICIPALITY_OFFICIAL = DemoPerson("pasvaldiba@balss.example", "Līga Bērziņa", ((Role.OFFICIAL, "OGRES_NOVADS"),))
COORDINATOR = DemoPerson("koordinators@balss.example", "Mārtiņš Liepiņš", ((Role.COORDINATOR, "VK"),))
REVIEWER = DemoPerson("vertetaja@balss.example", "Elīna Kļaviņa", ((Role.REVIEWER, ""),))
INSTITUTION_ADMIN = DemoPerson(
    "parvaldnieks@balss.example", "Andris Zariņš", ((Role.INSTITUTION_ADMIN, "VARAM"), (Role.OFFICIAL, "VARAM"))
)
MUNICIPALITY_HEAD = DemoPerson("vaditaja@balss.example", "Rita Ozoliņa", ((Role.OFFICIAL, "OGRES_NOVADS"),))
HELPER = DemoPerson("biblioteka@balss.example", "Sandra Lāce", ((Role.HELPER, "OGRES_NOVADS"),))
DEMO_PEOPLE = (
    RESIDENT, MINISTRY_OFFICIAL, FINANCE_OFFICIAL, DEFENCE_OFFICIAL, CHANCELLERY_OFFICIAL, MUNICIPALITY_OFFICIAL,
    MUNICIPALITY_HEAD, HELPER, COORDINATOR, REVIEWER, INSTITUTION_ADMIN,
)  # fmt: skip


@transaction.atomic
def make_demo_people(*, now: datetime) -> list[Account]:
    """Make those of DEMO_PEOPLE that do not exist yet; the others stay as they are. Returns what was made.

    The institutions of their roles must be loaded. Raises NotInProduction.
    """
    if settings.PRODUCTION:
        raise NotInProduction
    present = set(Account.objects.filter(is_demo=True).values_list("email", flat=True))
    missing = [person for person in DEMO_PEOPLE if person.email not in present]
    password = make_password(PASSWORD) if missing else ""  # hashed once: it is slow, and no secret
    return [_make(person, password, now) for person in missing]


@transaction.atomic
def make_demo_neighbours(names: Mapping[str, str]) -> dict[str, Account]:
    """Residents with whom nobody signs in, by the part of their address before the @. Raises NotInProduction."""
    if settings.PRODUCTION:
        raise NotInProduction
    nobody = make_password(None)
    made = {}
    for key, name in names.items():
        person = Person.objects.create(name=name)
        email = f"{key}@balss.example"
        made[key] = Account.objects.create(email=email, person=person, password=nobody, is_demo=True)
        EmailAddress.objects.create(user=made[key], email=email, verified=True, primary=True)
    return made


def _make(who: DemoPerson, password: str, now: datetime) -> Account:
    person = Person.objects.create(name=who.name)
    account = Account.objects.create(email=who.email, person=person, password=password, is_demo=True)
    EmailAddress.objects.create(user=account, email=who.email, verified=True, primary=True)
    for role, code in who.roles:
        institution = institution_by_code(code) if code else None
        grant_role(account=account, role=role, institution=institution, by=SYSTEM, now=now)
    return account
