"""Elections of the journeys, open now, at addresses that do not change: one of 150 projects for each way to choose, and
the people whom a sign-in provider vouches for."""

from datetime import datetime
from uuid import UUID

from balss.core.vote.paper import Way
from balss.people.models import Account, Claim
from balss.people.services.demo import RESIDENT
from balss.people.services.persons import Vouched, accept
from balss.places.models import Institution
from tests.voting.long_ballot import arrange_round, make_round

PLACE = "Ogres novads"
ELECTIONS = {way: UUID(f"00000000-0000-4000-8000-0000000002{place:02}") for place, way in enumerate(Way)}


def make_elections(*, now: datetime) -> None:
    body = Institution.objects.get(code="OGRES_NOVADS")
    vouch_for(Account.objects.get(email=RESIDENT.email), "anna", now=now)
    for way, election in ELECTIONS.items():
        call = make_round(body, now=now, slug=f"garais-{way.value}")
        type(call).objects.filter(pk=call.pk).update(election_id=election)
        call.refresh_from_db()
        arrange_round(call, way=way, places=[PLACE], now=now)


def vouch_for(account: Account, digest: str, *, now: datetime) -> None:
    """As Latvija.lv does for somebody of age who is declared in the municipality."""
    said = {Claim.Kind.BIRTH_DATE: "1990-05-04", Claim.Kind.MUNICIPALITY: PLACE}
    assert account.person is not None
    accept(person=account.person, vouched=Vouched("latvija", Claim.Level.HIGH, digest, said), now=now)
