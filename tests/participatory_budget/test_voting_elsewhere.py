"""Where people vote on another site or on paper alone: nothing is arranged here, and results are entered."""

import json

import pytest
from django.db import IntegrityError

from balss.box.queries import box_of
from balss.ledger.models import Entry
from balss.participatory_budget import services
from balss.participatory_budget.models import Ballot
from balss.participatory_budget.queries.elections import election_of, elections_open
from balss.participatory_budget.services.importing import import_results
from balss.participatory_budget.services.refusals import BallotFixed, Missing, VotingHereCalledOff
from balss.shared.permissions import SYSTEM
from balss.voting.models import Election
from tests.participatory_budget.conftest import AFTER_VOTING, IN_VETTING, IN_VOTING, NOW

ELSEWHERE = {
    "elsewhere": "Vietnē geolatvija.lv, arī bibliotēkās.", "elsewhere_address": "https://geolatvija.lv/balso",
    "elsewhere_point": "14. punkts",
}  # fmt: skip
HERE = dict.fromkeys(ELSEWHERE, "")
RESULTS = b"number;votes;rank\n1;12;3\n2;30;1\n3;20;2\n"


@pytest.fixture
def set_where(call, official):
    def change(where=ELSEWHERE, now=IN_VETTING):
        return services.set_ballot(call=call, content=where, by=official, now=now)

    return change


def test_no_election_is_arranged_and_results_are_taken_in(listed, set_where, official):
    set_where()
    services.carry_elections(by=SYSTEM, now=IN_VOTING)
    assert (election_of(listed.election_id), elections_open(IN_VOTING)) == (None, [])
    assert not Election.objects.filter(pk=listed.election_id).exists()
    call = import_results(call=listed, content=RESULTS, voters=40, by=official, now=AFTER_VOTING)
    assert [(each.number, each.rank) for each in call.projects.all()] == [(1, 3), (2, 1), (3, 2)]


def test_an_election_that_stands_is_called_off_before_it_opens(listed, arranged, set_where, official):
    set_where()
    assert not Election.objects.get().is_open(IN_VOTING)
    assert not box_of(listed.election_id).is_open(IN_VOTING)
    services.carry_elections(by=SYSTEM, now=IN_VOTING)
    assert Entry.objects.filter(action="voting.election_called_off").count() == 1
    results = services.Results(voters=40, votes={"1": 12, "2": 30, "3": 20}, chosen=["2"])
    assert services.announce_results(call=listed, results=results, by=official, now=AFTER_VOTING).voters == 40


def test_what_was_called_off_is_not_taken_up_again(listed, arranged, set_where):
    set_where()
    with pytest.raises(VotingHereCalledOff):
        set_where(HERE)
    assert Ballot.objects.get().elsewhere == ELSEWHERE["elsewhere"]


def test_before_anything_is_arranged_it_may_be_here_again(listed, set_where):
    set_where()
    set_where(HERE)
    services.carry_elections(by=SYSTEM, now=IN_VETTING)
    assert Election.objects.filter(pk=listed.election_id).exists()


def test_where_one_votes_is_fixed_once_voting_has_opened(listed, set_where):
    with pytest.raises(BallotFixed):
        set_where(now=listed.voting_opens_at)


def test_it_is_cited_from_the_rules_and_stands_in_the_ledger(call, set_where):
    with pytest.raises(Missing) as missing:
        set_where(ELSEWHERE | {"elsewhere_point": " "})
    assert missing.value.field == "elsewhere_point"
    set_where()
    entry = json.loads(Entry.objects.get(action="participatory_budget.ballot_changed").content.body)
    assert {name: entry[name] for name in ELSEWHERE} == ELSEWHERE


def test_the_ledger_keeps_the_ballot_that_is_published_with_its_round(draft, official, ballot_content):
    services.set_ballot(call=draft, content=ballot_content | ELSEWHERE, by=official, now=NOW)
    services.publish_call(call=draft, by=official, now=NOW)
    entry = json.loads(Entry.objects.get(action="participatory_budget.call_published").content.body)
    assert {"rule": "greedy", **ELSEWHERE}.items() <= entry["ballot"].items()


@pytest.mark.parametrize("wrong", [{"elsewhere": ""}, {"elsewhere_point": ""}])
def test_the_database_wants_words_and_point_together(call, set_where, wrong):
    set_where()
    with pytest.raises(IntegrityError):
        Ballot.objects.update(**wrong)


# Pages


def test_page_of_the_round_says_where_and_how_one_votes(at, listed, set_where):
    set_where()
    page = at(IN_VOTING).get(listed.get_absolute_url()).content.decode()
    for words in ("Šajā vietnē nebalso.", *ELSEWHERE.values(), "Balsot vietnē geolatvija.lv"):
        assert words in page
    assert "/balsosana/" not in page
    assert "Balsot vietnē" not in at(AFTER_VOTING).get(listed.get_absolute_url()).content.decode()


def test_an_official_says_it_on_the_page_of_the_ballot_and_enters_results(at, listed, official_account, again):
    address = f"/lidzdalibas-budzets/darbs/{listed.slug}/"
    browser = at(IN_VETTING, official_account)
    ballot = {"form": "approval", "most_choices": "3", "rule": "greedy", "tie_order": "cost,number"}
    without = browser.post(f"{address}balsojums/", ballot | ELSEWHERE | {"where": "elsewhere", "elsewhere_point": ""})
    assert (without.status_code, "Tas vajadzīgs, ja balso citur." in without.content.decode()) == (422, True)
    browser.post(f"{address}balsojums/", ballot | ELSEWHERE | {"where": "elsewhere"})
    assert Ballot.objects.get().elsewhere_address == "https://geolatvija.lv/balso"
    later = at(AFTER_VOTING, official_account)
    assert "Paziņot rezultātus" in later.get(address).content.decode()
    votes = {"voters": "40", "chosen": "2, 3", "votes_1": "1", "votes_2": "30", "votes_3": "20"}
    later.post(f"{address}rezultati/", votes)
    assert again(listed).voters == 40


def test_words_of_elsewhere_are_left_out_where_one_votes_here(at, listed, official_account):
    ballot = {"form": "approval", "most_choices": "3", "rule": "greedy", "tie_order": "cost,number", "where": "here"}
    address = f"/lidzdalibas-budzets/darbs/{listed.slug}/balsojums/"
    assert at(IN_VETTING, official_account).post(address, ballot | ELSEWHERE).status_code == 302
    assert Ballot.objects.get().elsewhere == ""
