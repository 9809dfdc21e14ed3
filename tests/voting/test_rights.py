"""One right for one person, whoever asks how often and in how many ways."""

import secrets
from datetime import date, timedelta

import pytest

from balss.box.models import Ballot, Channel
from balss.box.queries import box_of
from balss.core.vote.receipt import check_ballot_receipt
from balss.core.vote.right import blind_for, read_issuer
from balss.ledger.models import Entry
from balss.people.models import CodeHash
from balss.people.queries import actor_of
from balss.shared.permissions import ANONYMOUS, NotAllowed
from balss.voting.models import RollEntry
from balss.voting.queries.standing import Hindrance, key_for, standing_of
from balss.voting.services import (
    CodeUnknown,
    ElectionHasOpened,
    MayNotVote,
    RightGiven,
    Vote,
    VotingNotOpen,
    change_by_service,
    give_right,
    vote_by_service,
)
from tests.voting.conftest import CLOSES, NOW, OPENS

SEED = secrets.token_bytes(32)


def votes(election, by, *choices, seed=SEED, now=NOW):
    return vote_by_service(election=election, seed=seed, vote=Vote(choices or ("1",)), by=by, now=now)


def test_a_vote_marks_the_roll_and_lies_in_the_box(election, voter):
    receipt = votes(election, voter, "1", "3")
    entry = RollEntry.objects.get()
    assert (entry.used_date, entry.channel) == (date(2026, 11, 23), "service")
    assert set(check_ballot_receipt(receipt, election=box_of(election.pk).published).values()) == {True}


def test_roll_and_box_have_nothing_in_common(election, voter):
    receipt = votes(election, voter, "1", "3")
    entry, ballot = RollEntry.objects.get(), Ballot.objects.get()
    of_roll = {str(getattr(entry, column.attname)) for column in entry._meta.concrete_fields}
    of_box = {str(getattr(ballot, column.attname)) for column in ballot._meta.concrete_fields}
    assert of_roll & of_box == {str(election.pk)}
    blinded = blind_for(SEED, issuer=read_issuer(box_of(election.pk).issuer))
    whole = receipt.text() + ballot.statement + ballot.right
    assert (entry.request in whole, blinded.message.hex() in whole, entry.key in whole) == (False, False, False)


def test_voting_leaves_nothing_in_the_ledger(election, voter):
    before = Entry.objects.count()
    votes(election, voter)
    assert Entry.objects.count() == before


def test_the_same_form_sent_twice_is_one_vote_with_one_receipt(election, voter):
    first, again = votes(election, voter), votes(election, voter)
    assert (first.ballot, first.proof.position) == (again.ballot, again.proof.position)
    assert (RollEntry.objects.count(), Ballot.objects.count()) == (1, 1)


def test_a_process_that_died_between_roll_and_box_costs_no_vote(election, voter):
    blinded = blind_for(SEED, issuer=read_issuer(box_of(election.pk).issuer))
    give_right(election=election, blinded=blinded.message, channel=Channel.SERVICE, by=voter, now=NOW)
    assert not Ballot.objects.exists()
    votes(election, voter)
    assert (RollEntry.objects.count(), Ballot.objects.count()) == (1, 1)


def test_a_second_browser_gets_no_second_right(election, voter):
    votes(election, voter)
    with pytest.raises(RightGiven):
        votes(election, voter, "2", seed=secrets.token_bytes(32))
    assert Ballot.objects.get().read().choices == ("1",)


@pytest.mark.parametrize(("first", "second"), [(Channel.BROWSER, Channel.SERVICE), (Channel.SERVICE, Channel.BROWSER)])
def test_a_right_taken_one_way_is_not_had_another_way(election, voter, first, second):
    """Else its ballot would be counted where no right was given, and the box could never be sealed."""
    blinded = blind_for(SEED, issuer=read_issuer(box_of(election.pk).issuer)).message
    give_right(election=election, blinded=blinded, channel=first, by=voter, now=NOW)
    with pytest.raises(RightGiven):
        give_right(election=election, blinded=blinded, channel=second, by=voter, now=NOW)
    assert RollEntry.objects.get().channel == first


