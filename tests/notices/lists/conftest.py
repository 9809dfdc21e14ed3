"""Two institutions, two officials of one of them and one of the other, and a list with addresses."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from balss.notices.models import AddressList, Contact, Notice
from balss.notices.services import deliver_due
from balss.notices.services.lists import Wording, make_list, read_contacts, take_contacts, tell_contacts
from balss.notices.services.lists.telling import note_told
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import Actor, Grant, Role

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # noon in Riga
DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=72)


@pytest.fixture
def own(db: Any) -> Institution:
    return _institution("XM", "Izdomātā ministrija")


@pytest.fixture
def other(db: Any) -> Institution:
    return _institution("YM", "Cita ministrija")


def _institution(code: str, name: str) -> Institution:
    made = Institution.objects.create(code=code, slug=code.lower(), kind="ministry")
    InstitutionName.objects.create(institution=made, lv=name, en=name)
    return made


def official_of(institution: Institution, name: str) -> Actor:
    return Actor(public_id=name, account_id=len(name), grant=Grant(Role.OFFICIAL, institution_id=institution.pk))


@pytest.fixture
def author(own: Institution) -> Actor:
    return official_of(own, "author")


@pytest.fixture
def colleague(own: Institution) -> Actor:
    return official_of(own, "colleague")


@pytest.fixture
def stranger(other: Institution) -> Actor:
    return official_of(other, "stranger")


@pytest.fixture
def clients(own: Institution, author: Actor) -> AddressList:
    return new_list(own, "Klienti", author)


def new_list(institution: Institution, title: str, by: Actor) -> AddressList:
    wording = Wording(title, "clients", "public_task", "Valsts pārvaldes iekārtas likuma 10. pants")
    return make_list(institution=institution, wording=wording, by=by, now=NOW)


def csv_of(*addresses: str, head: str = "vards;epasts") -> io.BytesIO:
    return io.BytesIO("\n".join([head, *(f"Anna;{each}" for each in addresses)]).encode())


def fill(held: AddressList, by: Actor, *addresses: str, now: datetime = NOW) -> None:
    read_contacts(address_list=held, file=csv_of(*addresses), by=by, now=now)
    take_contacts(address_list=held, read_at=now, by=by, now=now)


def tell(now: datetime = NOW) -> None:
    """Have everybody on a list told, by letters that the mail server took."""
    while tell_contacts(now=now):
        pass
    deliver_due(clock=lambda: now)
    note_told()


def on(held: AddressList) -> list[str]:
    return sorted(held.contacts.filter(taken_at__isnull=False).values_list("email", flat=True))


def letters(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("to", flat=True))


def contact_at(email: str) -> Contact:
    return Contact.objects.get(email=email)
