"""Where a person stands with an election: may vote, has voted, or may not, and why.

Pašvaldību likums, Art. 60(4): from the age of 16 and declared in the municipality. Either a sign-in provider vouches
for both, or the municipality gave the list.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.conf import settings
from django.utils import timezone

from balss.people.models import Claim, CodeHash, Person
from balss.people.queries import verified_age, verified_claim
from balss.voting.models import Election, RollEntry


class Hindrance(StrEnum):
    """Why somebody may not vote here."""

    NO_CODE = "no code"  # the sign-in does not tell the personal code, so one person could vote twice
    NOT_LISTED = "not listed"
    AGE_UNKNOWN = "age unknown"
    TOO_YOUNG = "too young"
    PLACE_UNKNOWN = "place unknown"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Standing:
    """`key` is the person's name in the roll ("" without a personal code); `used_date` is set once they voted."""

    key: str
    hindrance: Hindrance | None = None
    used_date: date | None = None
    channel: str = ""

    @property
    def may_vote(self) -> bool:
        return self.hindrance is None


def key_for(election: Election, digest: str) -> str:
    """The name in the roll of one election of who has this personal code (`people.services.persons.digest_of`)."""
    return hmac.new(settings.PERSONAL_CODE_KEY.encode(), f"{election.pk} {digest}".encode(), "sha256").hexdigest()


def keys_of(person: Person, election: Election) -> list[str]:
    """By every personal code of the person, the oldest first: who exchanged a code has two, and one vote."""
    codes = CodeHash.objects.filter(person=person).order_by("obtained_at", "pk")
    return [key_for(election, code.digest) for code in codes]


def standing_of(person: Person, election: Election, now: datetime, *, keys: list[str] | None = None) -> Standing:
    """`keys` are the person's, where they are known."""
    keys = keys_of(person, election) if keys is None else keys
    if not keys:
        return Standing("", Hindrance.NO_CODE)
    return standing_by(keys, election, now, hindrance=lambda: _hindrance(person, election, now))


def standing_by(
    keys: Sequence[str], election: Election, now: datetime, *, hindrance: Callable[[], Hindrance | None]
) -> Standing:
    entries = list(RollEntry.objects.filter(election=election, key__in=keys))
    used = next((entry for entry in entries if entry.used_date), None)
    if used is not None:
        return Standing(used.key, used_date=used.used_date, channel=used.channel)
    if entries:
        of_age = any(entry.is_of_age(timezone.localdate(now)) for entry in entries)
        return Standing(entries[0].key, None if of_age else Hindrance.TOO_YOUNG)
    if election.roll == Election.Roll.LIST:
        return Standing(keys[0], Hindrance.NOT_LISTED)
    return Standing(keys[0], hindrance())


def _hindrance(person: Person, election: Election, now: datetime) -> Hindrance | None:
    age = verified_age(person, now)
    place = verified_claim(person, Claim.Kind.MUNICIPALITY, now, at_least=Claim.Level.LOW)
    if age is None:
        return Hindrance.AGE_UNKNOWN
    if age < election.least_age:
        return Hindrance.TOO_YOUNG
    if place is None:
        return Hindrance.PLACE_UNKNOWN
    accepted = {str(name).casefold() for name in election.places}
    return None if place.value.casefold() in accepted else Hindrance.ELSEWHERE
