"""/api/v1/indicators says what the pages and the data files say."""

import pytest
from django.test import Client

from balss.indicators.api import ObservationOut
from balss.indicators.queries import FIELDS, all_figures, rows_of

pytestmark = pytest.mark.django_db


def test_api_and_data_files_have_the_same_fields() -> None:
    assert list(ObservationOut.model_fields) == list(FIELDS)


def test_all_values_are_those_of_the_data_files(client: Client, figures: None) -> None:
    answer = client.get("/api/v1/indicators/observations").json()

    assert answer["items"] == list(rows_of(all_figures()))


def test_values_of_a_series_come_in_parts(client: Client, figures: None) -> None:
    address = "/api/v1/indicators/series/trust-national-government"

    answer = client.get(address, {"limit": 2, "offset": 2}).json()

    assert (answer["total"], [row["value"] for row in answer["items"]]) == (5, ["28.7", "39.3"])


def test_what_is_not_there_is_not_found(client: Client, figures: None) -> None:
    addresses = ["/api/v1/indicators/series/none", "/api/v1/indicators/outcomes/plan-99"]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_outcomes_name_the_sources_that_have_no_figures(client: Client, figures: None) -> None:
    outcomes = client.get("/api/v1/indicators/outcomes/plan-6").json()["items"]

    assert [(o["number"], o["series"], o["sources_without_figures"]) for o in outcomes][2:] == [
        (3, ["satisfaction-public-administration"], []),
        (4, ["well-informed-about-rights", "law-information-could-be-easier"], []),
    ]
    assert outcomes[0]["sources_without_figures"] == ["social-cohesion-radar", "standard-eurobarometer"]
