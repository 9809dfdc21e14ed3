"""Which values are current when values and reports were corrected, one after the other."""

import pytest

from balss.plan.models import Indicator, IndicatorValue, ProgressReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(measure):
    return Indicator.objects.create(
        measure=measure, serial=1, place=1, kind="count", words={"lv": "Semināru skaits"}, metrics=["events"]
    )


@pytest.fixture
def make_report(measure, ministry, in_progress, now, today):
    def make(state="submitted", supersedes=None):
        at = {} if state == "draft" else {"submitted_at": now}
        at |= {"decided_at": now, "return_reason": "Trūkst skaitļa."} if state == "returned" else {}
        return ProgressReport.objects.create(
            measure=measure, institution=ministry, as_of_date=today, status=in_progress, text="Darām.", state=state,
            supersedes=supersedes, created_at=now, updated_at=now, author="abc", **at,
        )  # fmt: skip

    return make


def current():
    return [str(value.number.normalize()) for value in IndicatorValue.objects.public()]


def test_value_corrected_in_a_report_that_was_itself_corrected_does_not_come_back(indicator, make_report, report_value):
    first = report_value(indicator, "9")
    report = make_report()
    report_value(indicator, "4", report=report, supersedes=first)
    make_report(supersedes=report)  # says nothing about the indicator any more
    assert current() == []


def test_last_of_three_corrections_is_current(indicator, make_report, report_value):
    first = report_value(indicator, "9")
    second = make_report()
    value = report_value(indicator, "4", report=second, supersedes=first)
    report_value(indicator, "5", report=make_report(supersedes=second), supersedes=value)
    assert current() == ["5"]


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_correction_that_is_not_public_corrects_nothing(indicator, make_report, report_value, state):
    first = report_value(indicator, "9")
    report_value(indicator, "4", report=make_report(state), supersedes=first)
    assert current() == ["9"]