def test_a_second_account_of_the_same_code_gets_no_second_right(election, make_person, voter):
    votes(election, voter)
    person = make_person(code="")
    CodeHash.objects.filter(digest="digest-1").update(person=person.person)
    with pytest.raises(RightGiven):
        votes(election, actor_of(person), seed=secrets.token_bytes(32))


def test_who_exchanged_the_personal_code_has_one_vote(election, make_person, voter):
    votes(election, voter)
    CodeHash.objects.create(person_id=voter.person_id, digest="digest-new", obtained_at=NOW)
    with pytest.raises(RightGiven):
        votes(election, voter, seed=secrets.token_bytes(32))


def test_a_choice_that_does_not_fit_costs_no_right(election, voter):
    from balss.core.vote.paper import NotABallot

    with pytest.raises(NotABallot):
        votes(election, voter, "1", "2", "3", "4")
    assert not RollEntry.objects.exists()


def test_nobody_votes_who_is_not_signed_in(election):
    with pytest.raises(NotAllowed):
        votes(election, ANONYMOUS)


@pytest.mark.parametrize(
    ("claims", "hindrance"),
    [
        ({"code": ""}, Hindrance.NO_CODE),
        ({"born": "2010-11-24"}, Hindrance.TOO_YOUNG),
        ({"born": ""}, Hindrance.AGE_UNKNOWN),
        ({"place": "Cits novads"}, Hindrance.ELSEWHERE),
        ({"place": ""}, Hindrance.PLACE_UNKNOWN),
    ],
)
def test_who_may_not_vote_is_told_why(election, make_person, claims, hindrance):
    with pytest.raises(MayNotVote) as refused:
        votes(election, actor_of(make_person(**claims)))
    assert (refused.value.hindrance, RollEntry.objects.count(), bool(refused.value.message)) == (hindrance, 0, True)


def test_one_votes_on_the_sixteenth_birthday(election, make_person):
    votes(election, actor_of(make_person(born="2010-11-23")))
    assert RollEntry.objects.count() == 1


def test_with_a_list_only_those_on_it_vote(arranged, make_person):
    election = arranged(roll_date=date(2026, 11, 1))
    RollEntry.objects.create(key=key_for(election, "digest-2"), election=election)
    with pytest.raises(MayNotVote) as refused:
        votes(election, actor_of(make_person(code="1")))
    assert refused.value.hindrance == Hindrance.NOT_LISTED
    votes(election, actor_of(make_person(code="2", born="", place="")), seed=secrets.token_bytes(32))
    assert RollEntry.objects.get().used_date == date(2026, 11, 23)


@pytest.mark.parametrize(("now", "over"), [(OPENS - timedelta(seconds=1), False), (CLOSES, True)])
def test_outside_of_the_time_no_right_is_given(election, voter, now, over):
    with pytest.raises(VotingNotOpen) as refused:
        votes(election, voter, now=now)
    assert (refused.value.over, RollEntry.objects.count()) == (over, 0)


def test_change_code_changes_the_vote_until_the_closing_and_no_other_does(election, voter):
    first = votes(election, voter, "1")
    second = change_by_service(election=election, seed=SEED, vote=Vote(("2",)), now=NOW)
    assert (second.ballot.version, second.proof.position) == (2, first.proof.position)
    with pytest.raises(CodeUnknown):
        change_by_service(election=election, seed=secrets.token_bytes(32), vote=Vote(("3",)), now=NOW)
    assert Ballot.objects.get().read().choices == ("2",)


def test_election_cannot_change_once_it_opened(arranged, election):
    with pytest.raises(ElectionHasOpened):
        arranged(now=NOW)


def test_two_elections_know_a_person_under_different_names(election, arranged, paper, voter):
    from dataclasses import replace
    from uuid import uuid4

    other = arranged(paper=replace(paper, election=str(uuid4())))
    person = actor_person(voter)
    assert standing_of(person, election, NOW).key != standing_of(person, other, NOW).key


def actor_person(actor):
    from balss.people.models import Person

    return Person.objects.get(pk=actor.person_id)
