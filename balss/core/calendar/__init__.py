"""The legal calendar: which day it is in Latvia, which days are worked, and when the periods of law end.

Reading order: `working_days` → `periods` → `citations`, `rules`, `loading` (rules.yaml) → `deadlines`; `riga` and
`quarters` stand alone. Nothing here reads the clock: the day of the event and the calendar come in.

    rule = rule_book().rule_at("subm.reply", on=received)
    due = due_date(rule, received, WorkingCalendar.published())
    due.date, rule.article_name("lv")
"""

from balss.core.calendar.deadlines import Due, due_date, earliest_end, latest_moment, latest_start, reckon
from balss.core.calendar.loading import rule_book
from balss.core.calendar.periods import CountedInHours, Period, Unit
from balss.core.calendar.quarters import month_end, quarter_end, quarter_of, quarter_start
from balss.core.calendar.riga import NaiveMoment, day_in_riga, days_left, end_of_day, start_of_day
from balss.core.calendar.rules import (
    NotInForce,
    Rule,
    RuleBook,
    RuleHasNoPeriod,
    RuleKind,
    RuleNeedsSetting,
    UnknownRule,
)
from balss.core.calendar.working_days import ContradictoryDay, OutsideCalendar, WorkingCalendar

__all__ = [
    "ContradictoryDay",
    "CountedInHours",
    "Due",
    "NaiveMoment",
    "NotInForce",
    "OutsideCalendar",
    "Period",
    "Rule",
    "RuleBook",
    "RuleHasNoPeriod",
    "RuleKind",
    "RuleNeedsSetting",
    "Unit",
    "UnknownRule",
    "WorkingCalendar",
    "day_in_riga",
    "days_left",
    "due_date",
    "earliest_end",
    "end_of_day",
    "latest_moment",
    "latest_start",
    "month_end",
    "quarter_end",
    "quarter_of",
    "quarter_start",
    "reckon",
    "rule_book",
    "start_of_day",
]
