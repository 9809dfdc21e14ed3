"""What a plan is given where its document says nothing: half-yearly reporting periods and the usual statuses.

The words of the statuses are those in which Latvian institutions report on policy plans.
"""

from dataclasses import replace
from datetime import date

from balss.core.plandoc.document import Period, PlanDocument, Status

USUAL_STATUSES = (
    Status("not_started", {"lv": "Nav uzsākts", "en": "Not started"}),
    Status("in_progress", {"lv": "Izpildes procesā", "en": "In progress"}),
    Status("completed", {"lv": "Izpildīts", "en": "Completed"}, is_final=True),
    Status("partly_completed", {"lv": "Izpildīts daļēji", "en": "Partly completed"}, is_final=True),
    Status("not_completed", {"lv": "Nav izpildīts", "en": "Not completed"}, is_final=True),
)


def with_defaults(document: PlanDocument) -> PlanDocument:
    return replace(
        document,
        statuses=document.statuses or USUAL_STATUSES,
        periods=document.periods or half_years(document.start_date, document.end_date),
    )


def half_years(start: date, end: date) -> tuple[Period, ...]:
    """The half-years that overlap these days, whole."""
    halves = [(year, half) for year in range(start.year, end.year + 1) for half in (1, 2)]
    periods = (_half_year(year, half) for year, half in halves)
    return tuple(period for period in periods if period.end_date >= start and period.start_date <= end)


def _half_year(year: int, half: int) -> Period:
    first, last = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    english = "First" if half == 1 else "Second"
    label = {"lv": f"{year}. gada {half}. pusgads", "en": f"{english} half of {year}"}
    return Period(f"{year}-{half}", label, first, last)
