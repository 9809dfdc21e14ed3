"""The self-assessment for a period: one content as a page, PDF/UA and Word document, in both languages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from balss.plan.queries.self_assessment import spans_of

pytestmark = pytest.mark.django_db


def get(name, *args, prefix=""):
    answer = Client().get(prefix + reverse(f"plan:{name}", args=args))
    assert answer.status_code == 200
    return answer.content


@pytest.fixture
def page(told):
    return html.fromstring(get("self_assessment", "lv-6", "2026-2"))


def table(page, caption):
    """Rows of cells' texts of the tables with this caption."""
    found = page.xpath(f"//table[caption[normalize-space()='{caption}']]//tr[td]")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in found]


def test_periods_that_have_begun_can_be_chosen_and_the_whole_plan(published):
    assert [span.code for span in spans_of(published, on=date(2026, 11, 23))] == ["2026-1", "2026-2", "viss"]
    assert spans_of(published, on=date(2025, 12, 31)) == []


def test_period_that_has_not_begun_has_no_report(published):
    assert Client().get("/plans/lv-6/pasnovertejums/2027-1/").status_code == 404
    assert Client().get("/plans/lv-6/pasnovertejums/2027-1.pdf").status_code == 404


def test_three_statuses_stand_side_by_side(page, told):
    account = next(row for row in table(page, "All measures at a glance") if row[0] == "2.2")
    assert account[2:] == ["Izpildes procesā", "continuous", "limited"]
