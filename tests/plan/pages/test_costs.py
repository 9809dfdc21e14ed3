"""What pages ask of the database: the same for little and for much, and never more than was promised."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balss.plan.models import IndicatorValue, ProgressReport
from tests.plan.pages.conftest import PLAN

MEASURE = f"{PLAN}pasakumi/2.2/"


def queries_of(address):
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)


@pytest.fixture
def say_much(report, indicator, report_value, assess):
    """Says so much about measure 2.2: each of these is a report with a value, a value of its own, an assessment."""

    def say(times):
        for _ in range(times):
            sent = report("2.2", "FM")
            report_value(indicator("2.2"), 1, report=sent, institution=sent.institution)
            report_value(indicator("2.2", 2), 3, institution=sent.institution)
            assess("2.2")

    return say


def test_plan_page_asks_at_most_ten_times(published, say_much):
    say_much(3)
    assert queries_of(PLAN) <= 10


def test_measure_with_five_hundred_entries_asks_at_most_twelve_times(published, report, indicator, now, today):
    sent = report("2.2", "FM")
    ProgressReport.objects.bulk_create(
        ProgressReport(
            measure=sent.measure, institution=sent.institution, as_of_date=today, status=sent.status, text="Darām.",
            state="accepted", created_at=now, updated_at=now, submitted_at=now, decided_at=now, author="abc",
        )
        for _ in range(250)
    )  # fmt: skip
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            indicator=indicator("2.2", 2), institution=sent.institution, number=number, as_of_date=today,
            recorded_at=now, author="abc",
        )
        for number in range(250)
    )  # fmt: skip
    assert queries_of(MEASURE) <= 12


@pytest.mark.parametrize(
    "page",
    ["", "apnemsanas/2/", "pasakumi/2.2/", "pasakumi/2.2/izmainas/", "institucijas/",
     "institucijas/finansu-ministrija/", "kalendars/", "neskaidrais/", "paveiktais/", "iznakums/", "izmainas/"],
)  # fmt: skip
def test_page_asks_as_often_for_much_as_for_little(published, say_much, page):
    say_much(1)
    little = queries_of(PLAN + page)
    say_much(4)
    assert queries_of(PLAN + page) == little


def test_home_page_asks_few_times(published):
    assert queries_of("/") <= 8
