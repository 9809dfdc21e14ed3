"""Processes, outcome reports and decisions count by themselves for the plan, and stop counting when they are undone."""

# ruff: noqa: F401, F811  (fixtures of the plan are imported, and named as arguments)

from datetime import date, timedelta
from uuid import uuid4

import pytest

from balss.participation.models import Process
from balss.participation.queries import counted
from balss.participation.services import (
    prepare_opportunity,
    publish_opportunity,
    publish_process,
    start_process,
    stop_process,
    withdraw_opportunity,
)
from balss.participation.services.answers import Answer, draft_response, publish_response
from balss.participation.services.contributions import Said, Speaker, contribute
from balss.participation.services.outcomes import (
    add_telling,
    publish_decision,
    publish_report,
    save_report,
    start_decision,
    withdraw_decision,
    withdraw_report,
)
from balss.places.models import Audience, Territory, Topic
from balss.plan.models import EvidenceCount, Indicator
from balss.plan.queries.evidence import counted as as_counted
from balss.plan.queries.evidence import sectors_of
from balss.shared.evidence import EvidenceFilter
from tests.participation.conftest import LATER, NOW
from tests.plan.conftest import import_text, institutions, institutions_once, published, published_once

REPORT = {"introduction": "Jautājām par ielu.", "said": "Vairāk koku.", "next_steps": "Būvprojekts."}
DECISION = {
    "title": "Par Skolas ielu", "text": "Ietve būs platāka.", "affected": "Ielas iedzīvotāji.",
    "decided_by": "Izdomātā novada dome", "decided_date": date(2026, 11, 20),
    "how_to_contest": "Administratīvajā tiesā mēneša laikā.",
}  # fmt: skip
AFTER = LATER + timedelta(days=1)


@pytest.fixture
def parish(institutions):
    return Territory.objects.get(slug="cirmas-pagasts")


@pytest.fixture
def topic(institutions):
    return Topic.objects.filter(parent=None).first()


@pytest.fixture
def seniors(institutions):
    return Audience.objects.get(code="seniori")


@pytest.fixture
def figure(published):
    def read(key, serial, metric):
        indicator = Indicator.objects.get(measure__plan=published, measure__key=key, serial=serial)
        return {each["metric"]: each["number"] for each in indicator.counted}[metric]

    return read


@pytest.fixture
def make_process(published, municipality, official, process_content, now):
    def make(**content):
        draft = start_process(institution=municipality, content=process_content | content, by=official, now=now)
        return publish_process(process=draft, by=official, now=now)

    return make


@pytest.fixture
def reported(published, consultation, resident, official, now):
    """A consultation that was held, answered and reported on."""
    said = contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Vairāk koku."),
        speaker=Speaker(name="Anna Liepa"), by=resident, now=now,
    )  # fmt: skip
    answer = Answer("accepted", "Desmit.")
    response = draft_response(consultation=consultation, contributions=[said], answer=answer, by=official, now=now)
    publish_response(response=response, by=official, now=now)
    save_report(consultation=consultation, content=REPORT, version=0, by=official, now=AFTER)
    return publish_report(consultation=consultation, version=1, by=official, now=AFTER)


@pytest.fixture
def decision(published, municipality, official, process):
    content = DECISION | {"process": process, "territories": list(process.territories.all())}
    draft = start_decision(institution=municipality, content=content, by=official, now=AFTER)
    return publish_decision(decision=draft, by=official, now=AFTER)


def last_change(key, serial):
    return EvidenceCount.objects.filter(indicator__measure__key=key, indicator__serial=serial).first()


def test_published_report_counts_and_a_withdrawn_one_no_more(reported, consultation, official, figure):
    before = figure("4.2", 2, "public_outcome_reports")
    withdraw_report(consultation=consultation, reason="Kļūda skaitļos.", by=official, now=AFTER + timedelta(hours=1))

    assert (before, figure("4.2", 2, "public_outcome_reports")) == (1, 0)
    (went,) = last_change("4.2", 2).went
    assert (went["title"], went["state"]["en"]) == ("Skolas ielas idejas", "withdrawn: Kļūda skaitļos.")


def test_report_that_is_not_published_does_not_count(published, consultation, official, figure):
    save_report(consultation=consultation, content=REPORT, version=0, by=official, now=AFTER)
    assert figure("4.2", 2, "public_outcome_reports") == 0


def test_decision_counts_once_somebody_was_told(decision, official, figure):
    before = figure("3.1", 1, "decisions_communicated")
    for channel in ("website", "letter"):
        add_telling(decision=decision, channel=channel, told_date=date(2026, 11, 21), by=official, now=AFTER)

    assert (before, figure("3.1", 1, "decisions_communicated")) == (0, 1)
    (record,) = last_change("3.1", 1).records
    assert (record["title"], record["url"]) == ("Par Skolas ielu", f"/lidzdaliba/lemumi/{decision.slug}/")


