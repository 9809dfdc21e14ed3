"""“You voted”: who gets the letter, when, what it says, and that it joins nobody with a ballot."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balss.box.models import Ballot, Channel
from balss.notices.models import Notice
from balss.people.services.persons import merge_persons
from balss.voting.models import Election, RollEntry
from balss.voting.queries.standing import keys_of
from balss.voting.services import tell_voters
from balss.voting.services.rights import mark
from tests.voting.conftest import NOW

NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _named(election):
    election.institution.names.create(lv="Izdomātā novada pašvaldība")


def letters():
    return list(Notice.objects.order_by("id"))


def test_letter_goes_out_on_the_day_after_and_once(votes, make_person):
    account = make_person()
    votes(account)
    assert tell_voters(now=NOW + timedelta(hours=1)) == 0
    assert [tell_voters(now=NEXT_DAY) for _ in range(3)] == [1, 0, 0]
    assert [letter.to for letter in letters()] == [account.email]


def test_letter_says_day_and_way_and_what_to_do_but_no_hour(votes, make_person, election):
    election.institution.email = "pasts@novads.example"
    election.institution.save()
    votes(make_person(), now=NOW + timedelta(minutes=7))
    tell_voters(now=NEXT_DAY)
    text = letters()[0].text
    assert text.startswith(
        "Labdien!\n\n23.11.2026. balsojumā “Līdzdalības budžets” tika izmantotas jūsu balsstiesības."
    )
    assert "Balsots internetā, pieslēdzoties." in text
    assert "rakstiet iestādei “Izdomātā novada pašvaldība” (pasts@novads.example)" in text
    assert "11:07" not in text  # when it was, in Riga


@pytest.mark.parametrize(
    ("channel", "said"), [(Channel.DESK, "iestādes ekrānā, uzrādot dokumentu"), (Channel.PAPER, "klātienē uz papīra")]
)
def test_who_voted_in_person_is_told_so_and_not_to_change_a_password(election, make_person, channel, said):
    keys = keys_of(make_person().person, election)
    mark(election=election, keys=keys, request="0" * 64, channel=channel, now=NOW)
    tell_voters(now=NEXT_DAY)
    assert (said in letters()[0].text, "nomainiet paroli" in letters()[0].text) == (True, False)


def test_who_did_not_vote_gets_none_and_who_votes_later_is_told_later(votes, make_person):
    first, second, _third = make_person("1"), make_person("2"), make_person("3")
    votes(first)
    tell_voters(now=NEXT_DAY)
    votes(second, now=NEXT_DAY)
    assert tell_voters(now=NEXT_DAY + timedelta(days=1)) == 1
    assert [letter.to for letter in letters()] == [first.email, second.email]


def test_missed_days_are_caught_up_after_the_closing_too(votes, make_person, election):
    votes(make_person())
    late = election.closes_at + timedelta(days=3)
    assert (tell_voters(now=late), tell_voters(now=late)) == (1, 0)
    assert "Līdz" not in letters()[0].text.split("Ja tas bijāt jūs")[1].split("Ja tas nebijāt")[0]


def test_two_accounts_of_a_person_are_both_told(votes, make_person):
    one, other = make_person("1"), make_person("")
    merge_persons(keep=one.person, absorb=other.person, now=NOW)
    votes(one)
    assert (tell_voters(now=NEXT_DAY), {letter.to for letter in letters()}) == (2, {one.email, other.email})


def test_interrupted_telling_is_finished_without_a_second_letter(votes, make_person):
    votes(make_person("1"), make_person("2"))
    tell_voters(now=NEXT_DAY)
    Election.objects.update(told_date=None)  # as if the process had died before it noted the day
    assert (tell_voters(now=NEXT_DAY), len(letters())) == (0, 2)


def test_letters_do_not_tell_in_which_order_or_at_what_time_people_voted(votes, make_person):
    accounts = [make_person(str(number)) for number in range(4)]
    for place, account in enumerate(reversed(accounts)):
        votes(account, now=NOW + timedelta(minutes=7 * place))
    tell_voters(now=NEXT_DAY)
    assert [letter.to for letter in letters()] == [account.email for account in accounts]
    assert {(letter.created_at, letter.next_try_at) for letter in letters()} == {(NEXT_DAY, NEXT_DAY)}


def test_no_row_of_a_letter_holds_anything_of_roll_or_box(votes, make_person):
    votes(*[make_person(str(number)) for number in range(3)])
    tell_voters(now=NEXT_DAY)
    told = " ".join(str(value) for row in Notice.objects.values() for value in row.values())
    secret = [
        *(str(value) for row in RollEntry.objects.values("key", "request") for value in row.values()),
        *(str(value) for row in Ballot.objects.values("key", "signature", "right") for value in row.values()),
        *(ballot.read().leaf.hex() for ballot in Ballot.objects.all()),
        *(project for project in ("Projekts 1", '"1"')),
    ]
    assert [each for each in secret if each in told] == []
    assert len(secret) > 15


def test_queries_do_not_grow_with_the_voters(votes, make_person):
    numbers = []
    for day, codes in enumerate((("1",), ("2",), ("3", "4", "5"))):
        votes(*[make_person(code) for code in codes], now=NOW + timedelta(days=day))
        with CaptureQueriesContext(connection) as made:
            tell_voters(now=NOW + timedelta(days=day + 1))
        numbers.append(len(made))
    assert numbers[1] == numbers[2]


def test_day_is_the_day_in_riga(votes, make_person):
    votes(make_person(), now=NOW.replace(hour=22, minute=30))  # half past midnight in Riga
    assert tell_voters(now=NEXT_DAY.replace(hour=5)) == 0
    assert tell_voters(now=NEXT_DAY.replace(hour=5) + timedelta(days=1)) == 1
    assert timezone.localdate(NOW.replace(hour=22, minute=30)).isoformat() == "2026-11-24"
