"""The coordinator's table of moved days: Darba likums 133(4), the Cabinet's order of each year."""

import datetime as dt

from django.db import IntegrityError, transaction

from balss.core.calendar import OutsideCalendar
from balss.ledger.services import record
from balss.places.models import CalendarDay, CalendarDayKind, CalendarYear
from balss.places.queries import working_calendar
from balss.shared.permissions import Actor, require


class CannotAddDay(Exception):
    """Why the day cannot be added, in `reason`: "known" (stands in the table), "no_change" (is so already) or
    "outside" (a year for which nothing can be said)."""

    def __init__(self, day: dt.date, reason: str) -> None:
        self.day, self.reason = day, reason
        super().__init__(f"{day.isoformat()}: {reason}")


class AlreadyWithdrawn(Exception):
    """Somebody has withdrawn the day before."""


class CannotConfirmYear(Exception):
    """The year is known already, or one before it is not; carries the year that is next."""

    def __init__(self, year: int, next_year: int) -> None:
        self.next_year = next_year
        super().__init__(f"{year} cannot be confirmed: the next year to confirm is {next_year}")


def add_calendar_day(
    *, date: dt.date, kind: CalendarDayKind, source: str, source_url: str = "", by: Actor, now: dt.datetime
) -> CalendarDay:
    """Make a working day a day off or the other way round, by the act named in `source`.

    Raises NotAllowed, CannotAddDay.
    """
    require(by, "places.keep_calendar", None, now)
    try:
        is_working = working_calendar().is_working_day(date)
    except OutsideCalendar as error:
        raise CannotAddDay(date, "outside") from error
    if CalendarDay.objects.filter(date=date, withdrawn_at=None).exists():
        raise CannotAddDay(date, "known")
    if is_working == (kind == CalendarDayKind.WORKING_DAY):
        raise CannotAddDay(date, "no_change")
    try:
        with transaction.atomic():
            day = CalendarDay.objects.create(
                date=date, kind=kind, source=source, source_url=source_url, added_by=by.public_id, added_at=now
            )
            record(
                action="places.calendar_day_added",
                subject=day,
                by=by,
                now=now,
                content={"date": date.isoformat(), "kind": kind.value, "source": source},
            )
    except IntegrityError as error:  # two at once: the other one was first
        raise CannotAddDay(date, "known") from error
    return day


def withdraw_calendar_day(*, day: CalendarDay, by: Actor, now: dt.datetime) -> None:
    """Let the day count no more; it stays in the table as withdrawn. Raises NotAllowed, AlreadyWithdrawn."""
    require(by, "places.keep_calendar", None, now)
    with transaction.atomic():
        open_day = CalendarDay.objects.filter(pk=day.pk, withdrawn_at=None)
        if not open_day.update(withdrawn_at=now, withdrawn_by=by.public_id):
            raise AlreadyWithdrawn(str(day))
        record(
            action="places.calendar_day_withdrawn",
            subject=day,
            by=by,
            now=now,
            content={"date": day.date.isoformat(), "kind": day.kind},
        )


def confirm_calendar_year(*, year: int, source: str, source_url: str = "", by: Actor, now: dt.datetime) -> CalendarYear:
    """Say that all moved days of the year stand in the table: its dates are provisional no more.

    Years are confirmed one after the other. Raises NotAllowed, CannotConfirmYear.
    """
    require(by, "places.keep_calendar", None, now)
    with transaction.atomic():
        next_year = working_calendar().known_until.year + 1
        if year != next_year:
            raise CannotConfirmYear(year, next_year)
        confirmed = CalendarYear.objects.create(
            year=year, source=source, source_url=source_url, confirmed_by=by.public_id, confirmed_at=now
        )
        record(
            action="places.calendar_year_confirmed",
            subject=confirmed,
            by=by,
            now=now,
            content={"year": year, "source": source},
        )
    return confirmed
