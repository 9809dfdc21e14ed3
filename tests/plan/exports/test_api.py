"""/api/v1/plans says what the pages and the data files say, in parts."""

import json

import pytest
from django.test import Client

from balss.places.models import Institution
from balss.plan.queries import obligations_of
from balss.plan.queries.tables import TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(db):
    def content(path, status=200):
        answer = Client().get(f"/api/v1/plans{path}")
        assert answer.status_code == status, answer.content
        return json.loads(answer.content)

    return content


def test_plans_are_listed_with_edition_statuses_and_periods(get, published):
    plans = get("")
    assert plans["items"] == [get("/lv-6")]
    assert [period["code"] for period in plans["items"][0]["periods"]] == ["2026-1", "2026-2", "2027-1", "2027-2"]


@pytest.mark.parametrize("table", TABLES)
def test_list_says_what_the_data_file_says(get, told, table):
    file = json.loads(Client().get(f"/plans/lv-6/dati/{table}.json").getvalue())[table]
    assert get(f"/lv-6/{table}?limit=500")["items"] == json.loads(json.dumps(file))


def test_measure_has_all_that_is_public_about_it(get, told):
    measure = get("/lv-6/measures/2.2")
    assert measure["measure"]["official_status"] == "VARAM: in_progress"
    assert (measure["measure"]["computed_status"], measure["measure"]["independent_status"]) == (
        "continuous",
        "limited",
    )
    assert [report["is_current"] for report in measure["reports"]] == [False, True]
    assert [value["number"] for value in measure["values"]] == ["1.5"]


def test_obligations_are_those_of_the_institution_and_its_groups(get, published, today):
    parts = obligations_of(Institution.objects.get(code="TM"), plan=published, on=today)
    found = get("/lv-6/institutions/TM?language=en")
    assert found["institution_name"] == "Ministry of Justice"
    assert [(part["measure"], part["place"]) for part in found["bodies"]] == [
        (part.measure.key, part.place) for part in parts.order_by("measure__place", "place")
    ]


@pytest.mark.parametrize("path", ["/xx-9", "/lv-6/measures/9.9", "/lv-6/institutions/XX", "/lv-6/values?measure=9.9"])
def test_what_is_not_there_is_not_found(get, published, path):
    assert get(path, 404)["status"] == 404


def test_list_comes_in_parts(get, published):
    part = get("/lv-6/measures?limit=5&offset=20")
    assert ([item["measure"] for item in part["items"]], part["total"]) == (["4.4", "4.5", "4.6", "4.7"], 24)
