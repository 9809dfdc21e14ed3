"""Reminders 30 and 7 days before a deadline and once when it is overdue, measured over a year of days."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from balss.notices.models import Notice
from balss.plan.models import Deadline, Indicator, IndicatorValue, Target
from balss.plan.services.progress import start_report
from balss.plan.services.reminders import reminder_due, send_reminders
from balss.shared.permissions import SYSTEM, NotAllowed

DUE = date(2026, 12, 31)


@pytest.fixture
def deadline(measure):
    return Deadline.objects.create(
        measure=measure, serial=1, place=1, words={"lv": "2026. gada IV ceturksnis"}, kind="quarter", due_date=DUE
    )


@pytest.fixture
def run():
    """Runs the job on days, and answers how many letters each day brought, where any."""

    def make(first, days, step=1):
        brought = Counter()
        for number in range(0, days, step):
            day = first + timedelta(days=number)
            sent = send_reminders(by=SYSTEM, now=datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
            if sent:
                brought[day] = sent
        return dict(brought)

    return make


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), "30"),
        (date(2026, 12, 23), "30"),
        (date(2026, 12, 24), "7"),
        (date(2026, 12, 31), "7"),
        (date(2027, 1, 1), "overdue"),
        (date(2027, 12, 31), "overdue"),
        (date(2028, 1, 1), None),
    ],
)
def test_reminder_of_a_day(day, expected):
    assert reminder_due(DUE, on=day) == expected


def test_year_of_days_brings_each_reminder_once(deadline, anna, juris, run):
    assert run(date(2026, 6, 1), 52 * 7) == {date(2026, 12, 1): 2, date(2026, 12, 24): 2, date(2027, 1, 1): 2}


def test_two_runs_on_one_day_bring_nothing_new(deadline, anna, run):
    assert run(date(2026, 12, 1), 1) == {date(2026, 12, 1): 1}
    assert run(date(2026, 12, 1), 1) == {}


def test_after_an_outage_only_the_latest_reminder_comes(deadline, anna, run):
    assert run(date(2026, 12, 27), 1) == {date(2026, 12, 27): 1}
    assert " 4 " in Notice.objects.get().subject
    assert run(date(2026, 12, 28), 30) == {date(2027, 1, 1): 1}


def test_what_its_institution_calls_ended_is_left_alone(deadline, measure, done, anna, send, run, now):
    send(start_report(measure=measure, period=None, by=anna.actor, now=now), anna, status=done)
    assert run(date(2026, 11, 23), 90) == {}


def test_what_the_values_show_done_is_left_alone(deadline, indicator, anna, run, now):
    indicator.deadline = deadline
    indicator.save()
    Target.objects.create(indicator=indicator, place=1, operator=">=", value=1)
    IndicatorValue.objects.create(indicator=indicator, number=1, as_of_date=now.date(), recorded_at=now, author="a")
    assert run(date(2026, 11, 23), 90) == {}


def test_co_responsible_bodies_are_not_reminded(deadline, measure, name_body, other_ministry, other_official, run):
    name_body(measure, other_ministry, "co_responsible")
    assert run(date(2026, 12, 1), 1) == {}


def test_every_member_of_a_responsible_group_is_reminded(
    deadline, measure, name_body, all_ministries, anna, other_official, run
):
    name_body(measure, all_ministries)
    assert run(date(2026, 12, 1), 1) == {date(2026, 12, 1): 2}


def test_body_that_carries_another_indicator_is_not_reminded(
    deadline, measure, name_body, other_ministry, other_official, indicator, run
):
    indicator.deadline = deadline
    indicator.save()
    other = Indicator.objects.create(measure=measure, serial=2, place=2, kind="count")
    name_body(measure, other_ministry, indicator=other)
    assert run(date(2026, 12, 1), 1) == {}


def test_whose_role_has_ended_is_not_reminded(deadline, anna, run):
    anna.role_grants.update(ends_at=datetime(2026, 11, 30, tzinfo=UTC))
    assert run(date(2026, 12, 1), 1) == {}


def test_only_the_system_sends_reminders(coordinator, now):
    with pytest.raises(NotAllowed):
        send_reminders(by=coordinator.actor, now=now)
