"""What pages ask of the database: the same for little and for much, and never more than was promised."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.sql import compiler
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


@pytest.fixture
def say_hundreds(published, report, indicator, now, today):
    """Writes so many reports and values of two bodies on measure 2.2, as of many days of the last year."""

    def say(times):
        sent = [report("2.2", "FM"), report("2.2", "TM")]
        days = [today - timedelta(days=place % 300) for place in range(times)]
        ProgressReport.objects.bulk_create(
            ProgressReport(
                measure=by.measure, institution=by.institution, as_of_date=day, status=by.status, text="Darām.",
                state="accepted", created_at=now, updated_at=now, submitted_at=now, decided_at=now, author="abc",
            )
            for day in days for by in sent
        )  # fmt: skip
        IndicatorValue.objects.bulk_create(
            IndicatorValue(
                indicator=indicator("2.2", serial), institution=by.institution, number=1, as_of_date=day,
                recorded_at=now, author="abc",
            )
            for day in days for serial, by in enumerate(sent, 1)
        )  # fmt: skip

    return say


def test_measure_with_a_thousand_entries_asks_at_most_twelve_times(say_hundreds):
    say_hundreds(250)
    assert queries_of(MEASURE) <= 12


@pytest.fixture
def rows_of(monkeypatch):
    """How many rows a page fetches from the database, whatever is made of them."""

    def rows(address):
        fetched = []

        def counted(*args, **options):
            for chunk in cursor_iter(*args, **options):
                fetched.extend(chunk)
                yield chunk

        with monkeypatch.context() as patch:
            patch.setattr(compiler, "cursor_iter", counted)
            assert Client().get(address).status_code == 200
        return len(fetched)

    cursor_iter = compiler.cursor_iter
    return rows


@pytest.mark.parametrize(
    "page",
    ["/", PLAN, MEASURE, f"{PLAN}apnemsanas/2/", f"{PLAN}kalendars/", f"{PLAN}institucijas/finansu-ministrija/",
     f"{PLAN}paveiktais/", f"{PLAN}neskaidrais/", f"{PLAN}izmainas/", f"{PLAN}dati/",
     "/vietas/iestade/finansu-ministrija/"],
)  # fmt: skip
def test_page_fetches_as_many_rows_for_much_as_for_little(say_hundreds, rows_of, page):
    say_hundreds(40)  # more than any page shows of one kind
    little = rows_of(page)
    say_hundreds(300)
    assert rows_of(page) == little


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
