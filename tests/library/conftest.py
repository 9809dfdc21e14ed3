"""Cases of good practice of a ministry and of a municipality; who works there stands in `tests/events/conftest.py`."""

# ruff: noqa: F401, F811  (fixtures are imported, and named as arguments)

from datetime import UTC, datetime

import pytest

from balss.ledger.models import Entry
from balss.library import services
from balss.library.models import PracticeCase
from balss.library.services import Content
from balss.places.models import Topic
from balss.shared.permissions import Role
from tests.events.conftest import (
    _quick_passwords,
    anna,
    make_account,
    make_institution,
    make_territory,
    ministry,
    municipality,
    other_ministry,
    other_official,
    parish,
    region,
    resident,
)

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def field(db):
    return Topic.objects.create(
        code="regionala-attistiba", position=1, name_lv="Reģionālā attīstība", name_en="Regions"
    )


@pytest.fixture
def budgets(field):
    """The topic whose cases count for measure 2.3."""
    return Topic.objects.create(
        code="lidzdalibas-budzets", position=2, name_lv="Līdzdalības budžets", name_en="Budgets", parent=field
    )


@pytest.fixture
def council(make_institution, municipality):
    """The municipality of Ludza, which governs its territory."""
    return make_institution("LN", kind="municipality", name="Ludzas novada pašvaldība", territory=municipality)


@pytest.fixture
def zane(make_account, council):
    """An official of the municipality."""
    return make_account("zane@ln.example", Role.OFFICIAL, council)


@pytest.fixture
def content(budgets):
    def make(**values):
        return Content(**{
            "title": "Balsošana bibliotēkās", "summary": "Novada bibliotēkas palīdzēja nobalsot.",
            "problem": "Seniori nebalsoja.", "solution": "Bibliotekāri palīdz.", "outcome": "Balsoja divreiz vairāk.",
            "first_year": 2024, "last_year": 2025, "topics": (budgets,), "contact_email": "birojs@xm.example", **values,
        })  # fmt: skip

    return make


@pytest.fixture
def make_draft(ministry, anna, content):
    def make(institution=ministry, by=anna, **values):
        return services.create_case(institution=institution, content=content(**values), by=by.actor, now=NOW)

    return make


@pytest.fixture
def draft(make_draft):
    return make_draft()


@pytest.fixture
def make_case(make_draft, anna):
    """A published case."""

    def make(by=anna, at=NOW, **values):
        return services.publish_case(case=make_draft(by=by, **values), by=by.actor, now=at)

    return make


@pytest.fixture
def case(make_case):
    return make_case()


@pytest.fixture
def withdraw(anna):
    def do(case, reason="Skaitļi bija aplami."):
        return services.withdraw_case(case=case, reason=reason, by=anna.actor, now=NOW)

    return do


@pytest.fixture
def again():
    """The case as it is now."""
    return lambda case: PracticeCase.objects.get(pk=case.pk)


@pytest.fixture
def deeds(db):
    """What the ledger has recorded, by name."""
    return lambda: sorted(Entry.objects.filter(action__startswith="library.").values_list("action", flat=True))