def test_withdrawn_decision_counts_no_more_and_history_says_why(decision, official, figure):
    add_telling(decision=decision, channel="press", told_date=date(2026, 11, 21), by=official, now=AFTER)
    withdraw_decision(decision=decision, reason="Atcelts tiesā.", by=official, now=AFTER + timedelta(hours=1))

    assert figure("3.1", 1, "decisions_communicated") == 0
    assert [each["state"]["lv"] for each in last_change("3.1", 1).went] == ["atsaukts: Atcelts tiesā."]


def test_draft_decision_that_was_told_of_does_not_count(published, municipality, official, figure):
    draft = start_decision(institution=municipality, content=DECISION, by=official, now=AFTER)
    add_telling(decision=draft, channel="press", told_date=date(2026, 11, 21), by=official, now=AFTER)

    assert (figure("3.1", 1, "decisions_communicated"), counted.states_of_decisions([draft.slug])) == (0, {})


@pytest.mark.parametrize(
    ("method", "key", "serial", "metric"),
    [
        ("co_create", "1.5", 1, "cocreation_initiatives"),
        ("deliberate", "4.3", 1, "deliberations"),
        ("youth_dialogue", "4.6", 1, "youth_dialogues"),
        ("youth_test", "4.6", 3, "youth_tests"),
    ],
)
def test_process_counts_by_how_people_are_involved(make_process, figure, official, method, key, serial, metric):
    process = make_process(method=method)
    before = figure(key, serial, metric)
    stop_process(process=process, reason="Nav naudas.", by=official, now=NOW + timedelta(hours=1))

    assert (before, figure(key, serial, metric)) == (1, 0)
    assert last_change(key, serial).number == 0


def test_matrix_of_4_2_fills_where_a_sector_has_its_example(make_process, topic, published):
    make_process(example="policy", method="consult", topics=[topic])
    make_process(example="service", method="inform", topics=[topic])  # nobody is asked: no example

    counts = {each.metric: each for each in EvidenceCount.objects.filter(indicator__measure__key="4.2").reverse()}
    both = [as_counted(counts[name]) for name in ("policy_examples", "service_examples")]
    matrix = {sector.topic: sector.numbers for sector in sectors_of(both)}
    assert matrix.pop(topic) == {"policy_examples": 1, "service_examples": 0}
    assert {tuple(numbers.values()) for numbers in matrix.values()} == {(0, 0)}
    assert len(matrix) == Topic.objects.filter(parent=None).count() - 1


REGION, OTHER_REGION = "latgales-planosanas-regions", "kurzemes-planosanas-regions"


@pytest.mark.parametrize(
    ("conditions", "counts"),
    [
        ({}, True),
        ({"kinds": ("ideas",)}, True),
        ({"kinds": ("opinion", "ideas")}, True),
        ({"kinds": ("opinion",)}, False),
        ({"except_kinds": ("opinion",)}, True),
        ({"except_kinds": ("ideas",)}, False),
        ({"regions": (REGION,)}, True),
        ({"regions": (OTHER_REGION,)}, False),
        ({"except_regions": (OTHER_REGION,)}, True),
        ({"except_regions": (REGION,)}, False),
        ({"until_date": date(2026, 11, 22)}, False),
    ],
)
def test_process_report_and_decision_honour_kind_region_and_period(reported, decision, official, conditions, counts):
    add_telling(decision=decision, channel="press", told_date=date(2026, 11, 21), by=official, now=AFTER)
    wanted = EvidenceFilter(**conditions)
    found = [len(read(wanted)) for read in (counted.processes, counted.outcome_reports, counted.decisions)]
    assert found == [int(counts)] * 3


def test_process_about_the_whole_country_is_in_no_region(make_process):
    make_process(territories=[])
    for conditions in ({"regions": (REGION,)}, {"except_regions": (REGION,)}):
        assert counted.processes(EvidenceFilter(**conditions)) == []


def test_withdrawn_opportunity_gives_its_process_no_kind(opportunity, official, now):
    withdraw_opportunity(opportunity=opportunity, reason="Kļūda.", by=official, now=now)
    assert counted.processes(EvidenceFilter(kinds=("ideas",))) == []


def test_condition_of_another_kind_of_record_is_refused(db):
    for read in (counted.outcome_reports, counted.decisions):
        with pytest.raises(KeyError):
            read(EvidenceFilter(having={"method": ("consult",)}))


def test_records_are_found_in_as_many_queries_for_many(make_process, process, official, opportunity_content,
                                                       django_assert_num_queries, now):  # fmt: skip
    for _ in range(3):
        draft = prepare_opportunity(process=make_process(), content=opportunity_content, by=official, now=now)
        publish_opportunity(opportunity=draft, by=official, now=now)
    with django_assert_num_queries(3):
        assert len(counted.processes(EvidenceFilter())) == Process.objects.count() == 4
