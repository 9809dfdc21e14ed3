"""Agreeing to get an institution's answers at the official e-address, and withdrawing it.

Nobody else's e-address can be given: the code that is typed must have the hash that a sign-in has left, and somebody
must vouch for the person at the level substantial at least (eIDAS, Regulation (EU) 910/2014, Art. 8).
"""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from balss.core.calendar import day_in_riga, rule_book
from balss.core.personal_code import PersonalCode
from balss.notices.models import Consent
from balss.notices.queries.official import standing_gateway
from balss.notices.services.official.connections import connections
from balss.notices.services.official.returning import send_by_mail
from balss.notices.services.official.sealing import seal
from balss.people.models import Claim, Person
from balss.people.queries import verified_age, verified_claim
from balss.people.services.persons import digest_of
from balss.places.models import Institution
from balss.shared.permissions import Actor, require


class NotIdentified(Exception):
    """Nobody vouches surely enough for who the person is."""


class NotYourCode(ValueError):
    """The code is not that of the person who signed in."""


class TooYoung(Exception):
    """Younger than the law lets have an official e-address; `age` is from which it does."""

    def __init__(self, age: int) -> None:
        self.age = age
        super().__init__(f"younger than {age}")


class NoGateway(Exception):
    """The institution does not send to official e-addresses (any more)."""


def is_identified(person: Person, now: datetime) -> bool:
    """Whether the person may agree at all: vouched for, and with a personal code that we know the hash of."""
    claim = verified_claim(person, Claim.Kind.NAME, now, at_least=Claim.Level.SUBSTANTIAL)
    return claim is not None and person.code_hashes.exists()


@transaction.atomic
def give(
    *, person: Person, institution: Institution, code: PersonalCode, news: bool, by: Actor, now: datetime
) -> Consent:
    """Agree, or agree anew: the address is sealed again and what follows goes there. `news` moves from another
    institution. Raises NotAllowed, NotIdentified, NotYourCode, TooYoung, NoGateway."""
    require(by, "notices.agree_to_official", person, now)
    Person.objects.select_for_update().get(pk=person.pk)
    if not is_identified(person, now):
        raise NotIdentified
    if not person.code_hashes.filter(digest=digest_of(code)).exists():
        raise NotYourCode
    _check_age(person, now)
    connection = connections().get(institution.code)
    if connection is None or standing_gateway(institution) is None:
        raise NoGateway
    given = Consent.objects.filter(person=person, withdrawn_at=None)
    if news:
        given.exclude(institution=institution).update(news=False)
    sealed = seal(code, Path(connection.certificate).read_bytes())
    values = {"sealed": sealed, "news": news, "given_at": now, "standing": "untried"}
    consent, _created = given.update_or_create(
        person=person, institution=institution, withdrawn_at=None, defaults=values
    )
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, by: Actor, now: datetime) -> None:
    """Take the consent back and forget the address at once; what waits goes by e-mail. Again is no harm."""
    require(by, "notices.agree_to_official", consent.person, now)
    locked = Consent.objects.select_for_update().get(pk=consent.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at, locked.sealed, locked.news = now, "", False
        locked.save(update_fields=["withdrawn_at", "sealed", "news"])
        send_by_mail(locked, now)


def _check_age(person: Person, now: datetime) -> None:
    """Oficiālās elektroniskās adreses likums 5(2)1); who is vouched for without a date of birth is let through: the
    gateway knows better."""
    least = int(rule_book().rule_at("ea.age", on=day_in_riga(now)).amount or 0)
    age = verified_age(person, now)
    if age is not None and age < least:
        raise TooYoung(least)
