"""Periods of law: so many days, working days, weeks, months or years after a day or before it.

A period is counted from an event, whose own day is not counted (Administratīvā procesa likums 42(1)); a period of
months ends on the same date of its last month, or on that month's last day where it has no such date (43(1)).
Counting backward mirrors this. What happens where the last day is a day off depends on the rule: see `deadlines`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from balss.core.calendar.languages import Bilingual
from balss.core.calendar.working_days import OutsideCalendar, WorkingCalendar


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


ONE = {
    Unit.HOURS: Bilingual("stunda", "hour"),
    Unit.DAYS: Bilingual("diena", "day"),
    Unit.WORKING_DAYS: Bilingual("darbdiena", "working day"),
    Unit.WEEKS: Bilingual("nedēļa", "week"),
    Unit.MONTHS: Bilingual("mēnesis", "month"),
    Unit.YEARS: Bilingual("gads", "year"),
}
MANY = {
    Unit.HOURS: Bilingual("stundas", "hours"),
    Unit.DAYS: Bilingual("dienas", "days"),
    Unit.WORKING_DAYS: Bilingual("darbdienas", "working days"),
    Unit.WEEKS: Bilingual("nedēļas", "weeks"),
    Unit.MONTHS: Bilingual("mēneši", "months"),
    Unit.YEARS: Bilingual("gadi", "years"),
}


class CountedInHours(ValueError):
    """A period of hours has no due day: it needs the time of the event (see `latest_moment`)."""

    def __init__(self) -> None:
        super().__init__("the period is counted in hours, so it needs the time of the event, as in 2026-03-05T15:00")


@dataclass(frozen=True)
class Period:
    """A positive length of time in one unit; raises ValueError for zero or less."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError(f"a period is at least 1, not {self.value}")

    def after(self, day: date, calendar: WorkingCalendar) -> date:
        """The period's last day when its event is on `day`."""
        return self._shift(day, 1, calendar)

    def before(self, day: date, calendar: WorkingCalendar) -> date:
        """The day from which the period reaches to an event on `day`."""
        return self._shift(day, -1, calendar)

    def name(self, language: str) -> str:
        """“10 working days”, “1 mēnesis”."""
        return f"{self.value} {self._forms(language)[self.unit].in_language(language)}"

    def _shift(self, day: date, direction: int, calendar: WorkingCalendar) -> date:
        count = direction * self.value
        try:
            match self.unit:
                case Unit.HOURS:
                    raise CountedInHours
                case Unit.DAYS:
                    return day + timedelta(days=count)
                case Unit.WORKING_DAYS:
                    return calendar.add_working_days(day, count)
                case Unit.WEEKS:
                    return day + timedelta(weeks=count)
                case Unit.MONTHS:
                    return add_months(day, count)
                case Unit.YEARS:
                    return add_months(day, 12 * count)
        except OverflowError:
            raise OutsideCalendar(day) from None

    def _forms(self, language: str) -> dict[Unit, Bilingual]:
        if language.split("-")[0] == "lv":
            return ONE if self.value % 10 == 1 and self.value % 100 != 11 else MANY
        return ONE if self.value == 1 else MANY


def add_months(day: date, count: int) -> date:
    """The same date `count` months later (earlier where negative), or that month's last day."""
    month_index = day.year * 12 + day.month - 1 + count
    year, month = divmod(month_index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OutsideCalendar(day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
