"""The data files: complete, exact, loaded once however often."""

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from pytest_django import DjangoAssertNumQueries

from balss.indicators.models import Observation, OutcomeIndicator, Series, Wave
from balss.indicators.services import Figure, correct_observation, load_reference_data
from balss.indicators.services.reference_data import UnknownColumn
from balss.indicators.services.reference_files import ReferenceFiles, read_reference_files
from balss.ledger.models import Entry
from balss.shared.permissions import Actor

COLLECTED = "shared/data/trust/trust_latvia.csv"  # beside the project

# The collected figures name things by indicator, object and year. Two of their names are looser than ours: satisfaction
# stands among the trust figures, and the civil service of 2021 and the national civil service of 2023 are two objects.
SERIES_OF = {
    ("oecd_trust", "national_government"): "trust-national-government",
    ("oecd_trust", "other_people"): "trust-other-people",
    ("oecd_trust", "police"): "trust-police",
    ("oecd_trust", "courts"): "trust-courts",
    ("oecd_trust", "local_government"): "trust-local-government",
    ("oecd_trust", "national_civil_service"): "trust-national-civil-service",
    ("oecd_trust", "civil_service"): "trust-civil-service",
    ("oecd_trust", "national_parliament"): "trust-national-parliament",
    ("oecd_trust", "political_parties"): "trust-political-parties",
    ("oecd_trust", "satisfaction_administrative_services"): "satisfaction-administrative-services",
    ("oecd_satisfaction", "administrative_services"): "glance-satisfaction-administrative-services",
    ("oecd_driver", "ready_to_protect_lives_emergency"): "driver-emergency",
    ("oecd_driver", "balances_generations"): "driver-generations",
    ("oecd_driver", "politicians_refuse_favour"): "driver-favour",
    ("eurobarometer", "my_voice_counts_disagree"): "my-voice-counts-disagree",
    ("legal_literacy", "well_informed_about_rights"): "well-informed-about-rights",
    ("legal_literacy", "law_info_could_be_easier"): "law-information-could-be-easier",
    ("digital_skills", "basic_digital_skills"): "basic-digital-skills",
}


def series_of(row: dict[str, str]) -> str:
    if row["object"] == "my_voice_counts_agree":  # one object, two surveys
        return "ep-my-voice-counts-agree" if "different survey" in row["scale_note"] else "my-voice-counts-agree"
    return SERIES_OF[row["indicator"], row["object"]]


@pytest.mark.django_db
def test_the_collected_figures_are_here_and_no_others(figures: None) -> None:
    collected = next((p / COLLECTED for p in Path(__file__).resolve().parents if (p / COLLECTED).exists()), None)
    if collected is None:
        pytest.skip(f"the collected figures are not beside the project: {COLLECTED}")
    with collected.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    here = {
        (o.series.code, o.wave.period, o.area): (o.value, o.confidence)
        for o in Observation.objects.select_related("series", "wave")
    }

    expected = {}
    for row in rows:
        key = (series_of(row), row["year"].replace("n/a", ""))
        expected[*key, "LV"] = (Decimal(row["latvia"]), row["confidence"])
        if row["oecd_or_eu_avg"]:
            expected[*key, "EU" if key[0].startswith("ep-") else "OECD"] = (
                Decimal(row["oecd_or_eu_avg"]),
                row["confidence"],
            )
    assert len(rows) == 25
    assert here == expected


@pytest.mark.django_db
def test_the_one_figure_from_a_secondary_source_says_so(figures: None) -> None:
    second_hand = Observation.objects.exclude(confidence="high").values_list("series__code", "document__title")

    assert {(code, title.partition(":")[0]) for code, title in second_hand} == {("ep-my-voice-counts-agree", "NRA")}


@pytest.mark.django_db
def test_loading_again_writes_nothing(
    figures: None, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entries = Entry.objects.count()

    with django_assert_num_queries(13):  # a transaction, and one reading of each table and relation
        loaded = load_reference_data(now=now)

    assert not loaded.wrote_anything
    assert Entry.objects.count() == entries == 1


@pytest.mark.django_db
def test_loading_takes_less_than_a_second(now: datetime) -> None:
    start = perf_counter()

    load_reference_data(now=now)

    assert perf_counter() - start < 1


@pytest.mark.django_db
def test_value_changed_in_the_files_becomes_a_correction(figures: None, now: datetime) -> None:
    loaded = load_reference_data(now=now, files=with_police("51.9"))

    chain = list(Observation.objects.filter(series__code="trust-police").order_by("id"))
    assert loaded.corrected == 1
    assert [(o.value, o.corrects_id) for o in chain] == [(52, None), (Decimal("51.9"), chain[0].pk)]


@pytest.mark.django_db
def test_value_corrected_by_a_person_is_kept_and_reported(figures: None, coordinator: Actor, now: datetime) -> None:
    police = Observation.objects.get(series__code="trust-police")
    correct_observation(
        observation=police, figure=Figure(Decimal("52.3"), "Tables"), reason="Exact", by=coordinator, now=now
    )

    loaded = load_reference_data(now=now, files=with_police("51.9"))

    assert loaded.kept == ["trust-police 2023 LV"]
    assert [o.value for o in Observation.objects.filter(series__code="trust-police").in_force()] == [Decimal("52.3")]


@pytest.mark.django_db
def test_words_changed_in_the_files_are_changed_in_place(figures: None, now: datetime) -> None:
    files = read_reference_files()
    next(s for s in files.series if s.row["code"] == "trust-police").row["name_lv"] = "Uzticēšanās Valsts policijai"

    loaded = load_reference_data(now=now, files=files)

    assert (loaded.created, loaded.changed) == (0, 1)
    assert Series.objects.get(code="trust-police").name_lv == "Uzticēšanās Valsts policijai"


@pytest.mark.django_db
def test_misspelt_column_is_refused_and_nothing_written(now: datetime) -> None:
    files = read_reference_files()
    files.waves[0].row["feildwork_lv"] = "2021"

    with pytest.raises(UnknownColumn, match="Wave has no feildwork_lv"):
        load_reference_data(now=now, files=files)

    assert Wave.objects.count() == 0


@pytest.mark.django_db
def test_each_outcome_indicator_of_the_plan_has_series_and_sources(figures: None) -> None:
    counted = [(o.number, o.series.count(), o.sources.count()) for o in OutcomeIndicator.objects.filter(group="plan-6")]

    assert counted == [(1, 5, 3), (2, 3, 4), (3, 1, 1), (4, 2, 1)]


@pytest.mark.django_db
def test_no_series_mixes_two_surveys(figures: None) -> None:
    pairs = Observation.objects.values_list("series__question__source__code", "wave__source__code")

    assert all(of_series == of_wave for of_series, of_wave in pairs)


def with_police(value: str) -> ReferenceFiles:
    files = read_reference_files()
    police = next(o for o in files.observations if o.series == "trust-police")
    police.row["value"] = Decimal(value)
    return files
