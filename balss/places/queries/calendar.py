"""The working days of Latvia: what is published, and the coordinator's table after it."""

import datetime as dt

from balss.core.calendar import WorkingCalendar
from balss.places.models import CalendarDay, CalendarDayKind, CalendarYear


def working_calendar() -> WorkingCalendar:
    """The calendar by which every legal period is counted. Two queries."""
    published = WorkingCalendar.published()
    tables: dict[str, dict[dt.date, str]] = {kind: {} for kind in CalendarDayKind.values}
    for day in CalendarDay.objects.filter(withdrawn_at=None):
        tables[day.kind][day.date] = day.source
    return published.extended(
        known_until=_known_until(published.known_until),
        days_off=tables[CalendarDayKind.DAY_OFF],
        working_days=tables[CalendarDayKind.WORKING_DAY],
        public_holidays=tables[CalendarDayKind.PUBLIC_HOLIDAY],
    )


def _known_until(published_until: dt.date) -> dt.date:
    confirmed = set(CalendarYear.objects.values_list("year", flat=True))
    year = published_until.year
    while year + 1 in confirmed:
        year += 1
    return dt.date(year, 12, 31)
