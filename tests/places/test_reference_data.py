"""What the data files bring, and that loading them again changes nothing."""

from datetime import date

from balss.ledger.models import Entry
from balss.places.models import Institution, InstitutionName, ReferenceFile, Territory, TerritoryVersion, Topic
from balss.places.services import load_reference_data


def test_the_fourteen_ministries_of_2026_stand(reference_data):
    ministries = Institution.objects.on(date(2026, 1, 1)).filter(kind="ministry")

    assert sorted(ministry.code for ministry in ministries) == [
        "AiM", "EM", "FM", "IZM", "IeM", "KEM", "KM", "LM", "SM", "TM", "VARAM", "VM", "ZM", "ĀM",
    ]  # fmt: skip


def test_municipalities_are_43_before_and_42_after_varaklani_joined_madona(reference_data):
    municipalities = Institution.objects.filter(kind="municipality")

    assert municipalities.on(date(2025, 6, 30)).count() == 43
    assert municipalities.on(date(2025, 7, 1)).count() == 42


def test_ten_state_cities_of_which_seven_are_their_own_municipality(reference_data, today):
    cities = Territory.objects.on(today).filter(kind="state_city")

    assert cities.count() == 10
    assert sorted(city.slug for city in cities.filter(institution=None)) == ["jekabpils", "ogre", "valmiera"]


def test_every_municipality_belongs_to_one_of_five_planning_regions(reference_data, today):
    parents = TerritoryVersion.objects.on(today).filter(territory__institution__kind="municipality")
    regions = {}
    for slug in parents.values_list("parent__slug", flat=True):
        regions[slug] = regions.get(slug, 0) + 1

    assert regions == {
        "kurzemes-planosanas-regions": 8,
        "latgales-planosanas-regions": 9,
        "rigas-planosanas-regions": 10,
        "vidzemes-planosanas-regions": 9,
        "zemgales-planosanas-regions": 6,
    }


def test_parishes_and_towns_are_those_of_the_classifier(reference_data, today):
    kinds = Territory.objects.on(today).values_list("kind", flat=True)

    assert (list(kinds).count("parish"), list(kinds).count("town")) == (511, 71)


def test_a_parish_keeps_its_identity_when_its_municipality_changes(reference_data):
    parish = Territory.objects.get(slug="varaklanu-pagasts")

    before, after = parish.version_on(date(2025, 6, 30)), parish.version_on(date(2025, 7, 1))

    assert (before.atvk, before.parent.slug) == ("0055410", "varaklanu-novads")
    assert (after.atvk, after.parent.slug) == ("0038601", "madonas-novads")


def test_every_topic_with_a_lead_names_an_existing_institution(reference_data, today):
    assert Topic.objects.filter(parent=None).count() == 16
    assert Topic.objects.exclude(lead=None).exclude(lead__in=Institution.objects.on(today)).count() == 0


def test_second_load_writes_nothing(reference_data, now, django_assert_num_queries):
    with django_assert_num_queries(3) as queries:  # which files are known, and an empty transaction around
        assert load_reference_data(now=now) == []

    assert not [q for q in queries.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_changed_file_changes_the_row_and_says_so(reference_data, folder, edit, now):
    edit("institutions.yaml", "en: Treasury}", "en: The Treasury}")

    loads = load_reference_data(now=now, folder=folder)

    assert [(load.name, load.added, load.changed) for load in loads] == [("institutions.yaml", [], ["Valsts kase"])]
    assert InstitutionName.objects.get(institution__code="VALSTS_KASE").en == "The Treasury"
    assert Entry.objects.filter(action="places.reference_data_loaded").count() == 6


def test_a_changed_file_does_not_reopen_what_a_service_ended(reference_data, folder, edit, now):
    Institution.objects.filter(code="UR").update(valid_to=date(2026, 10, 31))
    edit("institutions.yaml", "en: Treasury}", "en: The Treasury}")

    load_reference_data(now=now, folder=folder)

    assert Institution.objects.get(code="UR").valid_to == date(2026, 10, 31)


def test_every_file_names_its_source_and_day(reference_data):
    assert ReferenceFile.objects.count() == 5
    assert not ReferenceFile.objects.filter(source="").exists()
