"""Paper ballots: read by two who do not see each other's reading, cast as many as were marked, told as numbers."""

from datetime import date, timedelta

import pytest

from balss.box.models import Ballot, BatchCount, DayCount, PaperSheet
from balss.box.queries import NotSealed
from balss.box.services import BatchIsCast, ReadingsDiffer
from balss.core.vote.paper import NotABallot
from balss.core.vote.sheet import Kind, Sheet
from balss.ledger.models import Entry
from balss.people.models import Person
from balss.people.services.persons import digest_of
from balss.shared.permissions import ANONYMOUS, SYSTEM, NotAllowed
from balss.voting.jobs import close_elections
from balss.voting.models import Batch, RollEntry
from balss.voting.queries.paper import batch_totals, entering_of
from balss.voting.queries.standing import key_for
from balss.voting.services import VotingNotOpen, call_election_off, close_election
from balss.voting.services.closing import UrnsNotCast
from balss.voting.services.desk import UrnFull, mark_for_paper
from balss.voting.services.paper import (
    NoSuchPaper,
    OnlyReaders,
    TwoHaveRead,
    UrnNotEmptied,
    close_batch,
    empty_urn,
    enter_sheet,
    give_up_reading,
    open_batch,
)
from tests.voting.conftest import CLOSES, NOW
from tests.voting.officials import acting, code, official_of, read

AFTER = CLOSES + timedelta(hours=3)
INVALID, MISSING = Sheet(Kind.INVALID), Sheet(Kind.MISSING)


def vote(*choices):
    return Sheet(Kind.VOTE, choices)


@pytest.fixture
def listed(arranged):
    election = arranged(roll_date=date(2026, 11, 1))
    for serial in range(1, 26):
        RollEntry.objects.create(key=key_for(election, digest_of(read(code(serial)))), election=election)
    return election


@pytest.fixture
def officials(listed):
    return [acting(official_of(listed.institution, name)) for name in ("pirmais", "otrais", "tresais")]


@pytest.fixture
def filled(listed, officials):
    """An urn with so many papers, emptied."""

    def fill(papers, first=1):
        urn = open_batch(election=listed, place="Liepu bibliotēka", by=officials[0], now=NOW)
        for serial in range(first, first + papers):
            mark_for_paper(batch=urn, code=read(code(serial)), attested=False, by=officials[0], now=NOW)
        return empty_urn(batch=urn, by=officials[0], now=NOW)

    return fill


def enters(urn, by, *sheets):
    for number, sheet in enumerate(sheets, start=1):
        enter_sheet(batch=urn, number=number, sheet=sheet, by=by, now=AFTER)


def casts(urn, officials, *sheets):
    for by in officials[:2]:
        enters(urn, by, *sheets)
    return close_batch(batch=urn, by=officials[0], now=AFTER)


def test_two_equal_readings_are_cast_and_what_was_read_is_gone(filled, officials):
    urn = filled(4)
    count = casts(urn, officials, vote("1"), vote("2", "3"), INVALID, MISSING)
    assert (count.votes, count.invalid, count.missing, count.areas) == (2, 1, 1, {})
    assert sorted(ballot.read().choices for ballot in Ballot.objects.all()) == [("1",), ("2", "3")]
    assert (PaperSheet.objects.count(), DayCount.objects.get().channel) == (0, "paper")
    urn.refresh_from_db()
    assert urn.state == "cast"


def test_nobody_sees_the_others_reading_before_both_have_read_all(filled, officials):
    first, second, third = officials
    urn = filled(2)
    enters(urn, first, vote("1"), vote("2"))
    enter_sheet(batch=urn, number=1, sheet=vote("3"), by=second, now=AFTER)
    for by in officials:
        urn.refresh_from_db()
        seen = entering_of(urn, by)
        assert (seen.is_compared, seen.differing) == (False, {})
    assert entering_of(urn, second).own == {1: vote("3")}
    enter_sheet(batch=urn, number=2, sheet=vote("2"), by=second, now=AFTER)
    assert entering_of(urn, first).differing == {1: (vote("1"), vote("3"))}
    assert entering_of(urn, second).differing == {1: (vote("3"), vote("1"))}
    assert entering_of(urn, third).own == {}


