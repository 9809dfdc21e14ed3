"""Institutions, territories and topics for programs."""

import pytest

pytestmark = pytest.mark.usefixtures("reference_data")


def test_institutions_of_a_kind_on_a_day(client):
    answer = client.get("/api/v1/places/institutions?kind=municipality&on=2025-06-30&limit=1").json()

    assert (answer["total"], len(answer["items"])) == (43, 1)
    assert "offset=1" in answer["next"]


def test_an_institution_has_all_its_names(client):
    answer = client.get("/api/v1/places/institutions/VARAM").json()

    assert [name["valid_to"] for name in answer["names"]] == ["2024-06-30", None]


@pytest.mark.parametrize(("text", "codes"), [("Ministrijas", ["VISAS_MINISTRIJAS"]), ("fm", ["FM"]), ("neviens", [])])
def test_who_is_meant_by_a_text(client, text, codes):
    answer = client.get("/api/v1/places/institutions", {"called": text, "on": "2026-01-01"}).json()

    assert [item["code"] for item in answer["items"]] == codes


def test_an_unknown_institution_is_not_found(client):
    assert client.get("/api/v1/places/institutions/NAV").status_code == 404


def test_a_text_that_no_database_takes_is_no_fault_of_ours(client):
    assert client.get("/api/v1/places/institutions/%00").status_code in (400, 404)
    assert client.get("/api/v1/places/institutions?called=%00").status_code in (200, 400, 422)


def test_a_day_that_is_none_is_refused(client):
    assert client.get("/api/v1/places/institutions?on=rīt").status_code == 422


def test_territories_of_a_day(client):
    answer = client.get("/api/v1/places/territories?kind=parish&on=2026-11-23").json()

    assert (answer["total"], len(answer["items"])) == (511, 100)


def test_topics_come_with_their_lead(client):
    topics = client.get("/api/v1/places/topics").json()["items"]

    assert (topics[0]["code"], topics[0]["lead"]) == ("veseliba", "VM")


def test_audiences_come_in_their_order(client):
    audiences = client.get("/api/v1/places/audiences").json()["items"]

    assert audiences[0] == {"code": "jauniesi", "name_lv": "Jaunieši", "name_en": "Young people"}
