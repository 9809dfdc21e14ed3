"""Quarters of the year, in which the plan states many of its deadlines."""

from datetime import date, timedelta

from balss.core.calendar.periods import add_months

ONE_QUARTER = 3


def quarter_start(year: int, quarter: int) -> date:
    """The first day of the quarter (1–4); raises ValueError for another number."""
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"a year has quarters 1 to 4, not {quarter}")
    return date(year, ONE_QUARTER * quarter - 2, 1)


def quarter_end(year: int, quarter: int) -> date:
    """The last day of the quarter (1–4); raises ValueError for another number."""
    return add_months(quarter_start(year, quarter), ONE_QUARTER) - timedelta(days=1)


def quarter_of(day: date) -> tuple[int, int]:
    """The year and quarter (1–4) of a day."""
    return day.year, (day.month + 2) // ONE_QUARTER
