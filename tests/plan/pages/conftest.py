"""Pages got by visitors who were never here, on the day of the tests; reports as officials would have sent them."""

import lxml.html
import pytest
from django.test import Client

from balss.places.models import Institution
from balss.plan import models

PLAN = "/plans/lv-6/"


@pytest.fixture(autouse=True)
def _the_day_is_set(monkeypatch, now):
    """Requests come at `now`, whenever the tests run."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def get():
    """The main part of a page, parsed; each time by a new visitor, for whom no page has been kept."""

    def fetch(address=PLAN):
        response = Client().get(address)
        assert response.status_code == 200
        return lxml.html.fromstring(response.content.decode()).get_element_by_id("main")

    return fetch


@pytest.fixture
def report(published, now, today):
    """Makes a report on a measure of the published plan."""

    def make(key, code, status="in_progress", *, state="accepted", **columns):
        at = {"submitted_at": now} if state != "draft" else {}
        at |= {"decided_at": now} if state in ("accepted", "returned") else {}
        at |= {"return_reason": "SLEPENS iemesls"} if state == "returned" else {}
        return models.ProgressReport.objects.create(
            **{
                "measure": published.measures.get(key=key), "institution": Institution.objects.get(code=code),
                "as_of_date": today, "status": published.statuses.get(code=status), "text": "Darām.", "state": state,
                "created_at": now, "updated_at": now, "author": "abc", **at, **columns,
            }
        )  # fmt: skip

    return make


@pytest.fixture
def assess(published, now, today):
    """Makes an assessment of a measure of the published plan."""

    def make(key, completion="limited", **columns):
        return models.Assessment.objects.create(
            **{
                "measure": published.measures.get(key=key), "completion": completion, "text": "Maz darīts.",
                "as_of_date": today, "recorded_at": now, "author": "xyz", **columns,
            }
        )  # fmt: skip

    return make


@pytest.fixture
def indicator(published):
    """An indicator of the published plan, by its measure and place."""
    return lambda key, serial=1: models.Indicator.objects.get(measure__plan=published, measure__key=key, serial=serial)
