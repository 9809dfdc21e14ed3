"""What everybody sees: figures with survey and wave, empty places, the same as data."""

import csv
import io
import json
import re
from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from balss.indicators.models import Document, Observation, Question, Series, Wave
from balss.indicators.queries import FIELDS
from balss.indicators.services import Figure, correct_observation
from balss.shared.permissions import Actor

pytestmark = pytest.mark.django_db

OVERVIEW = "/raditaji/"
GOVERNMENT = "/raditaji/rindas/trust-national-government/"
TRUST = "/raditaji/salidzinajums/trust/"


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace("\N{NO-BREAK SPACE}", " "))


def test_overview_names_value_average_change_and_wave(client: Client, figures: None) -> None:
    assert (
        "28,7 % Uzticēšanās valdībai OECD vidēji: 39,3 % +4,2 procentpunkti pret iepriekšējo mērījumu (2021) "
        "OECD Uzticēšanās pētījums 2023 2025: vēl nav datu"
    ) in words(client, OVERVIEW)


def test_overview_in_english_writes_numbers_in_english(client: Client, figures: None) -> None:
    assert (
        "28.7% Trust in the national government OECD average: 39.3% +4.2 percentage points since 2021 "
        "OECD Trust Survey 2023 2025: no data yet"
    ) in words(client, "/en/raditaji/")


def test_overview_before_anything_is_loaded_says_so(client: Client) -> None:
    assert "Rezultātu rādītāju vēl nav" in words(client, OVERVIEW)


def test_outcome_without_any_figure_shows_its_empty_places(client: Client, figures: None) -> None:
    page = words(client, "/raditaji/rindas/satisfaction-public-administration/")

    assert "Vēl nav datu. Plāns nosauc 2026. un 2027. gada pētījumu" in page
    assert "2026: vēl nav datu. 2027: vēl nav datu." in page


def test_series_page_draws_both_lines_and_the_awaited_year(client: Client, figures: None) -> None:
    page = client.get(GOVERNMENT).content.decode()

    assert page.count('class="line circle"') == 2  # in the drawing and in its legend
    assert page.count('class="line square"') == 2
    assert page.count('class="empty-place"') == 1


def test_numbers_inside_the_drawing_have_points_whatever_the_language(client: Client, figures: None) -> None:
    page = client.get(GOVERNMENT).content.decode()

    assert re.findall(r' (?:[xy][12]?|width|height)="[^"]*,[^"]*"', page) == []


def test_figures_of_two_surveys_are_never_in_one_drawing(client: Client, figures: None) -> None:
    page = words(client, "/raditaji/rindas/my-voice-counts-agree/")

    assert "Latvija: 2021. gada pavasaris – 28 %, 2024. gada rudens – 49 %. 2026: vēl nav datu." in page
    assert "Tās nav vienas līnijas divi punkti" in page


def test_comparison_puts_the_most_trusted_first_with_each_year(client: Client, figures: None) -> None:
    page = client.get(TRUST).content.decode()
    headings = re.findall(r'class="heading"[^>]*>([^<]*)<', page)
    labels = [
        label.replace("\N{NO-BREAK SPACE}", " ") for label in re.findall(r'class="bar-label"[^>]*>([^<]*)<', page)
    ]

    assert headings == [
        "Citi cilvēki",
        "Policija",
        "Tiesas un tiesu sistēma",
        "Pašvaldības",
        "Valsts civildienests",
        "Civildienests (2021. gada jautājums)",
        "Valdība",
        "Parlaments (Saeima)",
        "Politiskās partijas",
    ]
    assert labels[3:5] == ["41 % · 2023", "42 % · 2021"]
    assert labels[7:10] == ["28,7 % · 2023", "24,5 % · 2021", "39,3 % · OECD 2023"]


def test_corrected_value_stays_on_the_page_struck_through(
    client: Client, figures: None, coordinator: Actor, now: datetime
) -> None:
    correct_observation(
        observation=Observation.objects.get(series__code="trust-police"),
        figure=Figure(Decimal("52.4"), "OECD tables"),
        reason="Precīzāka vērtība",
        by=coordinator,
        now=now,
    )

    page = client.get("/raditaji/rindas/trust-police/").content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert re.search(r"<del>52 %</del>.*→\s*<ins>52,4 %</ins>\.\s*Precīzāka vērtība \(OECD tables\)", page, re.DOTALL)


def test_unknown_series_and_question_are_not_found(client: Client, figures: None) -> None:
    addresses = ["/raditaji/rindas/none/", "/raditaji/rindas/none.csv", "/raditaji/salidzinajums/none/"]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


@pytest.mark.parametrize("address", [OVERVIEW, GOVERNMENT, TRUST, "/raditaji/dati.csv", "/raditaji/dati.json"])
def test_pages_take_as_many_queries_for_more_series(
    client: Client, figures: None, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(QUERIES[address]):
        client.get(f"{address}?few")  # the query keeps the page cache out
    add_series(20, now)

    with django_assert_num_queries(QUERIES[address]):
        client.get(f"{address}?many")


QUERIES = {OVERVIEW: 10, GOVERNMENT: 7, TRUST: 4, "/raditaji/dati.csv": 3, "/raditaji/dati.json": 3}


def add_series(count: int, now: datetime) -> None:
    question = Question.objects.get(code="trust")
    wave = Wave.objects.get(source=question.source, period="2023")
    document = Document.objects.first()
    for n in range(count):
        series = Series.objects.create(
            question=question, code=f"trust-{n}", position=n, name_lv=f"{n}", about_lv=f"{n}"
        )
        Observation.objects.create(
            series=series, wave=wave, area="LV", value=n, confidence="high", document=document, recorded_at=now
        )


def test_csv_has_a_row_for_each_value_and_each_awaited_one(client: Client, figures: None) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/raditaji/dati.csv").content.decode())))

    government = [row for row in rows if row["series"] == "trust-national-government"]
    assert list(rows[0]) == list(FIELDS)
    assert [(row["period"], row["area"], row["status"], row["value"]) for row in government] == [
        ("2021", "LV", "measured", "24.5"),
        ("2021", "OECD", "measured", "41"),
        ("2023", "LV", "measured", "28.7"),
        ("2023", "OECD", "measured", "39.3"),
        ("2025", "LV", "awaited", ""),
    ]
    assert sum(row["status"] == "measured" for row in rows) == Observation.objects.count()


def test_csv_and_json_say_the_same(client: Client, figures: None) -> None:
    in_json = json.loads(client.get(f"{GOVERNMENT[:-1]}.json").content)
    in_csv = list(csv.DictReader(io.StringIO(client.get(f"{GOVERNMENT[:-1]}.csv").content.decode())))

    assert list(in_json["fields"]) == list(FIELDS)
    assert [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in in_json["observations"]
    ] == in_csv


def test_round_hundred_is_written_out_in_the_data(client: Client, figures: None) -> None:
    Observation.objects.filter(series__code="trust-police").update(value=100)

    rows = json.loads(client.get("/raditaji/rindas/trust-police.json").content)["observations"]

    assert rows[0]["value"] == "100"


def test_data_page_explains_every_field(client: Client) -> None:
    page = client.get("/raditaji/dati/").content.decode()

    assert re.findall(r"<code>(\w+)</code>", page) == list(FIELDS)
