"""A box that is open, its issuer, and voters who have a right to it."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from balss.box.models import BallotBox, Channel
from balss.box.services import cast, make_box
from balss.core.blind.rsabssa import blind_sign, finish
from balss.core.vote.ballot import Ballot, key_of, public_half, sign_ballot
from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.core.vote.receipt import BallotReceipt
from balss.core.vote.right import blind_for, issuer_text

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OPENS, CLOSES = NOW - timedelta(days=1), NOW + timedelta(days=20)
PROJECTS = tuple(PaperProject(str(n), f"Projekts {n}", 10_000 * n, "1") for n in range(1, 6))


@dataclass(frozen=True)
class Voter:
    """Who holds a seed, and the right that belongs to it."""

    seed: bytes
    right: str

    def ballot(self, election: UUID, *choices: str, version: int = 1) -> Ballot:
        return sign_ballot(seed=self.seed, election=str(election), version=version, choices=choices)

    def votes(self, box: BallotBox, *choices: str, version: int = 1, now: datetime = NOW) -> BallotReceipt:
        ballot = self.ballot(box.pk, *choices, version=version)
        return cast(ballot=ballot, right=self.right, channel=Channel.BROWSER, now=now)


@pytest.fixture(scope="session")
def issuer() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@pytest.fixture
def paper() -> Paper:
    return Paper(
        str(uuid4()), "Līdzdalības budžets", Way.SEVERAL, (PaperArea("1", "Viss novads", 60_000),), PROJECTS, most=3
    )


@pytest.fixture
def box(db, paper, issuer) -> BallotBox:
    return make_box(
        paper=paper, issuer=issuer_text(issuer), opens_at=OPENS, closes_at=CLOSES, now=OPENS - timedelta(days=1)
    )


@pytest.fixture
def make_voter(issuer):
    def make(key: RSAPrivateKey = issuer) -> Voter:
        seed = secrets.token_bytes(32)
        blinded = blind_for(seed, issuer=key.public_key())
        signed = blind_sign(blinded.message, key=key)
        public = public_half(key_of(seed))
        right = finish(public, signed, inverse=blinded.inverse, key=key.public_key())
        return Voter(seed, right.hex())

    return make


@pytest.fixture
def voter(make_voter) -> Voter:
    return make_voter()
