"""Which day a rule leads to when its event is on a given day.

Four readings of the law decide it; docs/decisions 0002 and 0003 say why. Each is itself a rule of the book
(`time.…`), so that a page can show by which article it counted.

* The event's own day is not counted, the last day is, until midnight (Administratīvā procesa likums 42(1), 43(4)).
* A deadline whose last day is a day off ends on the next working day (43(2)). A shortest length, a notice before
  an event and a legal effect are not moved: no act of theirs has to be done on that very day.
* A notice is counted back from its event in the same way.
* Moved working days count as the Cabinet moved them. Where a body that does not follow the move would reach another
  day, `Due.other_date` gives it.
"""

import datetime as dt  # whole, because Due has a field named date
from dataclasses import dataclass

from balss.core.calendar.periods import CountedInHours, Unit
from balss.core.calendar.riga import NaiveMoment
from balss.core.calendar.rules import COUNTED_KINDS, Rule, RuleHasNoPeriod, RuleKind
from balss.core.calendar.working_days import WorkingCalendar

ENDS_ON_WORKING_DAY = frozenset({RuleKind.DEADLINE, RuleKind.RECURRING})
ONE_DAY = dt.timedelta(days=1)


class WrongKind(TypeError):
    """The rule asks another question than the caller: a programming error."""

    def __init__(self, rule: Rule, asked: str) -> None:
        super().__init__(f"“{rule.id}” is a {rule.kind}: {asked} does not apply to it")


@dataclass(frozen=True, kw_only=True)
class Due:
    """The day a rule leads to.

    `date` means: for a deadline the last day to act, for a minimum the earliest last day, for a notice the last day
    to give it, for an effect the day it holds, for a recurring duty the last day to do it again.
    `other_date` is that day for a body that does not follow the Cabinet's moved working days, where it differs.
    `working_date` is the nearest working day that keeps the rule: `date` itself, or for a minimum a later one, for
    a notice an earlier one. `moved_days` are the moved days passed on the way, with their sources.
    `reading` holds the ids of the `time.…` rules that were applied, in order.
    """

    rule: Rule
    event_date: dt.date
    date: dt.date
    provisional: bool
    other_date: dt.date | None
    working_date: dt.date
    moved_days: tuple[tuple[dt.date, str], ...]
    reading: tuple[str, ...]


def due_date(rule: Rule, event_date: dt.date, calendar: WorkingCalendar) -> Due:
    """The last day to act, or the day of the legal effect, after the event.

    Raises WrongKind for a minimum or a notice, RuleNeedsSetting, RuleHasNoPeriod, OutsideCalendar.
    """
    if rule.kind in (RuleKind.MINIMUM, RuleKind.NOTICE):
        raise WrongKind(rule, "a due date after an event")
    return reckon(rule, event_date, calendar)


def earliest_end(rule: Rule, start_date: dt.date, calendar: WorkingCalendar) -> Due:
    """The earliest last day of something that lasts “at least” the rule's period and starts on the day.

    Published on 1 September for at least 30 days, it may close at the end of 1 October. Raises as `due_date`.
    """
    if rule.is_counted and rule.kind is not RuleKind.MINIMUM:
        raise WrongKind(rule, "a shortest length")
    return reckon(rule, start_date, calendar)


def latest_start(rule: Rule, event_date: dt.date, calendar: WorkingCalendar) -> Due:
    """The last day on which a notice before the event may be given.

    Three working days before a session on Thursday is Monday. Raises as `due_date`; CountedInHours for hours.
    """
    if rule.is_counted and rule.kind is not RuleKind.NOTICE:
        raise WrongKind(rule, "a notice before an event")
    return reckon(rule, event_date, calendar)


def latest_moment(rule: Rule, event_at: dt.datetime) -> dt.datetime:
    """The last moment, in UTC, for a notice counted in hours before the event.

    Raises NaiveMoment, WrongKind, RuleNeedsSetting, RuleHasNoPeriod.
    """
    period = rule.required_period()
    if rule.kind is not RuleKind.NOTICE or period.unit is not Unit.HOURS:
        raise WrongKind(rule, "a notice counted in hours")
    if event_at.utcoffset() is None:
        raise NaiveMoment(event_at)
    return event_at.astimezone(dt.UTC) - dt.timedelta(hours=period.value)


def reckon(rule: Rule, event_date: dt.date, calendar: WorkingCalendar) -> Due:
    """What the rule leads to from the event, whichever of the counted kinds it is.

    Raises RuleNeedsSetting, RuleHasNoPeriod, CountedInHours, OutsideCalendar.
    """
    if rule.kind not in COUNTED_KINDS:
        raise RuleHasNoPeriod(rule)
    if rule.required_period().unit is Unit.HOURS:
        raise CountedInHours
    end = _end(rule, event_date, calendar)
    other = _end(rule, event_date, calendar.without_moved_days())
    passed = (event_date + ONE_DAY, max(end, other)) if end >= event_date else (min(end, other), event_date - ONE_DAY)
    moved_days = tuple(calendar.moved_days(*passed)) if other != end else ()
    return Due(
        rule=rule,
        event_date=event_date,
        date=end,
        provisional=_depends_on_working_days(rule) and calendar.is_provisional(passed[1]),
        other_date=other if other != end else None,
        working_date=_nearest_working_day(rule, end, calendar),
        moved_days=moved_days,
        reading=tuple(_reading(rule, event_date, end, calendar, bool(moved_days))),
    )


def _end(rule: Rule, event_date: dt.date, calendar: WorkingCalendar) -> dt.date:
    period = rule.required_period()
    if rule.kind is RuleKind.NOTICE:
        return period.before(event_date, calendar)
    last_day = period.after(event_date, calendar)
    return calendar.working_day_on_or_after(last_day) if rule.kind in ENDS_ON_WORKING_DAY else last_day


def _nearest_working_day(rule: Rule, end: dt.date, calendar: WorkingCalendar) -> dt.date:
    """The working day that keeps the rule where `end` is a day off."""
    if rule.kind is RuleKind.NOTICE:
        return calendar.working_day_on_or_before(end)
    return calendar.working_day_on_or_after(end)


def _depends_on_working_days(rule: Rule) -> bool:
    return rule.kind in ENDS_ON_WORKING_DAY or rule.required_period().unit is Unit.WORKING_DAYS


def _reading(rule: Rule, event_date: dt.date, end: dt.date, calendar: WorkingCalendar, moved: bool) -> list[str]:
    period = rule.required_period()
    start = {RuleKind.NOTICE: "time.backward", RuleKind.MINIMUM: "time.minimum"}.get(rule.kind, "time.start")
    reading = [start]
    if period.unit is Unit.WORKING_DAYS:
        reading.append("time.working_days")
    if period.unit in (Unit.MONTHS, Unit.YEARS):
        reading.append("time.month_end")
    if rule.kind in ENDS_ON_WORKING_DAY and end != period.after(event_date, calendar):
        reading.append("time.holiday")
    if rule.kind in ENDS_ON_WORKING_DAY or rule.kind is RuleKind.MINIMUM:
        reading.append("time.day_end")
    if moved:
        reading.append("time.moved_days")
    return reading
