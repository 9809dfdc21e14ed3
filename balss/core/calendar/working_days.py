"""Which days are working days in Latvia.

Three things decide it, the last one winning:

1. Saturday and Sunday are days off.
2. Public holidays are days off: the law “Par svētku, atceres un atzīmējamām dienām”, including the Monday after a
   4 May or 18 November that falls on a weekend. PyPI `holidays` knows them for any year.
3. Moved days. Each year the Cabinet may move a working day that stands between a holiday and a weekend to a
   Saturday (Darba likums 133(4); the order for the next year is due by 1 July). The weekday becomes a day off and
   the Saturday a working day. PyPI `holidays` knows these moves up to KNOWN_UNTIL; later ones are data that a
   coordinator keeps and passes in. Until they are known, a date that depends on them is provisional.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

FIRST_DAY = date(2001, 1, 1)  # the first year whose moved days PyPI `holidays` gives
LAST_DAY = date(2100, 12, 31)  # the last year for which it computes holidays
KNOWN_UNTIL = date(2026, 12, 31)  # the last year whose moved days it gives; a test tells when that changes

SATURDAY = 5
MOVED = re.compile(r"Brīvdiena \(pārcelta no (\d\d)\.(\d\d)\.(\d{4})\)")
ONE_DAY = timedelta(days=1)


class OutsideCalendar(ValueError):
    """A day for which Latvian holidays are not known at all: before FIRST_DAY or after LAST_DAY."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day.isoformat()} is outside the calendar, which covers {FIRST_DAY.year} to {LAST_DAY.year}")
        self.day = day


class ContradictoryDay(ValueError):
    """One day is given both as a day off and as a working day."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day.isoformat()} is given both as a day off and as a working day")
        self.day = day


class WorkingCalendar:
    """The working days of Latvia, as far as they are known.

    `known_until` is the last day for which the moved days are known; later days are provisional. `days_off` and
    `working_days` are the moved days, `public_holidays` holidays newer than the `holidays` package; each maps a day
    to the source that says so. Immutable; two calendars made from the same data are equal.
    Raises ContradictoryDay. Its methods raise OutsideCalendar.
    """

    def __init__(
        self,
        *,
        known_until: date,
        days_off: Mapping[date, str] | None = None,
        working_days: Mapping[date, str] | None = None,
        public_holidays: Mapping[date, str] | None = None,
    ) -> None:
        self.known_until = known_until
        self.days_off = MappingProxyType(dict(days_off or {}))
        self.working_days = MappingProxyType(dict(working_days or {}))
        self.public_holidays = MappingProxyType(dict(public_holidays or {}))
        for day in sorted(self.working_days):
            if day in self.days_off or day in self.public_holidays:
                raise ContradictoryDay(day)

    @classmethod
    def published(cls) -> "WorkingCalendar":
        """The calendar with the moved days that PyPI `holidays` gives, known until KNOWN_UNTIL."""
        days_off, working_days = _published_moves()
        return cls(known_until=KNOWN_UNTIL, days_off=days_off, working_days=working_days)

    def extended(
        self,
        *,
        known_until: date,
        days_off: Mapping[date, str] | None = None,
        working_days: Mapping[date, str] | None = None,
        public_holidays: Mapping[date, str] | None = None,
    ) -> "WorkingCalendar":
        """This calendar and a coordinator's later table; where both name a day, the table wins."""
        off, working, holidays = dict(self.days_off), dict(self.working_days), dict(self.public_holidays)
        for day in (*(days_off or {}), *(public_holidays or {})):
            working.pop(day, None)
        for day in working_days or {}:
            off.pop(day, None)
            holidays.pop(day, None)
        return WorkingCalendar(
            known_until=max(known_until, self.known_until),
            days_off=off | dict(days_off or {}),
            working_days=working | dict(working_days or {}),
            public_holidays=holidays | dict(public_holidays or {}),
        )

    def without_moved_days(self) -> "WorkingCalendar":
        """The same calendar for a body that does not follow the Cabinet's moves.

        The order binds institutions paid from the state budget and only recommends itself to municipalities. As no
        move can change its days, none of them is provisional.
        """
        return WorkingCalendar(known_until=LAST_DAY, public_holidays=self.public_holidays)

    def is_working_day(self, day: date) -> bool:
        statutory = _statutory_holidays(_checked(day).year)
        if day in self.working_days:
            return True
        if day in self.days_off or day in self.public_holidays:
            return False
        return day.weekday() < SATURDAY and day not in statutory

    def is_provisional(self, day: date) -> bool:
        """Whether moved days that are not known yet could still change this day."""
        return day > self.known_until

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, or before it where `count` is negative; `day` is not counted.

        With `count` 0 it is `day` itself, working day or not.
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        remaining = abs(count)
        while remaining:
            day = _checked(day) + step
            remaining -= self.is_working_day(day)
        return day

    def working_day_on_or_after(self, day: date) -> date:
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_day_on_or_before(self, day: date) -> date:
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after `start` up to and including `end`; 0 where `end` is not later."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def moved_days(self, first: date, last: date) -> Iterator[tuple[date, str]]:
        """The moved days from `first` to `last`, both included, by date, each with its source."""
        moved = {**self.days_off, **self.working_days}
        return ((day, moved[day]) for day in sorted(moved) if first <= day <= last)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkingCalendar) and self._data() == other._data()

    def __hash__(self) -> int:
        return hash((self.known_until, frozenset(self.days_off), frozenset(self.working_days)))

    def __repr__(self) -> str:
        return f"<WorkingCalendar known until {self.known_until.isoformat()}>"

    def _data(self) -> tuple[date, dict[date, str], dict[date, str], dict[date, str]]:
        return self.known_until, dict(self.days_off), dict(self.working_days), dict(self.public_holidays)


def _checked(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar(day)
    return day


@cache
def _statutory_holidays(year: int) -> frozenset[date]:
    """Public holidays of the year without the moved days, which the package mixes in under a label of their own."""
    return frozenset(day for day, name in _package_days(year).items() if not MOVED.search(name))


@cache
def _published_moves() -> tuple[dict[date, str], dict[date, str]]:
    """Moved days from FIRST_DAY to KNOWN_UNTIL: (days off, working days), each with its source."""
    from holidays.version import __version__ as version  # see _package_days

    days_off: dict[date, str] = {}
    working_days: dict[date, str] = {}
    for year in range(FIRST_DAY.year, KNOWN_UNTIL.year + 1):
        for day, name in _package_days(year).items():
            if found := MOVED.search(name):
                working_day = date(int(found[3]), int(found[2]), int(found[1]))
                days_off[day] = f"PyPI holidays {version}: working day moved to {working_day.isoformat()}"
                working_days[working_day] = f"PyPI holidays {version}: moved from {day.isoformat()}"
    return days_off, working_days


def _package_days(year: int) -> dict[date, str]:
    import holidays  # here, because importing it costs more than most of what needs this module

    return dict(holidays.country_holidays("LV", years=year, language="lv").items())
