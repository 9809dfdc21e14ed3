"""Lists of voters: read whole or not at all, compared first, in force before voting opens, completed by two persons."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from openpyxl import Workbook

from balss.ledger.models import Entry
from balss.people.models import Person
from balss.people.queries import actor_of
from balss.shared.permissions import ANONYMOUS, NotAllowed
from balss.shared.unordered import keeps_order
from balss.voting.models import LateAddition, ListedVoter, RollEntry, RollUpload
from balss.voting.queries.rolls import differences
from balss.voting.services import MayNotVote, VotingNotOpen
from balss.voting.services.rolls import (
    AlreadyListed,
    ListNotWaiting,
    ListRefused,
    NeedsSecondPerson,
    NotASnapshotDay,
    VotingHasOpened,
    apply_list,
    decide_addition,
    discard_list,
    forget_unused_lists,
    propose_addition,
    take_list,
)
from tests.voting.conftest import CLOSES, NOW, OPENS
from tests.voting.officials import acting, code, know_code, official_of, read
from tests.voting.test_rights import votes

BEFORE = OPENS - timedelta(hours=2)
HEAD = "personas_kods;dzimsanas_datums\r\n"


def csv(*rows, head=HEAD):
    return io.BytesIO((head + "".join(f"{row}\r\n" for row in rows)).encode())


@pytest.fixture
def officials(arranged):
    """Two officials of the municipality."""
    election = arranged()

    def official(name, institution=election.institution, **options):
        return acting(official_of(institution, name, **options))

    return official


@pytest.fixture
def official(officials):
    return officials("pirma")


def take(election, by, *rows, head=HEAD, now=BEFORE, day=date(2026, 11, 1)):
    return take_list(election=election, file=csv(*rows, head=head), snapshot_date=day, by=by, now=now)


def in_force(election, by, *rows):
    upload = apply_list(upload=take(election, by, *rows), by=by, now=BEFORE)
    election.refresh_from_db()
    return upload


def known(make_person, personal_code):
    """A person whose sign-in vouches for this code and nothing else."""
    return actor_of(know_code(make_person(code="", born="", place=""), personal_code))


def test_who_is_listed_votes_and_nobody_else(election, official, make_person):
    in_force(election, official, f"{code(1)};", f"{code(2)};")
    votes(election, known(make_person, code(1)))
    with pytest.raises(MayNotVote):
        votes(election, known(make_person, code(3)), seed=b"3" * 32)
    assert (RollEntry.objects.count(), RollEntry.objects.filter(used_date=NOW.date()).count()) == (2, 1)


def test_a_list_that_waits_changes_nothing_and_tells_what_it_would(election, official):
    in_force(election, official, f"{code(1)};", f"{code(2)};")
    waiting = take(election, official, f"{code(2)};", f"{code(3)};", f"{code(4)};")
    assert (differences(waiting), RollEntry.objects.count()) == ((2, 1), 2)
    applied = apply_list(upload=waiting, by=official, now=BEFORE)
    assert (applied.added, applied.removed, RollEntry.objects.count(), ListedVoter.objects.count()) == (2, 1, 3, 0)


def test_ledger_has_the_numbers_and_nobody(election, official):
    in_force(election, official, f"{code(1)};", f"{code(2, born='010115', century=2)};")
    content = Entry.objects.get(action="voting.roll_applied").content_value
    assert content == {
        "title": election.title, "as_of": "2026-11-01", "voters": 1, "too_young": 1, "added": 1, "removed": 0,
    }  # fmt: skip


def test_no_code_is_kept_anywhere(election, official):
    in_force(election, official, f"{code(1)};")
    entry = RollEntry.objects.get()
    kept = [str(getattr(entry, column.attname)) for column in entry._meta.concrete_fields]
    assert not any(code(1).replace("-", "") in each or "1990" in each for each in kept)


@pytest.mark.parametrize(("rows", "head", "line", "words"), [
    (["010190-99999;"], HEAD, 2, "nav derīgs personas kods"),
    (["", f"{code(1)};", f"{code(1)};"], HEAD, 4, "jau ir 3. rindā"),
    (["321234-56789;"], HEAD, 2, "dzimšanas datum"),
    ([f"{code(1)};1991-01-01"], HEAD, 2, "cits dzimšanas datums"),
    ([f"{code(1)};31.02.1990."], HEAD, 2, "nav datums"),
    ([f"{code(1)};;x"], HEAD, 2, "šūnu"),
    ([f'{code(1)};"'], HEAD, 2, "pēdiņ"),
    ([f"{code(1)}"], "kods\r\n", 1, "personas_kods"),
    ([], HEAD, 0, "nav rindu"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_kept(election, official, rows, head, line, words):
    with pytest.raises(ListRefused) as refused:
        take(election, official, *rows, head=head)
    (fault,) = refused.value.faults
    assert (fault.line, words in fault.words) == (line, True), fault
    assert "010190" not in fault.words
    assert (RollUpload.objects.count(), ListedVoter.objects.count()) == (0, 0)


def test_latin_letters_of_another_encoding_are_named_by_line(election, official):
    file = io.BytesIO(HEAD.encode() + f"{code(1)};\r\n".encode() + "ē;".encode("latin-1", "replace") + b"\xe7;\r\n")
    with pytest.raises(ListRefused) as refused:
        take_list(election=election, file=file, snapshot_date=date(2026, 11, 1), by=official, now=BEFORE)
    assert [fault.line for fault in refused.value.faults] == [3]


def test_at_most_twenty_faults_are_told(election, official):
    with pytest.raises(ListRefused) as refused:
        take(election, official, *(["x;"] * 50))
    assert [fault.line for fault in refused.value.faults] == list(range(2, 22))


def test_a_workbook_is_read_and_lost_zeros_are_put_back(election, official):
    book, file = Workbook(), io.BytesIO()
    book.active.append(["Personas_kods", "Birth_date"])
    book.active.append([int(code(1).replace("-", "")), None])
    book.active.append(["32123456789", date(1990, 1, 1)])
    book.save(file)
    file.seek(0)
    upload = take_list(election=election, file=file, snapshot_date=date(2026, 11, 1), by=official, now=BEFORE)
    assert upload.voters == 2


def test_a_broken_workbook_is_refused(election, official):
    with pytest.raises(ListRefused):
        take_list(
            election=election, file=io.BytesIO(b"PK\x03\x04 broken"), snapshot_date=date(2026, 11, 1), by=official,
            now=BEFORE,
        )  # fmt: skip


def test_fifteen_year_old_waits_for_the_birthday(election, official, make_person):
    sixteen_tomorrow = code(1, born="241110", century=2)
    in_force(election, official, f"{sixteen_tomorrow};")
    voter = known(make_person, sixteen_tomorrow)
    with pytest.raises(MayNotVote) as refused:
        votes(election, voter)
    assert refused.value.hindrance == "too young"
    votes(election, voter, now=NOW + timedelta(days=1))
    assert RollEntry.objects.get().used_date == date(2026, 11, 24)


def test_once_voting_opened_no_list_comes_in(election, official):
    waiting = take(election, official, f"{code(1)};")
    for now in (OPENS, NOW):
        with pytest.raises(VotingHasOpened):
            take(election, official, f"{code(2)};", now=now)
        with pytest.raises(VotingHasOpened):
            apply_list(upload=waiting, by=official, now=now)
    assert not RollEntry.objects.exists()


def test_a_list_of_tomorrow_is_refused(election, official):
    with pytest.raises(NotASnapshotDay):
        take(election, official, f"{code(1)};", day=date(2026, 11, 24))


def test_a_newer_list_takes_the_place_of_the_one_that_waits(election, official):
    first, second = take(election, official, f"{code(1)};"), take(election, official, f"{code(2)};")
    with pytest.raises(ListNotWaiting):
        apply_list(upload=first, by=official, now=BEFORE)
    discard_list(upload=second, by=official, now=BEFORE)
    assert not ListedVoter.objects.exists()


def test_unused_lists_are_forgotten(election, official):
    take(election, official, f"{code(1)};")
    forget_unused_lists(BEFORE + timedelta(days=1))
    assert ListedVoter.objects.exists()
    forget_unused_lists(BEFORE + timedelta(days=2))
    assert not ListedVoter.objects.exists()


def test_arranging_again_keeps_the_list(arranged, election, official):
    in_force(election, official, f"{code(1)};")
    assert arranged(now=BEFORE).roll == "list"


def propose(election, by, personal_code, now=NOW):
    return propose_addition(
        election=election, code=read(personal_code), born=None, reason=LateAddition.Reason.LEFT_OUT,
        by=by, now=now,
    )  # fmt: skip


def test_two_persons_add_a_voter_while_voting_is_open(election, official, officials, make_person):
    in_force(election, official, f"{code(1)};")
    addition = propose(election, official, code(2))
    with pytest.raises(NeedsSecondPerson):
        decide_addition(addition=addition, accept=True, by=official, now=NOW)
    decided = decide_addition(addition=addition, accept=True, by=officials("otra"), now=NOW)
    votes(election, known(make_person, code(2)))
    assert (decided.state, decided.key) == ("added", "")
    assert Entry.objects.get(action="voting.voter_added").content_value == {
        "title": election.title, "reason": "left_out",
    }  # fmt: skip


def test_second_account_of_the_same_person_is_no_second_person(election, official, officials):
    in_force(election, official, f"{code(1)};")
    addition = propose(election, official, code(2))
    same = officials("cits", person=Person.objects.get(pk=official.person_id))
    with pytest.raises(NeedsSecondPerson):
        decide_addition(addition=addition, accept=True, by=same, now=NOW)


def test_who_is_listed_waits_already_or_is_too_young_is_not_proposed(election, official):
    in_force(election, official, f"{code(1)};")
    propose(election, official, code(2))
    for personal_code in (code(1), code(2)):
        with pytest.raises(AlreadyListed):
            propose(election, official, personal_code)
    with pytest.raises(MayNotVote):
        propose(election, official, code(5, born="010115", century=2))


def test_refused_addition_adds_nobody_and_after_the_closing_none_is_added(election, official, officials):
    in_force(election, official, f"{code(1)};")
    other = officials("otra")
    decide_addition(addition=propose(election, official, code(2)), accept=False, by=other, now=NOW)
    late = propose(election, official, code(3))
    with pytest.raises(VotingNotOpen):
        decide_addition(addition=late, accept=True, by=other, now=CLOSES)
    assert RollEntry.objects.count() == 1


def test_only_officials_of_the_municipality_keep_the_list(election, official, officials, voter, make_person):
    from balss.places.models import Institution

    in_force(election, official, f"{code(1)};")
    waiting, addition = take(election, official, f"{code(2)};"), propose(election, official, code(3))
    elsewhere = Institution.objects.create(code="N2", slug="n2", kind="municipality")
    for by in (ANONYMOUS, voter, officials("cita", institution=elsewhere), officials("noticis", scope="events")):
        for act in (
            lambda by=by: take(election, by, f"{code(4)};"),
            lambda by=by: apply_list(upload=waiting, by=by, now=BEFORE),
            lambda by=by: discard_list(upload=waiting, by=by, now=BEFORE),
            lambda by=by: propose(election, by, code(4)),
            lambda by=by: decide_addition(addition=addition, accept=True, by=by, now=NOW),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert (RollUpload.objects.filter(state="waiting").count(), RollEntry.objects.count()) == (1, 1)


def test_an_official_limited_to_voting_keeps_the_list(election, officials):
    assert take(election, officials("balsotaja", scope="voting"), f"{code(1)};").voters == 1


def test_the_roll_keeps_no_order(db):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is stirred instead")
    assert not keeps_order(connection, RollEntry._meta.db_table)
