"""The roll is erased when nothing can be contested any more; how many voted stays."""

from datetime import timedelta

from django.conf import settings

from balss.ledger.models import Entry
from balss.people.services import personal_data
from balss.people.services.personal_data import erase_past_retention
from balss.shared.permissions import SYSTEM
from balss.voting.models import RollEntry
from balss.voting.services import call_election_off, close_election
from tests.voting.conftest import CLOSES

AFTER = CLOSES + timedelta(hours=1)
KEPT = timedelta(days=settings.ROLL_DAYS)


def test_roll_goes_after_the_time_for_contesting_and_the_numbers_stay(votes, make_person, election):
    votes(make_person("1"), make_person("2"))
    close_election(election=election, now=AFTER)
    erase_past_retention(AFTER + KEPT - timedelta(days=1))
    assert RollEntry.objects.count() == 2
    erase_past_retention(AFTER + KEPT + timedelta(days=1))
    assert RollEntry.objects.count() == 0
    told = Entry.objects.get(action="voting.election_sealed").content.value
    assert (told["given"], told["cast"]) == (2, 2)


def test_roll_of_what_was_called_off_goes_too(votes, make_person, election):
    votes(make_person())
    call_election_off(election=election, by=SYSTEM, now=AFTER)
    erase_past_retention(AFTER + KEPT + timedelta(days=1))
    assert RollEntry.objects.count() == 0


def test_roll_of_an_election_that_is_not_sealed_stays(votes, make_person, election):
    votes(make_person())
    erase_past_retention(AFTER + 2 * KEPT)
    assert RollEntry.objects.count() == 1


def test_long_roll_is_erased_step_by_step(election, monkeypatch):
    monkeypatch.setattr(personal_data, "STEP", 3)
    RollEntry.objects.bulk_create(RollEntry(key=f"{number:064}", election=election) for number in range(8))
    close_election(election=election, now=AFTER)
    assert erase_past_retention(AFTER + KEPT + timedelta(days=1)) >= 8
    assert RollEntry.objects.count() == 0
