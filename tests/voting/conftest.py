"""An election that is open in a municipality, and persons whom a sign-in provider vouches for."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.people.models import Account, Claim, CodeHash, Person
from balss.people.queries import actor_of
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM
from balss.voting.services import Vote, arrange, vote_by_service

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OPENS, CLOSES = NOW - timedelta(days=1), NOW + timedelta(days=20)
PROJECTS = tuple(PaperProject(str(n), f"Projekts {n}", 10_000 * n, "1") for n in range(1, 6))
PLACE = "Izdomātais novads"


@pytest.fixture
def paper():
    return Paper(str(uuid4()), "Līdzdalības budžets", Way.SEVERAL, (PaperArea("1", PLACE, 60_000),), PROJECTS, most=3)


@pytest.fixture
def arranged(db, paper):
    """Arranges an election; what is not said is an open one whose roll goes by claims."""

    def make(paper=paper, opens_at=OPENS, closes_at=CLOSES, now=OPENS - timedelta(days=1), **columns):
        institution, _ = Institution.objects.get_or_create(code="N1", slug="n1", kind="municipality")
        return arrange(
            paper=paper, institution=institution, opens_at=opens_at, closes_at=closes_at, places=[PLACE], by=SYSTEM,
            now=now, **columns,
        )  # fmt: skip

    return make


@pytest.fixture
def election(arranged):
    return arranged()


@pytest.fixture
def make_person(db):
    """A person with an account; `born` and `place` as a provider vouches, `code` stands for the personal code."""

    def make(code="1", born="1990-01-01", place=PLACE):
        person = Person.objects.create(name="Anna Liepa")
        if code:
            CodeHash.objects.create(person=person, digest=f"digest-{code}", obtained_at=NOW - timedelta(days=2))
        said = {Claim.Kind.BIRTH_DATE: born, Claim.Kind.MUNICIPALITY: place}
        for kind, value in said.items():
            if value:
                Claim.objects.create(
                    person=person, kind=kind, value=value, source="latvija", level="high",
                    obtained_at=NOW - timedelta(days=2),
                )  # fmt: skip
        return Account.objects.create(email=f"{uuid4()}@example.lv", person=person)

    return make


@pytest.fixture
def voter(make_person):
    return actor_of(make_person())


@pytest.fixture
def votes(election):
    """Lets accounts vote one after another, at their times."""

    def cast(*accounts, now=NOW):
        for account in accounts:
            vote_by_service(
                election=election, seed=secrets.token_bytes(32), vote=Vote(("1",)), by=actor_of(account), now=now
            )

    return cast
