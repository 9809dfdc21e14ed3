"""/api/v1/indicators says what the pages and the data files say."""

import pytest
from ninja.testing import TestClient

from balss.indicators.api import ObservationOut, router
from balss.indicators.queries import FIELDS, all_figures, rows_of

pytestmark = pytest.mark.django_db


def test_api_and_data_files_have_the_same_fields() -> None:
    assert list(ObservationOut.model_fields) == list(FIELDS)


def test_all_values_are_those_of_the_data_files(figures: None) -> None:
    assert TestClient(router).get("/observations").json() == list(rows_of(all_figures()))


def test_series_that_is_not_there_is_not_found(figures: None) -> None:
    client = TestClient(router)

    assert [client.get(f"/series/{code}").status_code for code in ("trust-police", "none")] == [200, 404]


def test_outcomes_name_the_sources_that_have_no_figures(figures: None) -> None:
    outcomes = TestClient(router).get("/outcomes/plan-6").json()

    assert [(o["number"], o["series"], o["sources_without_figures"]) for o in outcomes][2:] == [
        (3, ["satisfaction-public-administration"], []),
        (4, ["well-informed-about-rights", "law-information-could-be-easier"], []),
    ]
    assert outcomes[0]["sources_without_figures"] == ["social-cohesion-radar", "standard-eurobarometer"]
