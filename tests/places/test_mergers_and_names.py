"""Merging and renaming keep history: successors inherit, records keep the old name."""

from datetime import date

import pytest

from balss.ledger.models import Entry
from balss.places.models import Institution, Territory
from balss.places.queries import find_body, groups_of, institution_by_code, successor_on
from balss.places.services import CannotMerge, CannotRename, merge, rename
from balss.shared.permissions import NotAllowed

pytestmark = pytest.mark.usefixtures("reference_data")
DAY = date(2027, 7, 1)
EVE = date(2027, 6, 30)


@pytest.fixture
def livani():
    return institution_by_code("LIVANU_NOVADS")


@pytest.fixture
def preili():
    return institution_by_code("PREILU_NOVADS")


def test_a_new_name_begins_where_the_old_one_ends(coordinator, now):
    ministry = institution_by_code("LM")

    rename(
        institution=ministry, lv="Sociālo lietu ministrija", en="Ministry of Social Affairs",
        effective_date=DAY, basis="Likums", by=coordinator, now=now,
    )  # fmt: skip

    assert [(name.lv, name.valid_from, name.valid_to) for name in ministry.names.all()] == [
        ("Labklājības ministrija", None, EVE),
        ("Sociālo lietu ministrija", DAY, None),
    ]
    assert find_body("Labklājības ministrija", on=DAY) == find_body("Sociālo lietu ministrija", on=EVE) == ministry


def test_a_new_name_cannot_begin_before_the_present_one(coordinator, now):
    with pytest.raises(CannotRename) as refusal:
        rename(
            institution=institution_by_code("VARAM"), lv="Vides ministrija",
            effective_date=date(2024, 7, 1), basis="Likums", by=coordinator, now=now,
        )  # fmt: skip

    assert refusal.value.present_since == date(2024, 7, 1)


def test_a_merger_ends_the_one_and_gives_everything_to_the_other(livani, preili, coordinator, now):
    merge(predecessor=livani, successor=preili, effective_date=DAY, basis="Likums", by=coordinator, now=now)

    ended = Institution.objects.get(pk=livani.pk)
    assert ended.valid_to == EVE
    assert ended.name_on(DAY).lv == "Līvānu novada pašvaldība"
    assert [successor_on(ended, on=day) for day in (EVE, DAY)] == [ended, preili]
    assert list(groups_of(ended, on=DAY)) == []


def test_a_merger_moves_the_parishes_with_their_identity(livani, preili, coordinator, now):
    merge(predecessor=livani, successor=preili, effective_date=DAY, basis="Likums", by=coordinator, now=now)

    parish = Territory.objects.get(slug="jersikas-pagasts")
    assert [parish.version_on(day).parent.slug for day in (EVE, DAY)] == ["livanu-novads", "preilu-novads"]
    area = Territory.objects.get(slug="livanu-novads")
    assert (area.valid_to, area.merged_into.slug) == (EVE, "preilu-novads")


def test_mergers_one_after_the_other_lead_to_the_last(livani, preili, coordinator, now):
    rezekne = institution_by_code("REZEKNES_NOVADS")
    merge(predecessor=livani, successor=preili, effective_date=DAY, basis="Likums", by=coordinator, now=now)
    merge(
        predecessor=preili, successor=rezekne, effective_date=date(2029, 7, 1), basis="Likums", by=coordinator, now=now
    )

    assert successor_on(livani, on=date(2029, 7, 1)) == rezekne


def test_an_ended_institution_merges_no_more(livani, coordinator, now):
    with pytest.raises(CannotMerge, match="VARAKLANU_NOVADS does not exist on 2027-06-30"):
        merge(
            predecessor=institution_by_code("VARAKLANU_NOVADS"), successor=livani,
            effective_date=DAY, basis="Likums", by=coordinator, now=now,
        )  # fmt: skip


def test_nothing_merges_into_itself(livani, coordinator, now):
    with pytest.raises(CannotMerge):
        merge(predecessor=livani, successor=livani, effective_date=DAY, basis="Likums", by=coordinator, now=now)


def test_an_institutions_own_administrator_merges_nothing(preili, madona_administrator, now):
    madona = institution_by_code("MADONAS_NOVADS")

    with pytest.raises(NotAllowed):
        merge(
            predecessor=madona, successor=preili, effective_date=DAY, basis="Likums", by=madona_administrator, now=now
        )

    assert Institution.objects.get(pk=madona.pk).valid_to is None


def test_a_merger_stands_in_the_ledger(livani, preili, coordinator, now):
    merge(predecessor=livani, successor=preili, effective_date=DAY, basis="Likums", by=coordinator, now=now)

    entry = Entry.objects.get(action="places.institution_merged")
    assert (entry.subject_id, entry.actor) == (str(livani.pk), "actor-coordinator")
