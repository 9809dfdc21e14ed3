"""A plan with two measures and the bodies that carry them."""

from datetime import UTC, date, datetime

import pytest

from balss.places.models import Institution, InstitutionName
from balss.plan import models

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def ministry(db):
    institution = Institution.objects.create(code="XM", slug="xm", kind="ministry")
    InstitutionName.objects.create(institution=institution, lv="Izdomātā ministrija", en="Ministry of Invention")
    return institution


@pytest.fixture
def plan(db):
    return models.Plan.objects.create(
        slug="xx-1", country="XX", number=1, title={"lv": "Plāns"}, languages=["lv"],
        start_date=date(2026, 1, 1), end_date=date(2027, 12, 31),
    )  # fmt: skip


@pytest.fixture
def measure(plan):
    commitment = models.Commitment.objects.create(plan=plan, number="1", place=1, title={"lv": "Apņemšanās"})
    return models.Measure.objects.create(
        plan=plan, commitment=commitment, key="1.1", number="1.1", place=1, title={"lv": "Pasākums"}
    )


@pytest.fixture
def in_progress(plan):
    return models.OfficialStatus.objects.create(plan=plan, code="IP", place=1, label={"lv": "Izpildes procesā"})
