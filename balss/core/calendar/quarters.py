"""Months and quarters of the year: the plan states many of its deadlines by them."""

from calendar import monthrange
from datetime import date

ONE_QUARTER = 3


def month_end(year: int, month: int) -> date:
    """The last day of the month (1–12); raises ValueError for another number."""
    return date(year, month, monthrange(year, month)[1])


def quarter_start(year: int, quarter: int) -> date:
    """The first day of the quarter (1–4); raises ValueError for another number."""
    return date(year, ONE_QUARTER * _checked(quarter) - 2, 1)


def quarter_end(year: int, quarter: int) -> date:
    """The last day of the quarter (1–4); raises ValueError for another number."""
    return month_end(year, ONE_QUARTER * _checked(quarter))


def quarter_of(day: date) -> tuple[int, int]:
    """The year and quarter (1–4) of a day."""
    return day.year, (day.month + 2) // ONE_QUARTER


def _checked(quarter: int) -> int:
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"a year has quarters 1 to 4, not {quarter}")
    return quarter