def test_while_readings_differ_nothing_is_cast_and_both_settle_it(filled, officials):
    first, second, _third = officials
    urn = filled(1)
    enters(urn, first, vote("1"))
    enters(urn, second, vote("2"))
    with pytest.raises(ReadingsDiffer):
        close_batch(batch=urn, by=first, now=AFTER)
    assert (Ballot.objects.count(), PaperSheet.objects.count()) == (0, 2)
    enter_sheet(batch=urn, number=1, sheet=vote("1"), by=second, now=AFTER)
    close_batch(batch=urn, by=second, now=AFTER)
    assert Ballot.objects.get().read().choices == ("1",)


def test_fewer_papers_than_marks_are_not_cast_and_more_cannot_be_entered(filled, officials):
    urn = filled(2)
    for by in officials[:2]:
        enter_sheet(batch=urn, number=1, sheet=vote("1"), by=by, now=AFTER)
    with pytest.raises(ReadingsDiffer):
        close_batch(batch=urn, by=officials[0], now=AFTER)
    with pytest.raises(NoSuchPaper):
        enter_sheet(batch=urn, number=3, sheet=vote("1"), by=officials[0], now=AFTER)
    assert Ballot.objects.count() == 0


def test_one_person_does_not_read_twice_and_a_third_one_does_not_read(filled, officials, listed):
    first, second, third = officials
    urn = filled(1)
    enters(urn, first, vote("1"))
    same = acting(official_of(listed.institution, "cits", person=Person.objects.get(pk=first.person_id)))
    enters(urn, same, vote("2"))
    urn.refresh_from_db()
    assert (urn.second_by, PaperSheet.objects.count()) == ("", 1)
    enters(urn, second, vote("2"))
    with pytest.raises(TwoHaveRead):
        enters(urn, third, vote("1"))
    with pytest.raises(OnlyReaders):
        close_batch(batch=urn, by=third, now=AFTER)


def test_a_reader_who_gives_up_makes_place(filled, officials):
    first, second, third = officials
    urn = filled(1)
    enters(urn, first, vote("1"))
    enters(urn, second, vote("2"))
    give_up_reading(batch=urn, by=second, now=AFTER)
    enters(urn, third, vote("1"))
    assert close_batch(batch=urn, by=third, now=AFTER).votes == 1


def test_closing_twice_casts_once_and_nothing_can_be_entered_afterwards(filled, officials):
    urn = filled(1)
    casts(urn, officials, vote("1"))
    Batch.objects.update(state="reading")  # as a process leaves it that died between box and roll
    close_batch(batch=urn, by=officials[1], now=AFTER)
    urn.refresh_from_db()
    assert (Ballot.objects.count(), urn.state) == (1, "cast")
    with pytest.raises(BatchIsCast):
        enters(urn, officials[0], vote("2"))


def test_a_reading_that_does_not_fit_the_paper_is_refused(filled, officials):
    with pytest.raises(NotABallot):
        enters(filled(1), officials[0], vote("1", "2", "3", "4"))
    assert not PaperSheet.objects.exists()


def test_ballots_of_a_batch_know_neither_batch_nor_number(filled, officials):
    urn = filled(3)
    casts(urn, officials, vote("1"), vote("2"), vote("3"))
    for ballot in Ballot.objects.all():
        kept = " ".join(str(getattr(ballot, column.attname)) for column in ballot._meta.concrete_fields)
        assert str(urn.pk) not in kept
        assert urn.pk.hex not in kept
    entries = RollEntry.objects.filter(channel="paper")
    assert not any(str(urn.pk) in str(vars(entry)) for entry in entries)


