"""Moments and calendar days: what is stored is UTC, which day it is is decided in Europe/Riga.

An act is in time until midnight of the last day (Administratīvā procesa likums 43(4)), so a due date ends at
23:59:59.999999 in Riga: 21:59:59.999999 UTC in winter and 20:59:59.999999 UTC in summer.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

RIGA = ZoneInfo("Europe/Riga")


class NaiveMoment(ValueError):
    """A datetime without a time zone: which day it is in Riga cannot be known."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"{moment.isoformat()} has no time zone")


def in_riga(moment: datetime) -> datetime:
    """The same moment on a clock in Riga; raises NaiveMoment."""
    if moment.utcoffset() is None:
        raise NaiveMoment(moment)
    return moment.astimezone(RIGA)


def day_in_riga(moment: datetime) -> date:
    """The calendar day on which an aware moment falls; raises NaiveMoment."""
    return in_riga(moment).date()


def day_before(end: datetime) -> date:
    """The last day of something that lasts until just before an aware moment: midnight ends the day that went by."""
    return day_in_riga(end - timedelta(microseconds=1))


def start_of_day(day: date) -> datetime:
    """The first moment of the day, in UTC."""
    return datetime.combine(day, time.min, tzinfo=RIGA).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last moment of the day, in UTC: what is due on the day is late after it."""
    return start_of_day(day + timedelta(days=1)) - timedelta(microseconds=1)


def days_left(due: date, now: datetime) -> int:
    """Days from today in Riga to the due date: 0 on the day itself, negative once overdue; raises NaiveMoment."""
    return (due - day_in_riga(now)).days
