"""Letters by the clock."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balss.events import jobs, services
from balss.notices.models import Notice
from balss.shared.permissions import Role
from tests.events.conftest import LASTS, NOW, STARTS

DAY = timedelta(days=1)


def reminders(to="a@example.lv"):
    return Notice.objects.filter(kind="events.reminder", to=to).count()


@pytest.mark.parametrize(("before", "sent"), [(DAY * 8, 0), (DAY * 7, 1), (DAY, 1), (timedelta(0), 0)])
def test_reminder_is_sent_a_week_and_a_day_before(event, register, before, sent):
    register(event, "a@example.lv")
    jobs.remind(STARTS - before)
    assert reminders() == sent


def test_each_reminder_is_sent_once(event, register):
    register(event, "a@example.lv")
    for before in (DAY * 7, DAY * 6, DAY, DAY / 2):
        jobs.remind(STARTS - before)
        jobs.remind(STARTS - before)
    assert reminders() == 2


def test_who_registered_a_moment_ago_or_waits_is_not_reminded(make_event, register):
    event = make_event(capacity=1)
    register(event, "a@example.lv", STARTS - DAY / 2)
    register(event, "b@example.lv", NOW)
    jobs.remind(STARTS - DAY / 3)
    assert (reminders(), reminders("b@example.lv")) == (0, 0)


def test_moved_event_is_reminded_of_anew(event, register, anna, schedule):
    register(event, "a@example.lv")
    jobs.remind(STARTS - DAY)
    week = DAY * 7
    services.move_event(
        event=event, schedule=schedule(starts_at=STARTS + week, ends_at=STARTS + LASTS + week), reason="Tā.",
        by=anna.actor, now=STARTS - DAY / 2,
    )  # fmt: skip
    jobs.remind(STARTS + week - DAY)
    assert reminders() == 2


def test_nobody_is_reminded_of_a_cancelled_event(event, register, anna):
    register(event, "a@example.lv")
    services.cancel_event(event=event, reason="Tā.", by=anna.actor, now=NOW)
    jobs.remind(STARTS - DAY)
    assert reminders() == 0


def test_organiser_is_asked_to_close_until_it_is_closed(event, close):
    for after in (DAY, DAY * 2, DAY * 7, DAY * 14):
        jobs.remind(STARTS + LASTS + after)
    asked = Notice.objects.filter(kind="events.closing_due", to="anna@xm.example")
    assert (asked.count(), "19.07.2026." in asked.first().text) == (3, True)
    close(event, STARTS + LASTS + DAY * 15)
    jobs.remind(STARTS + LASTS + DAY * 30)
    assert asked.count() == 3


def test_many_reminders_take_the_same_number_of_queries(event, register):
    register(event, "a@example.lv")
    with CaptureQueriesContext(connection) as one:
        jobs.remind(STARTS - DAY * 7)
    for number in range(5):
        register(event, f"{number}@example.lv")
    with CaptureQueriesContext(connection) as six:
        jobs.remind(STARTS - DAY)
    assert len(six) == len(one)


def test_who_works_with_events_alone_is_asked_to_close(event, make_account, ministry):
    for scope in ("events", "plan"):
        account = make_account(f"{scope}@xm.example", Role.OFFICIAL, ministry)
        account.role_grants.update(scope=scope)
    jobs.remind(STARTS + LASTS + DAY)
    asked = Notice.objects.filter(kind="events.closing_due").order_by("to").values_list("to", flat=True)
    assert list(asked) == ["anna@xm.example", "events@xm.example"]
