"""A small plan made by hand, and the published one imported with the institutions that it names."""

from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction

from balss.places.models import Institution, InstitutionName
from balss.places.services import load_reference_data
from balss.plan import models
from balss.plan.queries import PUBLISHED_PLAN, read_plan_bytes
from balss.plan.services import import_edition
from balss.shared.permissions import SYSTEM

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DATABASE = {"db", "transactional_db"}


def pytest_collection_modifyitems(items):
    """Where all tests of a module that have the database have the published plan, it is imported once for them."""
    of_module = defaultdict(list)
    for item in items:
        if DATABASE & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            of_module[item.path].append(item)
    for tests in of_module.values():
        if all("published" in getattr(item, "fixturenames", ()) for item in tests):
            for names in {id(item.fixturenames): item.fixturenames for item in tests}.values():
                names.insert(names.index("institutions_once") + 1, "published_once")


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


@pytest.fixture(scope="module")
def institutions_once(django_db_setup, django_db_blocker):
    """All institutions, loaded once for the tests of a module, in a transaction around theirs."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference_data(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def institutions(institutions_once, db):
    """The institutions that the plan names."""


def import_plan(*replacements):
    """Imports a text as an edition; the text is the published plan with some words replaced."""
    text = PUBLISHED_PLAN.read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    document = read_plan_bytes(text.encode(), on=TODAY)
    return import_edition(document=document, content=text.encode(), file_name="plans.txt", by=SYSTEM, now=NOW)


@pytest.fixture
def import_text(institutions):
    return import_plan


@pytest.fixture(scope="module")
def published_once(institutions_once, django_db_blocker):
    """The primary key of the published plan: see `pytest_collection_modifyitems`."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield import_plan().edition.plan.pk
        transaction.set_rollback(True)


@pytest.fixture
def published(request, import_text):
    """Latvia's plan as published."""
    if "published_once" in request.fixturenames:
        return models.Plan.objects.get(pk=request.getfixturevalue("published_once"))
    return import_text().edition.plan


@pytest.fixture
def report_value(today, now):
    """Records a value of an indicator, as if an official had."""

    def make(indicator, number=None, *, as_of=today, **columns):
        said = {"number": Decimal(number)} if number is not None else {"text": "Ir."}
        return models.IndicatorValue.objects.create(
            indicator=indicator, as_of_date=as_of, recorded_at=now, author="abc", **{**said, **columns}
        )

    return make
