"""Elections of the journeys, open now, at addresses that do not change: one of 150 projects for each way to choose, two
small ones in which people have voted already, and the people whom a sign-in provider vouches for."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from balss.box.models import BallotBox
from balss.cli.demo.voting import cast_as_browser
from balss.core.vote.paper import Way
from balss.participatory_budget.jobs import count_votes
from balss.participatory_budget.models import Call
from balss.people.models import Account, Claim
from balss.people.services.demo import PASSWORD, make_demo_neighbours
from balss.people.services.persons import Vouched, accept
from balss.places.models import Institution
from balss.voting.jobs import close_elections
from balss.voting.models import Election
from balss.voting.services import Vote
from tests.voting.rounds import Offered, arrange_round, make_round

PLACE = "Ogres novads"
ELECTIONS = {way: UUID(f"00000000-0000-4000-8000-0000000002{place:02}") for place, way in enumerate(Way)}

# With and without JavaScript. Who wants the sports ground sees it lose: after the path there is no money for it.
SMALL = {True: "mazais-ar-skriptiem", False: "mazais-bez-skriptiem"}
SMALL_ELECTIONS = {scripts: UUID(f"00000000-0000-4000-8000-00000000030{scripts:d}") for scripts in SMALL}
OFFERED = (
    Offered("Gājēju taka gar upi", 600_000),
    Offered("Sporta laukuma segums", 900_000),
    Offered("Soliņi parkā", 150_000),
)
CAST = {("1",): 12, ("2",): 8, ("3",): 3, ("1", "3"): 2}

# Each votes in one test of test_voting.
VOTERS = (
    "balso-true", "balso-false", "klaviatura", "par-daudz", "pazudis", "divi-true", "divi-false", "divreiz",
    "cels-true", "cels-false", "aizdots", "klausitajs",
)  # fmt: skip


def voter(name: str) -> str:
    """The address to sign in with."""
    return f"{name.lower()}@balss.example"


def make_elections(*, now: datetime) -> None:
    body = Institution.objects.get(code="OGRES_NOVADS")
    password = make_password(PASSWORD)
    for name, account in make_demo_neighbours({name: name.title() for name in VOTERS}).items():
        Account.objects.filter(pk=account.pk).update(password=password)
        vouch_for(account, name, now=now)
    for way, election in ELECTIONS.items():
        arrange_round(make_round(body, way=way, now=now, slug=f"garais-{way.value}", election=election), now=now)
    for scripts, slug in SMALL.items():
        call = make_round(
            body, way=Way.SEVERAL, now=now, slug=slug, election=SMALL_ELECTIONS[scripts], money_cents=1_000_000,
            offered=OFFERED,
        )  # fmt: skip
        election = arrange_round(call, now=now)
        voters = iter(range(100))
        for choices, times in CAST.items():
            for _ in range(times):
                cast_as_browser(election, f"{slug}-{next(voters)}", Vote(choices), now=now)


def end_voting(slug: str, *, now: datetime) -> None:
    """As if the days of voting had passed: the box is sealed and its votes are counted, as the jobs do it."""
    call = Call.objects.get(slug=slug)
    closed = now - timedelta(minutes=5)
    Call.objects.filter(pk=call.pk).update(voting_closes_at=closed)
    Election.objects.filter(pk=call.election_id).update(closes_at=closed)
    BallotBox.objects.filter(pk=call.election_id).update(closes_at=closed)
    close_elections(now)
    count_votes(now)


def vouch_for(account: Account, digest: str, *, now: datetime) -> None:
    """As Latvija.lv does for somebody of age who is declared in the municipality."""
    said = {Claim.Kind.BIRTH_DATE: "1990-05-04", Claim.Kind.MUNICIPALITY: PLACE}
    assert account.person is not None
    accept(person=account.person, vouched=Vouched("latvija", Claim.Level.HIGH, digest, said), now=now)
