"""Votes of the story: rights given and ballots cast as a voter's browser does it, each on its own day."""

import random
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from balss.box.models import Channel
from balss.box.queries import box_of
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed
from balss.core.blind.rsabssa import blind_sign
from balss.core.vote.ballot import SEED_BYTES
from balss.core.vote.paper import NotABallot, Paper
from balss.participatory_budget.models import Call, Idea
from balss.people.models import Claim
from balss.people.services.persons import Vouched, accept
from balss.voting.models import Election
from balss.voting.queries.standing import key_for
from balss.voting.services import Vote
from balss.voting.services.keys import issuer_key
from balss.voting.services.rights import mark
from balss.voting.services.voting import vote_with

MOST_TRIES = 20


def vouch(stage: Stage, deed: Deed) -> None:
    """A sign-in provider says who somebody is: `born`, and where the person is declared (`place`)."""
    facts, account = deed.facts, stage.accounts[deed.by]
    claims = {Claim.Kind.BIRTH_DATE: facts["born"].isoformat(), Claim.Kind.MUNICIPALITY: facts["place"]}
    assert account.person is not None  # noqa: S101  (made with the account)
    vouched = Vouched("latvija", Claim.Level.HIGH, f"demonstration-{deed.by}", claims)
    accept(person=account.person, vouched=vouched, now=deed.at)


def vote(stage: Stage, deed: Deed) -> None:
    """Let `voters` people vote on `days` days from the deed's on. `liked` says of each idea how many of a hundred like
    it; each chooses by lot among those of one area, as the paper allows."""
    facts = deed.facts
    call = Call.objects.get(pk=stage.calls[facts["call"]])
    liked = {str(Idea.objects.get(pk=stage.ideas[name]).number): share for name, share in facts["liked"].items()}
    election, lot = Election.objects.get(pk=call.election_id), random.Random(facts["call"])  # noqa: S311
    for number in range(facts["voters"]):
        day = deed.at + timedelta(days=number % facts["days"])
        cast_as_browser(election, f"{facts['call']}-{number}", choose(election, liked, lot), now=day)


def choose(election: Election, liked: Mapping[str, int], lot: random.Random) -> Vote:
    """One voter's choice: of one area, what the voter likes, less of it until it fits the paper."""
    box = box_of(election.pk)
    assert box is not None  # noqa: S101  (arranged with the election)
    paper: Paper = box.read_paper
    area = lot.choice([area.id for area in paper.areas])
    ids = [project.id for project in paper.projects if project.area == area]
    for _ in range(MOST_TRIES):
        choices = paper.in_order([id_ for id_ in ids if lot.random() * 100 < liked.get(id_, 0)])
        try:
            paper.check(choices)
        except NotABallot:
            continue
        return Vote(choices)
    return Vote((max(ids, key=lambda id_: liked.get(id_, 0)),))


def cast_as_browser(election: Election, voter: str, vote: Vote, *, now: datetime) -> None:
    """One vote of somebody whom the service knows by nothing but an entry in the roll."""

    def give(blinded: bytes) -> bytes:
        keys, request = [key_for(election, f"demonstration-{voter}")], sha256(blinded).hexdigest()
        mark(election=election, keys=keys, request=request, channel=Channel.BROWSER, now=now)
        return blind_sign(blinded, key=issuer_key(election.pk))

    seed = secrets.token_bytes(SEED_BYTES)
    vote_with(election=election, seed=seed, vote=vote, channel=Channel.BROWSER, give=give, now=now)


VERBS = {"vouch": vouch, "budget_votes": vote}
