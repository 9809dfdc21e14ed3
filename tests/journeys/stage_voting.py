"""Elections of the journeys, open now, at addresses that do not change: one of 150 projects for each way to choose, and
the people whom a sign-in provider vouches for."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from balss.core.vote.paper import Way
from balss.people.models import Account, Claim
from balss.people.services.demo import PASSWORD, RESIDENT, make_demo_neighbours
from balss.people.services.persons import Vouched, accept
from balss.places.models import Institution
from tests.voting.long_ballot import arrange_round, make_round

PLACE = "Ogres novads"
ELECTIONS = {way: UUID(f"00000000-0000-4000-8000-0000000002{place:02}") for place, way in enumerate(Way)}


# Each votes in one test of test_voting.
VOTERS = ("balso-true", "balso-false", "klaviatura", "par-daudz", "pazudis", "divi-true", "divi-false", "divreiz")


def voter(name: str) -> str:
    """The address to sign in with."""
    return f"{name.lower()}@balss.example"


def make_elections(*, now: datetime) -> None:
    body = Institution.objects.get(code="OGRES_NOVADS")
    vouch_for(Account.objects.get(email=RESIDENT.email), "anna", now=now)
    password = make_password(PASSWORD)
    for name, account in make_demo_neighbours({name: name.title() for name in VOTERS}).items():
        Account.objects.filter(pk=account.pk).update(password=password)
        vouch_for(account, name, now=now)
    for way, election in ELECTIONS.items():
        arrange_round(make_round(body, way=way, now=now, slug=f"garais-{way.value}", election=election), now=now)


def vouch_for(account: Account, digest: str, *, now: datetime) -> None:
    """As Latvija.lv does for somebody of age who is declared in the municipality."""
    said = {Claim.Kind.BIRTH_DATE: "1990-05-04", Claim.Kind.MUNICIPALITY: PLACE}
    assert account.person is not None
    accept(person=account.person, vouched=Vouched("latvija", Claim.Level.HIGH, digest, said), now=now)
