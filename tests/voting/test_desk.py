"""At a desk: the roll first, then a vote on its screen or on paper; one vote, whoever comes in which way."""

import secrets
from datetime import date, timedelta

import pytest

from balss.box.models import Ballot, DayCount
from balss.box.queries import box_of
from balss.core.vote.paper import NotABallot
from balss.core.vote.receipt import check_ballot_receipt
from balss.people.models import CodeHash
from balss.people.queries import actor_of
from balss.people.services.persons import digest_of
from balss.places.models import Institution
from balss.shared.permissions import ANONYMOUS, NotAllowed
from balss.voting.models import Batch, RollEntry
from balss.voting.queries.standing import key_for
from balss.voting.services import MayNotVote, RightGiven, Vote, VotingNotOpen
from balss.voting.services.desk import (
    CannotBeTakenBack,
    CodeWasUsed,
    DeskCodeUnknown,
    NotAttested,
    NotFilling,
    look_up,
    mark_for_paper,
    mark_for_screen,
    renew_code,
    take_back,
    vote_at_desk,
)
from balss.voting.services.paper import empty_urn, open_batch
from tests.voting.conftest import CLOSES, NOW
from tests.voting.officials import acting, code, know_code, official_of, read
from tests.voting.test_rights import votes

ANNA, BERTA = code(1), code(2)
SEED = secrets.token_bytes(32)


@pytest.fixture
def listed(arranged):
    """An open election whose roll has Anna and Berta."""
    election = arranged(roll_date=date(2026, 11, 1))
    for each in (ANNA, BERTA):
        RollEntry.objects.create(key=key_for(election, digest_of(read(each))), election=election)
    return election


@pytest.fixture
def clerk(listed):
    return acting(official_of(listed.institution, "klerks", scope="voting"))


@pytest.fixture
def urn(listed, clerk):
    return open_batch(election=listed, place="Liepu bibliotēka", by=clerk, now=NOW)


def for_screen(election, by, personal_code=ANNA, now=NOW, attested=False):
    return mark_for_screen(election=election, code=read(personal_code), attested=attested, by=by, now=now)


def for_paper(urn, by, personal_code=ANNA, now=NOW):
    return mark_for_paper(batch=urn, code=read(personal_code), attested=False, by=by, now=now)


def at_screen(election, word, *choices, seed=SEED, now=NOW):
    return vote_at_desk(election=election, word=word, seed=seed, vote=Vote(choices or ("1",)), now=now)


def test_person_votes_on_the_screen_with_the_code_once(listed, clerk):
    word = for_screen(listed, clerk)
    assert RollEntry.objects.get(used_date=NOW.date()).channel == "desk"
    receipt = at_screen(listed, word.lower(), "2")
    assert set(check_ballot_receipt(receipt, election=box_of(listed.pk).published).values()) == {True}
    assert (Ballot.objects.get().read().choices, DayCount.objects.get().channel) == (("2",), "desk")
    with pytest.raises(DeskCodeUnknown):
        at_screen(listed, word, "3", seed=secrets.token_bytes(32))
    assert Ballot.objects.count() == 1


def test_a_lost_code_is_replaced_until_it_was_used(listed, clerk):
    lost = for_screen(listed, clerk)
    word = renew_code(election=listed, code=read(ANNA), by=clerk, now=NOW)
    with pytest.raises(DeskCodeUnknown):
        at_screen(listed, lost)
    at_screen(listed, word)
    with pytest.raises(CodeWasUsed):
        renew_code(election=listed, code=read(ANNA), by=clerk, now=NOW)
    with pytest.raises(CodeWasUsed):
        renew_code(election=listed, code=read(BERTA), by=clerk, now=NOW)
    assert Ballot.objects.count() == 1


def test_the_same_form_sent_again_has_its_receipt_again(listed, clerk):
    word = for_screen(listed, clerk)
    first, again = at_screen(listed, word), at_screen(listed, word)
    assert (first.ballot, Ballot.objects.count()) == (again.ballot, 1)


def test_a_choice_that_does_not_fit_costs_no_code(listed, clerk):
    word = for_screen(listed, clerk)
    with pytest.raises(NotABallot):
        at_screen(listed, word, "1", "2", "3", "4")
    at_screen(listed, word, "1")


def test_the_roll_keeps_nothing_that_leads_to_the_ballot(listed, clerk):
    word = for_screen(listed, clerk)
    kept_before = RollEntry.objects.get(used_date=NOW.date()).request
    receipt = at_screen(listed, word)
    entry = RollEntry.objects.get(used_date=NOW.date())
    whole = receipt.text() + Ballot.objects.get().right
    assert entry.request != kept_before
    assert [each in whole for each in (entry.key, entry.request, kept_before, word)] == [False] * 4


@pytest.mark.parametrize(("word", "now"), [("ABCDEFGH", NOW), ("", NOW), (None, NOW + timedelta(days=1))])
def test_a_code_that_is_wrong_or_of_another_day_casts_nothing(listed, clerk, word, now):
    right_word = for_screen(listed, clerk)
    with pytest.raises(DeskCodeUnknown):
        at_screen(listed, right_word if word is None else word, now=now)
    assert not Ballot.objects.exists()


