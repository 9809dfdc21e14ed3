"""The coordinator's table of moved working days."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from balss.core.calendar import WorkingCalendar
from balss.ledger.models import Entry
from balss.places.models import CalendarDay, CalendarDayKind
from balss.places.queries import working_calendar
from balss.places.services import (
    AlreadyWithdrawn,
    CannotAddDay,
    CannotConfirmYear,
    add_calendar_day,
    confirm_calendar_year,
    withdraw_calendar_day,
)
from balss.places.views import calendar as pages
from balss.shared.permissions import NotAllowed

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = date(2027, 6, 25), date(2027, 6, 5)
ORDER = "Ministru kabineta rīkojums"


@pytest.fixture
def add(coordinator, now):
    def add(day=SATURDAY, kind=CalendarDayKind.WORKING_DAY, by=coordinator):
        return add_calendar_day(date=day, kind=kind, source=ORDER, by=by, now=now)

    return add


def test_an_empty_table_is_the_published_calendar():
    assert working_calendar() == WorkingCalendar.published()


def test_a_moved_working_day_counts_both_ways(add):
    add(SATURDAY, CalendarDayKind.WORKING_DAY)
    add(FRIDAY, CalendarDayKind.DAY_OFF)

    assert working_calendar().is_working_day(SATURDAY)
    assert not working_calendar().is_working_day(FRIDAY)


def test_a_withdrawn_day_counts_no_more_and_stays(add, coordinator, now):
    day = add()

    withdraw_calendar_day(day=day, by=coordinator, now=now)

    assert not working_calendar().is_working_day(SATURDAY)
    assert CalendarDay.objects.get().withdrawn_by == "actor-coordinator"


def test_a_withdrawn_day_can_be_added_again_but_not_withdrawn_again(add, coordinator, now):
    day = add()
    withdraw_calendar_day(day=day, by=coordinator, now=now)

    with pytest.raises(AlreadyWithdrawn):
        withdraw_calendar_day(day=day, by=coordinator, now=now)
    assert add().date == SATURDAY


@pytest.mark.parametrize(
    ("day", "kind", "reason"),
    [
        (SATURDAY, CalendarDayKind.DAY_OFF, "no_change"),
        (FRIDAY, CalendarDayKind.WORKING_DAY, "no_change"),
        (date(2300, 1, 5), CalendarDayKind.DAY_OFF, "outside"),
    ],
)
def test_a_day_that_would_change_nothing_is_refused(add, day, kind, reason):
    with pytest.raises(CannotAddDay) as refusal:
        add(day, kind)

    assert refusal.value.reason == reason


def test_one_day_stands_once(add, coordinator, now):
    add()

    with pytest.raises(CannotAddDay) as refusal:
        add()
    assert refusal.value.reason == "known"
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(date=SATURDAY, kind="day_off", source=ORDER, added_by="x", added_at=now)


def test_a_confirmed_year_is_provisional_no_more(coordinator, now):
    year = WorkingCalendar.published().known_until.year + 1

    confirm_calendar_year(year=year, source=ORDER, by=coordinator, now=now)

    assert working_calendar().known_until == date(year, 12, 31)


def test_years_are_confirmed_one_after_the_other(coordinator, now):
    year = WorkingCalendar.published().known_until.year + 1

    with pytest.raises(CannotConfirmYear) as refusal:
        confirm_calendar_year(year=year + 1, source=ORDER, by=coordinator, now=now)

    assert refusal.value.next_year == year


def test_only_who_coordinates_keeps_the_table(add, madona_administrator, now):
    day = add()

    with pytest.raises(NotAllowed):
        add(FRIDAY, CalendarDayKind.DAY_OFF, by=madona_administrator)
    with pytest.raises(NotAllowed):
        withdraw_calendar_day(day=day, by=madona_administrator, now=now)
    with pytest.raises(NotAllowed):
        confirm_calendar_year(year=2027, source=ORDER, by=madona_administrator, now=now)

    assert working_calendar().is_working_day(SATURDAY)


def test_what_the_coordinator_does_stands_in_the_ledger(add, coordinator, now):
    withdraw_calendar_day(day=add(), by=coordinator, now=now)

    entries = Entry.objects.filter(action__startswith="places.calendar_")
    assert sorted(entries.values_list("action", flat=True)) == [
        "places.calendar_day_added",
        "places.calendar_day_withdrawn",
    ]


def test_everybody_reads_the_page_and_sees_no_form(add, ask):
    add()

    page = pages.calendar(ask()).content.decode()

    assert ORDER in page
    assert '<form method="post"' not in page


def test_the_coordinator_adds_and_withdraws_on_the_page(coordinator, ask):
    data = {"day-date": "2027-06-05", "day-kind": "working_day", "day-source": ORDER}

    assert pages.add_day(ask(by=coordinator, data=data)).status_code == 302
    assert pages.withdraw_day(ask(by=coordinator, data={}), CalendarDay.objects.get().pk).status_code == 302
    assert CalendarDay.objects.filter(withdrawn_at=None).count() == 0


def test_the_page_says_why_a_day_is_refused(coordinator, ask):
    data = {"day-date": "2027-06-05", "day-kind": "day_off", "day-source": ORDER}

    response = pages.add_day(ask(by=coordinator, data=data))

    assert response.status_code == 422
    assert "nekas nemainītos" in response.content.decode()


def test_the_coordinator_confirms_the_next_year_on_the_page(coordinator, ask):
    year = WorkingCalendar.published().known_until.year + 1

    response = pages.confirm_year(ask(by=coordinator, data={"year-source": ORDER}), year)

    assert response.status_code == 302
    assert working_calendar().known_until.year == year
