"""Institutions, towns and parishes are found by every name, and by a new one from the moment it is given."""

from datetime import date

import pytest

from balss.places.models import Institution, InstitutionName, Territory, TerritoryVersion
from balss.places.services import merge, rename
from balss.search.services import rebuild
from balss.shared.permissions import Actor, Grant, Role
from tests.search.conftest import NOW

COORDINATOR = Actor(public_id="actor", account_id=1, person_id=1, grant=Grant(Role.COORDINATOR, None))


@pytest.fixture
def institution(db):
    def make(code, name, **columns):
        made = Institution.objects.create(code=code, slug=code.lower(), kind="ministry", **columns)
        InstitutionName.objects.create(institution=made, lv=name)
        return made

    return make


def test_institution_is_found_by_its_name_and_its_abbreviation(institution, found):
    institution("VARAM", "Viedās administrācijas ministrija").aliases.create(text="reģionālās attīstības ministrija")
    rebuild()

    assert found("viedo administrāciju") == ["varam"]
    assert found("varam") == ["varam"]
    assert found("reģionālā attīstība") == ["varam"]


def test_place_and_who_governs_it_come_first_by_the_name_that_people_use(shelf, institution, found):
    place = Territory.objects.create(slug="ogres-novads", kind="municipality")
    parish = Territory.objects.create(slug="taurupes-pagasts", kind="parish")
    TerritoryVersion.objects.create(territory=place, name="Ogres novads")
    TerritoryVersion.objects.create(territory=parish, name="Taurupes pagasts", parent=place)
    institution("OGRE", "Ogres novada pašvaldība", territory=place).aliases.create(text="Ogres novada dome")
    rebuild()
    shelf.put("new", title="Taurupe un Ogres dome", date=date(2026, 11, 1))

    for typed in ("Ogre", "ogres dome", "Ogres novads", "ogres pašvaldība"):
        assert found(typed)[0] == "ogre", typed
    for typed in ("Taurupe", "taurupes pagasts"):
        assert found(typed)[0] == "taurupes-pagasts", typed


def test_renamed_institution_is_found_by_both_names_at_once(institution, found):
    ministry = institution("FM", "Finanšu ministrija")
    rebuild()
    rename(
        institution=ministry, lv="Naudas ministrija", effective_date=date(2026, 11, 1), basis="likums",
        by=COORDINATOR, now=NOW,
    )  # fmt: skip

    assert found("naudas ministrijai") == ["fm"]
    assert found("finanšu ministrijai") == ["fm"]


def test_parish_is_found_within_its_municipality_after_a_merger(institution, found):
    territories = [
        Territory.objects.create(slug=slug, kind=kind)
        for slug, kind in (("a", "municipality"), ("b", "municipality"), ("p", "parish"))
    ]
    old, new, parish = territories
    for place, name in ((old, "Vecais novads"), (new, "Jaunais novads")):
        TerritoryVersion.objects.create(territory=place, name=name)
    TerritoryVersion.objects.create(territory=parish, name="Lielais pagasts", parent=old)
    predecessor, successor = institution("A", "Vecā dome", territory=old), institution("B", "Jaunā dome", territory=new)
    rebuild()
    assert found("lielais vecais") == ["p"]

    merge(
        predecessor=predecessor, successor=successor, effective_date=date(2026, 11, 1), basis="likums",
        by=COORDINATOR, now=NOW,
    )  # fmt: skip
    assert (found("lielais vecais"), found("lielais jaunais")) == ([], ["p"])
    assert found("", place=new) == ["p", "b", "a"]
