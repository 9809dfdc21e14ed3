"""What the last month would have brought, and in how many letters for each way of being told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from balss.core.calendar import day_in_riga
from balss.notices.models import Rhythm, Weekday
from balss.notices.queries.recent import recent
from balss.notices.queries.window import DEADLINE_DAYS, Item
from balss.shared.followables import Thing

PREVIEW = timedelta(days=30)
MOST_PREVIEWED = 60
LETTERS_AT = time(8, 0)  # in Riga: when daily and weekly letters are written
RIGA = ZoneInfo("Europe/Riga")


@dataclass(frozen=True)
class Preview:
    """`items` the newest first; `letters` by rhythm. There may have been more than `MOST_PREVIEWED` items."""

    items: list[Item]
    letters: dict[Rhythm, int]

    @property
    def is_cut(self) -> bool:
        return len(self.items) == MOST_PREVIEWED


def preview(things: Collection[Thing], *, now: datetime, weekday: Weekday = Weekday.MONDAY) -> Preview:
    """What the last thirty days would have brought to whoever follows the things."""
    items = recent(things, since=now - PREVIEW, most=MOST_PREVIEWED)
    days = {_letter_day(item.happening.created_at) for item in items}
    weeks = {day + timedelta(days=(weekday - day.weekday()) % 7) for day in days}
    letters = {
        Rhythm.IMMEDIATELY: len(items),
        Rhythm.DAILY: len(days),
        Rhythm.WEEKLY: len(weeks),
        Rhythm.DEADLINES: len(_deadline_days(items, now)),
    }
    return Preview(items, letters)


def _letter_day(at: datetime) -> date:
    """The day of the first daily letter after it."""
    local = at.astimezone(RIGA)
    return local.date() if local.time() < LETTERS_AT else local.date() + timedelta(days=1)


def _deadline_days(items: Collection[Item], now: datetime) -> set[date]:
    """The days up to today on which something came near its last day, by the last that was said of each thing."""
    last_said: dict[Thing, Item] = {}
    for item in items:
        last_said.setdefault((item.happening.about, item.happening.key), item)
    near = {
        max(_letter_day(item.happening.created_at), item.happening.until - timedelta(days=DEADLINE_DAYS))
        for item in last_said.values()
        if item.happening.until
    }
    return {day for day in near if day <= day_in_riga(now)}
