"""Voting on pages, without JavaScript and as a browser's script does it."""

import json
import re
import secrets
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from balss.box.models import Ballot
from balss.box.queries import box_of
from balss.core.blind.rsabssa import blind, finish
from balss.core.vote.ballot import key_of, public_half, sign_ballot
from balss.core.vote.receipt import check_ballot_receipt, read_ballot_receipt
from balss.core.vote.right import read_issuer
from balss.voting.models import RollEntry


@pytest.fixture
def open_now(arranged):
    now = timezone.now()
    return arranged(opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20), now=now - timedelta(days=1))


@pytest.fixture
def signed_in(client, make_person):
    client.force_login(make_person())
    return client


def address(election, part=""):
    return f"/balsosana/{election.pk}/{part}"


def form_of(answer):
    tree = html.fromstring(answer.content)
    return {each.name: each.value for each in tree.xpath("//form[@id='ballot']//input[@type='hidden']")}


def test_vote_without_javascript_gives_a_receipt_that_proves_itself(signed_in, open_now):
    hidden = form_of(signed_in.get(address(open_now)))
    answer = signed_in.post(address(open_now), {**hidden, "step": "cast", "choice": ["3", "1"]})
    receipt = read_ballot_receipt(html.fromstring(answer.content).get_element_by_id("receipt-text").text)
    assert (answer.status_code, receipt.ballot.choices, receipt.way) == (200, ("1", "3"), "service")
    assert set(check_ballot_receipt(receipt, election=box_of(open_now.pk).published).values()) == {True}
    again = signed_in.post(address(open_now), {**hidden, "step": "cast", "choice": ["3", "1"]})
    assert (again.status_code, Ballot.objects.count()) == (200, 1)


def test_what_does_not_fit_is_shown_again_with_what_was_ticked(signed_in, open_now):
    hidden = form_of(signed_in.get(address(open_now)))
    answer = signed_in.post(address(open_now), {**hidden, "step": "cast", "choice": ["1", "2", "3", "4"]})
    tree = html.fromstring(answer.content)
    assert (answer.status_code, RollEntry.objects.count()) == (422, 0)
    assert "par 1 projektu vairāk" in tree.get_element_by_id("vote-error").text_content()
    assert sorted(tree.xpath("//input[@checked]/@value")) == ["1", "2", "3", "4"]
    assert form_of(answer)["seed"] == hidden["seed"]


def test_each_voter_sees_an_own_order_and_the_same_one_again(client, make_person, open_now):
    orders = []
    for code in ("1", "2", "3", "4"):
        client.force_login(make_person(code=code))
        seen = [re.findall(r'id="p-(\d)"', client.get(address(open_now)).content.decode()) for _ in range(2)]
        assert seen[0] == seen[1]
        orders.append(tuple(seen[0]))
    assert len(set(orders)) > 1


def test_a_browser_casts_with_a_right_that_the_service_never_saw(signed_in, client, open_now):
    issuer, seed = read_issuer(box_of(open_now.pk).issuer), secrets.token_bytes(32)
    key = public_half(key_of(seed))
    hidden = blind(key, key=issuer)
    asked = json.dumps({"blinded": hidden.message.hex()})
    given = [signed_in.post(address(open_now, "tiesibas/"), asked, "application/json").json() for _ in range(2)]
    assert given[0] == given[1]
    right = finish(key, bytes.fromhex(given[0]["signature"]), inverse=hidden.inverse, key=issuer).hex()
    ballot = sign_ballot(seed=seed, election=str(open_now.pk), version=1, choices=("2",))
    client.logout()
    sent = json.dumps({"statement": ballot.statement, "signature": ballot.signature, "right": right})
    receipt = read_ballot_receipt(client.post(address(open_now, "urna/"), sent, "application/json").json()["receipt"])
    assert (receipt.way, set(check_ballot_receipt(receipt, election=box_of(open_now.pk).published).values())) == (
        "browser",
        {True},
    )


@pytest.mark.parametrize("body", ["[]", "{", "null", '{"statement": 1}', '{"statement": "{}", "signature": ""}'])
def test_what_cannot_be_read_is_refused_in_words(client, open_now, body):
    answer = client.post(address(open_now, "urna/"), body, "application/json")
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


def test_a_forged_right_is_refused_in_words(client, open_now):
    ballot = sign_ballot(seed=secrets.token_bytes(32), election=str(open_now.pk), version=1, choices=("2",))
    sent = {"statement": ballot.statement, "signature": ballot.signature, "right": secrets.token_hex(256)}
    answer = client.post(address(open_now, "urna/"), json.dumps(sent), "application/json")
    assert (answer.status_code, Ballot.objects.count()) == (409, 0)
    assert "nav derīgas" in answer.json()["error"]


def test_a_blinded_message_of_a_wrong_length_is_not_signed(signed_in, open_now):
    answer = signed_in.post(address(open_now, "tiesibas/"), '{"blinded": "00"}', "application/json")
    assert (answer.status_code, RollEntry.objects.count()) == (400, 0)


def test_vote_is_changed_with_its_code_by_who_is_not_signed_in(signed_in, open_now):
    hidden = form_of(signed_in.get(address(open_now)))
    signed_in.post(address(open_now), {**hidden, "step": "cast", "choice": ["1"]})
    signed_in.logout()
    answer = signed_in.post(address(open_now, "mainit/"), {"code": hidden["seed"], "step": "cast", "choice": ["2"]})
    assert (answer.status_code, Ballot.objects.get().read().choices) == (200, ("2",))
    wrong = signed_in.post(address(open_now, "mainit/"), {"code": "0" * 64, "step": "cast", "choice": ["3"]})
    assert (wrong.status_code, Ballot.objects.get().read().choices) == (409, ("2",))


def test_receipt_is_checked_on_a_page(signed_in, open_now):
    hidden = form_of(signed_in.get(address(open_now)))
    answer = signed_in.post(address(open_now), {**hidden, "step": "cast", "choice": ["1"]})
    receipt = html.fromstring(answer.content).get_element_by_id("receipt-text").text
    good = signed_in.post(address(open_now, "apliecinajums/"), {"receipt": receipt})
    assert "Jūsu balss ir urnā un nav mainīta" in good.content.decode()
    Ballot.objects.all().delete()
    gone = signed_in.post(address(open_now, "apliecinajums/"), {"receipt": receipt})
    assert "Šīs balss urnā nav" in gone.content.decode()
    assert signed_in.post(address(open_now, "apliecinajums/"), {"receipt": "x"}).status_code == 422


def test_no_page_tells_how_many_voted(signed_in, open_now):
    before = {part: signed_in.get(address(open_now, part)).content for part in ("velesanas.json",)}
    hidden = form_of(signed_in.get(address(open_now)))
    signed_in.post(address(open_now), {**hidden, "step": "cast", "choice": ["1"]})
    assert {part: signed_in.get(address(open_now, part)).content for part in before} == before


def test_queries_do_not_grow_with_the_box(signed_in, open_now, django_assert_num_queries, make_person, client):
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    counts = []
    for code in ("a", "b", "c"):
        client.force_login(make_person(code=code))
        hidden = form_of(client.get(address(open_now)))
        with CaptureQueriesContext(connections["box"]) as made:
            client.post(address(open_now), {**hidden, "step": "cast", "choice": ["1"]})
        counts.append(len(made))
    assert counts == [12, 11, 11]  # the first one of a day makes the day's count