def test_a_code_one_second_after_the_closing_casts_nothing(arranged, clerk, listed):
    last = CLOSES - timedelta(seconds=1)
    word = for_screen(listed, clerk, now=last)
    with pytest.raises(VotingNotOpen) as refused:
        at_screen(listed, word, now=CLOSES)
    assert (refused.value.over, Ballot.objects.count()) == (True, 0)
    for act in (
        lambda: for_screen(listed, clerk, BERTA, now=CLOSES),
        lambda: renew_code(election=listed, code=read(ANNA), by=clerk, now=CLOSES),
    ):
        with pytest.raises(VotingNotOpen):
            act()


def test_clerk_cannot_mark_who_voted_online_and_is_told_how_and_when(listed, clerk, urn, make_person):
    votes(listed, actor_of(know_code(make_person(code="", born="", place=""), ANNA)))
    standing = look_up(election=listed, code=read(ANNA), by=clerk, now=NOW)
    assert (standing.used_date, standing.channel) == (date(2026, 11, 23), "service")
    for mark in (lambda: for_screen(listed, clerk), lambda: for_paper(urn, clerk)):
        with pytest.raises(RightGiven):
            mark()
    urn.refresh_from_db()
    assert (urn.marked, Ballot.objects.count()) == (0, 1)


@pytest.mark.parametrize(("way", "words"), [("desk", "pie galda"), ("paper", "uz papīra")])
def test_person_who_voted_at_the_desk_cannot_vote_online(listed, clerk, urn, make_person, way, words):
    for_screen(listed, clerk) if way == "desk" else for_paper(urn, clerk)
    with pytest.raises(RightGiven) as refused:
        votes(listed, actor_of(know_code(make_person(code="", born="", place=""), ANNA)))
    assert (words in refused.value.message, Ballot.objects.count()) == (True, 0)


def test_who_is_not_listed_or_too_young_is_not_marked(listed, clerk):
    with pytest.raises(MayNotVote) as refused:
        for_screen(listed, clerk, code(7))
    assert refused.value.hindrance == "not listed"
    RollEntry.objects.update(votes_from=date(2026, 11, 24))
    with pytest.raises(MayNotVote) as refused:
        for_screen(listed, clerk)
    assert refused.value.hindrance == "too young"
    for_screen(listed, clerk, now=NOW + timedelta(days=1))


def test_without_a_list_the_clerk_attests_and_age_is_read_from_the_code(election):
    clerk = acting(official_of(election.institution, "klerks"))
    with pytest.raises(NotAttested):
        for_screen(election, clerk)
    with pytest.raises(MayNotVote):
        for_screen(election, clerk, code(1, born="241110", century=2), attested=True)
    at_screen(election, for_screen(election, clerk, attested=True))
    assert RollEntry.objects.get().channel == "desk"


def test_who_exchanged_the_code_has_one_vote_at_the_desk_too(election, make_person):
    clerk, account = acting(official_of(election.institution, "klerks")), know_code(make_person(), ANNA)
    know_code(account, BERTA)
    votes(election, actor_of(account))
    with pytest.raises(RightGiven):
        for_screen(election, clerk, BERTA, attested=True)
    assert CodeHash.objects.filter(person=account.person).count() == 3


def test_two_clerks_at_once_for_one_person_mark_once(listed, clerk, urn):
    for_paper(urn, clerk)
    with pytest.raises(RightGiven):
        for_screen(listed, acting(official_of(listed.institution, "otrs")))


def test_a_mark_is_taken_back_until_it_is_used(listed, clerk, urn):
    word = for_screen(listed, clerk)
    take_back(election=listed, word=word, batch=None, by=clerk, now=NOW)
    with pytest.raises(DeskCodeUnknown):
        at_screen(listed, word)
    paper = for_paper(urn, clerk)
    take_back(election=listed, word=paper, batch=urn, by=clerk, now=NOW)
    urn.refresh_from_db()
    assert (urn.marked, RollEntry.objects.filter(used_date=None).count()) == (0, 2)
    used = for_screen(listed, clerk)
    at_screen(listed, used)
    with pytest.raises(CannotBeTakenBack):
        take_back(election=listed, word=used, batch=None, by=clerk, now=NOW)


def test_a_paper_mark_stays_once_the_urn_is_emptied_and_no_word_is_made_up(listed, clerk, urn):
    word = for_paper(urn, clerk)
    with pytest.raises(CannotBeTakenBack):
        take_back(election=listed, word="wrong", batch=urn, by=clerk, now=NOW)
    urn.refresh_from_db()
    assert urn.marked == 1
    empty_urn(batch=urn, by=clerk, now=NOW)
    for act in (
        lambda: take_back(election=listed, word=word, batch=urn, by=clerk, now=NOW),
        lambda: for_paper(urn, clerk, BERTA),
    ):
        with pytest.raises((CannotBeTakenBack, NotFilling)):
            act()
    assert RollEntry.objects.filter(used_date=None).count() == 1


def test_only_clerks_of_the_municipality_serve(listed, urn, voter):
    elsewhere = Institution.objects.create(code="N2", slug="n2", kind="municipality")
    others = [acting(official_of(elsewhere, "cits")), acting(official_of(listed.institution, "n", scope="events"))]
    for by in (ANONYMOUS, voter, *others):
        for act in (
            lambda by=by: look_up(election=listed, code=read(ANNA), by=by, now=NOW),
            lambda by=by: for_screen(listed, by),
            lambda by=by: for_paper(urn, by),
            lambda by=by: renew_code(election=listed, code=read(ANNA), by=by, now=NOW),
            lambda by=by: take_back(election=listed, word="x", batch=urn, by=by, now=NOW),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert (RollEntry.objects.filter(used_date=None).count(), Batch.objects.get().marked) == (2, 0)