def test_votes_of_a_batch_are_told_from_twenty_on_and_only_after_the_sealing(filled, officials, listed, client):
    casts(filled(22), officials, *[vote("1")] * 12, *[vote("1", "2")] * 8, INVALID, MISSING)
    with pytest.raises(NotSealed):
        batch_totals(listed)
    assert client.get(f"/balsosana/{listed.pk}/kastes/").status_code == 404
    close_election(election=listed, now=AFTER)
    (total,) = batch_totals(listed)
    assert total.areas == {"1": {"ballots": 20, "votes": {"1": 20, "2": 8}}}
    page = client.get(f"/balsosana/{listed.pk}/kastes/").content.decode()
    assert ("1. Liepu bibliotēka" in page, "Projekts 2" in page, "Projekts 3" in page) == (True, True, False)
    data = client.get(f"/balsosana/{listed.pk}/kastes.json").json()
    (urn,), days = data["urns"], data["days"]  # papers are given out on one day and cast on another
    assert [(day["channel"], day["given"], day["cast"]) for day in days] == [("paper", 22, 0), ("paper", 0, 20)]
    assert (urn["marked"], urn["votes"], urn["invalid"], urn["missing"]) == (22, 20, 1, 1)


def test_votes_of_a_batch_are_not_told_where_the_rest_would_be_few(filled, officials, listed):
    casts(filled(20), officials, *[vote("1")] * 20)
    casts(filled(3, first=21), officials, vote("3"), vote("3"), vote("3"))
    assert BatchCount.objects.exclude(areas={}).count() == 1
    close_election(election=listed, now=AFTER)
    assert [(total.votes, total.areas) for total in batch_totals(listed)] == [(20, {}), (3, {})]


def test_nineteen_votes_among_twenty_papers_are_not_told(filled, officials, listed):
    casts(filled(20), officials, *[vote("1")] * 19, INVALID)
    assert BatchCount.objects.get().areas == {}


def test_results_wait_until_every_urn_is_cast_and_say_its_numbers(filled, officials, listed):
    urn = filled(2)
    with pytest.raises(UrnsNotCast):
        close_election(election=listed, now=AFTER)
    close_elections(AFTER)
    listed.refresh_from_db()
    assert listed.sealed_date is None
    casts(urn, officials, vote("1"), INVALID)
    close_elections(AFTER)
    content = Entry.objects.get(action="voting.election_sealed").content_value
    assert content["batches"] == [
        {"number": 1, "place": "Liepu bibliotēka", "given": 2, "votes": 1, "invalid": 1, "missing": 0}
    ]
    assert (content["given"], content["cast"]) == (2, 1)


def test_what_was_read_is_erased_when_voting_is_called_off_and_what_was_cast_stays(filled, officials, listed):
    casts(filled(2), officials, vote("1"), vote("2"))
    enters(filled(3, first=3), officials[0], vote("1"), vote("2"))
    call_election_off(election=listed, by=SYSTEM, now=NOW)
    assert (PaperSheet.objects.count(), Ballot.objects.count()) == (0, 2)


def test_an_empty_urn_is_removed_and_a_filling_one_is_not_entered(listed, officials):
    urn = open_batch(election=listed, place="A", by=officials[0], now=NOW)
    with pytest.raises(UrnNotEmptied):
        enters(urn, officials[0], vote("1"))
    empty_urn(batch=urn, by=officials[0], now=NOW)
    assert not Batch.objects.exists()


def test_an_urn_holds_two_hundred_papers(listed, officials):
    urn = open_batch(election=listed, place="A", by=officials[0], now=NOW)
    Batch.objects.update(marked=200)
    with pytest.raises(UrnFull):
        mark_for_paper(batch=urn, code=read(code(1)), attested=False, by=officials[0], now=NOW)


def test_no_urn_is_begun_outside_of_the_time(listed, officials):
    with pytest.raises(VotingNotOpen):
        open_batch(election=listed, place="A", by=officials[0], now=CLOSES)


def test_only_officials_of_the_municipality_enter_papers(filled, listed, voter):
    urn = filled(1)
    stranger = acting(official_of(listed.institution, "n", scope="events"))
    for by in (ANONYMOUS, voter, stranger):
        for act in (
            lambda by=by: open_batch(election=listed, place="A", by=by, now=NOW),
            lambda by=by: empty_urn(batch=urn, by=by, now=NOW),
            lambda by=by: enters(urn, by, vote("1")),
            lambda by=by: give_up_reading(batch=urn, by=by, now=NOW),
            lambda by=by: close_batch(batch=urn, by=by, now=AFTER),
        ):
            with pytest.raises(NotAllowed):
                act()
