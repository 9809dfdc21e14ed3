"""Publishing a case is all that an official does for the plan: measure 2.3 moves in the same moment, and back again."""

# ruff: noqa: F401, F811  (fixtures of the plan are imported, and named as arguments)

from datetime import timedelta

import pytest

from balss.library import services
from balss.library.queries import counted
from balss.library.services import content_of
from balss.places.models import Territory, Topic
from balss.plan.models import EvidenceCount, Indicator
from balss.shared.evidence import EvidenceFilter
from tests.events.conftest import LASTS, close, content, make_draft, make_event, schedule
from tests.library.conftest import content as case_content
from tests.plan.conftest import NOW as PUBLISHED
from tests.plan.conftest import import_text, institutions, institutions_once, published, published_once

THEN = PUBLISHED + timedelta(days=2)


@pytest.fixture
def parish(institutions):
    return Territory.objects.get(slug="cirmas-pagasts")


@pytest.fixture
def field(institutions):
    return Topic.objects.get(code="regionala-attistiba")


@pytest.fixture
def budgets(institutions):
    return Topic.objects.get(code="lidzdalibas-budzets")


@pytest.fixture
def tell(published, ministry, anna, case_content):
    """A case that is published after the plan was."""

    def make(**values):
        draft = services.create_case(institution=ministry, content=case_content(**values), by=anna.actor, now=THEN)
        return services.publish_case(case=draft, by=anna.actor, now=THEN)

    return make


@pytest.fixture
def exchanges(published):
    """The indicator “Pašvaldību labās prakses apmaiņa”, and how many exchanges it counts now."""
    indicator = Indicator.objects.get(measure__plan=published, measure__key="2.3", serial=2)

    def read():
        indicator.refresh_from_db()
        return {each["metric"]: each["number"] for each in indicator.counted}["good_practice_exchange"]

    read.indicator = indicator
    return read


def test_case_about_participatory_budgets_counts_once_published(published, ministry, anna, case_content, exchanges):
    draft = services.create_case(institution=ministry, content=case_content(), by=anna.actor, now=THEN)
    before = exchanges()
    services.publish_case(case=draft, by=anna.actor, now=THEN)
    assert (before, exchanges()) == (0, 1)


def test_case_about_something_else_does_not_count(tell, field, exchanges):
    tell(topics=(field,))
    assert exchanges() == 0


def test_events_and_cases_add_up(tell, make_event, close, published, exchanges):
    tell()
    afternoon = make_event(
        kind="practice_afternoon", starts_at=THEN, ends_at=THEN + LASTS,
        measures=(exchanges.indicator.measure,),
    )  # fmt: skip
    close(afternoon, at=THEN + LASTS)
    assert exchanges() == 2


def test_withdrawn_case_counts_no_more_history_says_why_and_put_back_it_counts_again(tell, anna, exchanges):
    case = tell()
    services.withdraw_case(case=case, reason="Skaitļi bija aplami.", by=anna.actor, now=THEN)
    last = EvidenceCount.objects.filter(indicator=exchanges.indicator, number=0, before=1).get()
    assert [(went["title"], went["state"]["lv"]) for went in last.went] == [
        (case.title, "atsaukts: Skaitļi bija aplami."),
    ]
    services.restore_case(case=case, reason="Pareizi.", by=anna.actor, now=THEN + timedelta(hours=1))
    assert exchanges() == 1


def test_case_of_another_topic_by_now_counts_no_more_and_history_says_why(tell, anna, field, exchanges):
    case = tell()
    changed = services.Content(**{**vars(content_of(case)), "topics": (field,)})
    services.change_case(case=case, content=changed, revision=case.revision, by=anna.actor, now=THEN)
    last = EvidenceCount.objects.filter(indicator=exchanges.indicator, number=0, before=1).get()
    assert [went["state"]["en"] for went in last.went] == ["does not count here any more: its topics were changed"]


def test_page_of_the_measure_leads_to_the_case(tell, exchanges, client, monkeypatch):
    case = tell()
    monkeypatch.setattr("django.utils.timezone.now", lambda: THEN + timedelta(hours=1))
    records = client.get("/plans/lv-6/pasakumi/2.3/ieraksti/2/").content.decode()
    assert f'href="{case.get_absolute_url()}"' in records


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({}, 2),
        ({"topics": ("lidzdalibas-budzets",)}, 1),
        ({"topics": ("regionala-attistiba",)}, 2),
        ({"topics": ("vide",)}, 0),
        ({"institutions": (0,)}, 0),
        ({"from_date": THEN.date(), "until_date": THEN.date()}, 2),
        ({"from_date": THEN.date() + timedelta(days=1)}, 0),
        ({"until_date": THEN.date() - timedelta(days=1)}, 0),
        ({"plan": "lv-6", "measure": "2.3"}, 0),
        ({"kinds": ("seminar",)}, 0),
        ({"except_kinds": ("seminar",)}, 2),
        ({"audiences": ("jauniesi",)}, 0),
        ({"regions": ("latgales-planosanas-regions",)}, 0),
    ],
)
def test_conditions_narrow(tell, field, budgets, wanted, number):
    tell(topics=(field, budgets))
    tell(topics=(field,))
    assert len(counted.cases(EvidenceFilter(**wanted))) == number


def test_condition_that_cases_do_not_know_is_refused(published):
    with pytest.raises(KeyError):
        counted.cases(EvidenceFilter(having={"media": ("public",)}))


def test_draft_has_no_state_to_tell(published, ministry, anna, case_content):
    draft = services.create_case(institution=ministry, content=case_content(), by=anna.actor, now=THEN)
    assert counted.states([draft.slug]) == {}
