"""The time a figure speaks of, as sources write it: a year, a half, a season, a month, or not said at all.

Written `2023`, `2023-H1`, `2021-spring`, `2023-10`; the empty text is a period that the source does not name.
Seasons follow the survey calendars, which know two: spring is the first half of a year, autumn the second.
"""

import re
from dataclasses import dataclass
from datetime import date

from balss.core.calendar import month_end

WRITTEN = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<part>H1|H2|spring|autumn|0[1-9]|1[0-2]))?")
PART_MONTHS = {"H1": (1, 6), "H2": (7, 12), "spring": (1, 6), "autumn": (7, 12)}


class NotAPeriod(ValueError):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"“{text}” is not a period; write 2023, 2023-H1, 2021-spring or 2023-10")


@dataclass(frozen=True)
class Period:
    """`part` is "" for a whole year, else as written: H1, H2, spring, autumn or a month's two digits."""

    year: int
    part: str
    first_date: date
    last_date: date

    @property
    def middle(self) -> float:
        """Its middle as a decimal year, to place it on a time axis."""
        first, last = self.first_date.timetuple().tm_yday, self.last_date.timetuple().tm_yday
        return round(self.year + (first + last) / 2 / 366, 3)


def parse_period(text: str) -> Period | None:
    """Read a period; None for the empty text (not said). Raises NotAPeriod."""
    if not text:
        return None
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise NotAPeriod(text)
    year, part = int(match["year"]), match["part"] or ""
    first_month, last_month = PART_MONTHS.get(part) or ((int(part), int(part)) if part else (1, 12))
    return Period(year, part, date(year, first_month, 1), month_end(year, last_month))
