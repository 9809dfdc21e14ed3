"""Closing: roll and box agree, the key is gone, and a receipt finds its ballot in what is published."""

import json
import secrets
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from balss.box.models import Channel, DayCount
from balss.box.queries import NotSealed, box_of, published_box
from balss.box.services import NotYetOver, show_ballots
from balss.core.blind.rsabssa import blind
from balss.core.vote.published import Found, read_published_box
from balss.ledger.models import Entry
from balss.people.queries import actor_of
from balss.voting.jobs import close_elections
from balss.voting.models import Election, RollEntry
from balss.voting.queries import balance_of
from balss.voting.services import (
    MoreCastThanGiven,
    NoIssuerKey,
    Vote,
    change_by_service,
    close_election,
    give_right,
    vote_by_service,
)
from balss.voting.services.keys import issuer_key
from tests.voting.conftest import CLOSES, NOW

AFTER = CLOSES + timedelta(minutes=2)


def votes(election, by, *choices, seed=None):
    seed = seed or secrets.token_bytes(32)
    return vote_by_service(election=election, seed=seed, vote=Vote(choices), by=by, now=NOW)


def read_again(election):
    return read_published_box("".join(published_box(box_of(election.pk))))


@pytest.fixture
def twenty(election, make_person):
    """Twenty voters, of whom sixteen chose alike."""
    chosen = [("1",)] * 16 + [("2",), ("3",), ("1", "2"), ("2", "3")]
    voters = [actor_of(make_person(code=f"v{number}")) for number in range(20)]
    return [votes(election, by, *choices) for by, choices in zip(voters, chosen, strict=True)]


def test_rights_given_are_ballots_cast_and_unused(election, voter, make_person):
    votes(election, voter, "1")
    hidden = blind(b"x" * 32, key=issuer_key(election.pk).public_key())
    other = actor_of(make_person(code="2"))
    give_right(election=election, blinded=hidden.message, channel=Channel.BROWSER, by=other, now=NOW)
    close_election(election=election, now=AFTER)
    content = Entry.objects.get(action="voting.election_sealed").content_value
    assert (content["given"], content["cast"]) == (2, 1)
    assert content["days"] == [
        {"day": "2026-11-23", "channel": "browser", "given": 1, "cast": 0},
        {"day": "2026-11-23", "channel": "service", "given": 1, "cast": 1},
    ]
    RollEntry.objects.all().delete()  # as it is erased in the end: the numbers stay
    assert [(each.given, each.cast, each.unused) for each in balance_of(election)] == [(1, 0, 1), (1, 1, 0)]


def test_more_ballots_than_rights_are_not_sealed_away(election, voter):
    votes(election, voter, "1")
    DayCount.objects.update(channel="browser")
    with pytest.raises(MoreCastThanGiven):
        close_election(election=election, now=AFTER)
    election.refresh_from_db()
    assert (election.sealed_date, box_of(election.pk).sealed_date) == (None, None)


def test_an_election_whose_numbers_disagree_keeps_no_other_waiting(election, arranged, paper, make_person):
    other = arranged(paper=replace(paper, election=str(uuid4())), closes_at=CLOSES + timedelta(seconds=1))
    votes(election, actor_of(make_person()), "1")
    DayCount.objects.update(channel="browser")
    with pytest.raises(ExceptionGroup):
        close_elections(AFTER + timedelta(seconds=1))
    sealed = Election.objects.filter(pk__in=[election.pk, other.pk], sealed_date__isnull=False)
    assert list(sealed) == [other]


def test_before_the_end_nothing_is_sealed_and_afterwards_once(election, voter):
    votes(election, voter, "1")
    with pytest.raises(NotYetOver):
        close_election(election=election, now=CLOSES)
    for _ in range(2):
        close_election(election=election, now=AFTER)
    assert Entry.objects.filter(action="voting.election_sealed").count() == 1


def test_after_the_closing_nobody_can_make_a_right(election):
    close_election(election=election, now=AFTER)
    with pytest.raises(NoIssuerKey):
        issuer_key(election.pk)


def test_published_ballots_are_whole_and_every_receipt_finds_its_own(election, twenty):
    close_election(election=election, now=AFTER)
    show_ballots(election=election.pk, areas=["1"])
    box, public = box_of(election.pk), read_again(election)
    assert public.faults(box.published) == []
    assert [each.ballot is None for each in public.ballots] == [False] * 20
    assert {public.find(receipt) for receipt in twenty} == {Found.THERE}


def test_a_changed_vote_is_found_replaced(election, voter, twenty):
    seed = secrets.token_bytes(32)
    first = votes(election, voter, "1", seed=seed)
    change_by_service(election=election, seed=seed, vote=Vote(("3",)), now=NOW)
    close_election(election=election, now=AFTER)
    show_ballots(election=election.pk, areas=["1"])
    assert read_again(election).find(first) == Found.REPLACED


def test_ballots_that_are_not_shown_are_still_found_by_their_receipts(election, voter):
    receipt = votes(election, voter, "1", "3")
    close_election(election=election, now=AFTER)
    public = read_again(election)
    assert ([each.ballot for each in public.ballots], public.find(receipt)) == ([None], Found.THERE)
    assert receipt.ballot.key not in "".join(published_box(box_of(election.pk)))


def test_ballots_are_shown_once_the_box_is_sealed_and_what_was_decided_stays(election, twenty):
    with pytest.raises(NotSealed):
        show_ballots(election=election.pk, areas=["1"])
    close_election(election=election, now=AFTER)
    show_ballots(election=election.pk, areas=[])
    show_ballots(election=election.pk, areas=["1"])
    assert {each.ballot for each in read_again(election).ballots} == {None}


def test_a_ballot_taken_out_or_put_in_is_found(election, twenty):
    close_election(election=election, now=AFTER)
    show_ballots(election=election.pk, areas=["1"])
    public, published = read_again(election), box_of(election.pk).published
    assert replace(public, ballots=public.ballots[1:]).faults(published) != []
    copied = (*public.ballots[1:], replace(public.ballots[1], slot=public.ballots[0].slot))
    assert replace(public, ballots=copied).faults(published) != []
    assert replace(public, ballots=public.ballots[1:]).find(at(twenty, public.ballots[0].slot)) == Found.MISSING


def at(receipts, slot):
    return next(receipt for receipt in receipts if receipt.proof.position == slot)


def test_box_is_public_once_it_is_sealed(client, election, voter):
    votes(election, voter, "1")
    address = f"/balsosana/{election.pk}/urna.json"
    assert client.get(address).status_code == 404
    close_election(election=election, now=AFTER)
    whole = b"".join(client.get(address).streaming_content)
    assert len(json.loads(whole)["ballots"]) == 1
