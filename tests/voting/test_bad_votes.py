"""What can go wrong with a vote, through the pages: one vote, and a clear word to each who tried."""

import json
import secrets
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from lxml import html

from balss.box.models import Ballot, BallotBox
from balss.box.queries import box_of
from balss.core.blind.rsabssa import blind, finish
from balss.core.vote.ballot import key_of, public_half, sign_ballot
from balss.core.vote.right import read_issuer
from balss.voting.models import Election, RollEntry
from tests.voting.test_pages import address, form_of

CAST = {"step": "cast", "choice": ["1"]}
JSON = "application/json"


@pytest.fixture
def open_now(arranged):
    now = timezone.now()
    return arranged(opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20), now=now - timedelta(days=1))


@pytest.fixture
def signed_in(client, make_person):
    client.force_login(make_person())
    return client


def closed_a_second_ago(election):
    moment = {"closes_at": timezone.now() - timedelta(seconds=1)}
    Election.objects.filter(pk=election.pk).update(**moment)
    BallotBox.objects.filter(pk=election.pk).update(**moment)


def said(answer):
    return html.fromstring(answer.content).get_element_by_id("vote-error").text_content()


class Device:
    """What a voter's browser does by its script."""

    def __init__(self, election):
        self.election, self.seed = election, secrets.token_bytes(32)
        self.issuer = read_issuer(box_of(election.pk).issuer)
        self.key = public_half(key_of(self.seed))
        self.hidden = blind(self.key, key=self.issuer)

    def asks(self, client):
        asked = json.dumps({"blinded": self.hidden.message.hex()})
        return client.post(address(self.election, "tiesibas/"), asked, JSON)

    def right(self, answer):
        signature = bytes.fromhex(answer.json()["signature"])
        return finish(self.key, signature, inverse=self.hidden.inverse, key=self.issuer).hex()

    def casts(self, client, right, choice="2", version=1, election=None):
        of = election or self.election
        ballot = sign_ballot(seed=self.seed, election=str(of.pk), version=version, choices=(choice,))
        sent = {"statement": ballot.statement, "signature": ballot.signature, "right": right}
        return client.post(address(of, "urna/"), json.dumps(sent), JSON)


def test_vote_a_second_late_is_refused_and_nothing_is_marked(signed_in, open_now):
    hidden = form_of(signed_in.get(address(open_now)))
    closed_a_second_ago(open_now)
    answer = signed_in.post(address(open_now), {**hidden, **CAST})
    assert (answer.status_code, RollEntry.objects.count(), Ballot.objects.count()) == (409, 0, 0)
    assert "jūsu balss pienāca par vēlu. Nekas nav nodots." in said(answer)


def test_right_asked_for_a_second_late_is_refused(signed_in, open_now):
    device = Device(open_now)
    closed_a_second_ago(open_now)
    answer = device.asks(signed_in)
    assert (answer.status_code, RollEntry.objects.count()) == (409, 0)
    assert "pienāca par vēlu" in answer.json()["error"]


def test_vote_changed_a_second_late_stays_as_it_was(signed_in, open_now):
    hidden = form_of(signed_in.get(address(open_now)))
    signed_in.post(address(open_now), {**hidden, **CAST})
    closed_a_second_ago(open_now)
    late = {"code": hidden["seed"], "step": "cast", "choice": ["2"]}
    answer = signed_in.post(address(open_now, "mainit/"), late)
    assert (answer.status_code, Ballot.objects.get().read().choices) == (409, ("1",))
    assert "Nekas nav nodots vai mainīts" in said(answer)


def test_right_given_in_time_is_cast_while_it_is_under_way(signed_in, client, open_now):
    device = Device(open_now)
    right = device.right(device.asks(signed_in))
    closed_a_second_ago(open_now)
    assert (device.casts(client, right).status_code, Ballot.objects.count()) == (200, 1)


def test_form_sent_twice_gives_one_vote_and_the_same_receipt(signed_in, open_now):
    hidden = form_of(signed_in.get(address(open_now)))
    receipts = [
        html.fromstring(signed_in.post(address(open_now), {**hidden, **CAST}).content).get_element_by_id("receipt-text")
        for _ in range(2)
    ]
    assert (receipts[0].text, Ballot.objects.count()) == (receipts[1].text, 1)


def test_form_sent_from_two_windows_gives_one_vote_and_a_word(signed_in, open_now):
    windows = [form_of(signed_in.get(address(open_now))) for _ in range(2)]
    answers = [signed_in.post(address(open_now), {**hidden, **CAST}) for hidden in windows]
    assert ([answer.status_code for answer in answers], Ballot.objects.count()) == ([200, 409], 1)
    assert "Katram ir viena balss, tāpēc vairāk nekas nav nodots." in said(answers[1])


def test_second_device_gets_no_second_right(signed_in, open_now):
    answers = [Device(open_now).asks(signed_in) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 409]
    assert "citā logā vai citā ierīcē" in answers[1].json()["error"]


def test_replayed_vote_gives_its_receipt_again_and_no_second_vote(signed_in, client, open_now):
    device = Device(open_now)
    right = device.right(device.asks(signed_in))
    answers = [device.casts(client, right) for _ in range(2)]
    assert (answers[0].json(), Ballot.objects.count()) == (answers[1].json(), 1)


def test_right_taken_by_another_key_is_refused(signed_in, client, open_now):
    owner, thief = Device(open_now), Device(open_now)
    right = owner.right(owner.asks(signed_in))
    answer = thief.casts(client, right)
    assert (answer.status_code, Ballot.objects.count()) == (409, 0)
    assert "nav derīgas" in answer.json()["error"]


def test_right_of_another_election_is_refused(signed_in, client, open_now, arranged, paper):
    now = timezone.now()
    other = arranged(
        paper=replace(paper, election=str(uuid4())),
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20), now=now - timedelta(days=1),
    )  # fmt: skip
    device = Device(open_now)
    right = device.right(device.asks(signed_in))
    answer = device.casts(client, right, election=other)
    assert (answer.status_code, Ballot.objects.count()) == (409, 0)


def test_older_version_replayed_does_not_take_the_place_of_a_newer(signed_in, client, open_now):
    device = Device(open_now)
    right = device.right(device.asks(signed_in))
    for version, choice in ((1, "2"), (2, "3")):
        device.casts(client, right, choice, version)
    answer = device.casts(client, right, "2", 1)
    assert (answer.status_code, answer.json()["version"], Ballot.objects.get().read().choices) == (409, 2, ("3",))
