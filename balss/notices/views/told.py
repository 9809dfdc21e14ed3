"""What somebody would have been told, as pages show it before and after choosing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from balss.core.calendar import day_in_riga
from balss.notices.models import Rhythm, Weekday
from balss.notices.queries import preview
from balss.notices.queries.found import found_of
from balss.notices.queries.stories import parted, stories
from balss.notices.services.digest_words import shown_story
from balss.shared.followables import Thing

SHOWN = 12


@dataclass(frozen=True)
class Told:
    """The last month, in the order of a letter; `letters`: label of each way of being told, and how many it makes.

    `left_out` more things happened than are shown; `is_cut`: and perhaps still more.
    """

    still_open: list[dict[str, Any]]
    came_of: list[dict[str, Any]]
    letters: list[tuple[str, int]]
    left_out: int
    is_cut: bool


def told(things: Collection[Thing], *, now: datetime, weekday: int = Weekday.MONDAY) -> Told:
    """The same number of queries however many things and however much happened."""
    found = preview(things, now=now, weekday=Weekday(weekday))
    names = found_of({thing for item in found.items for thing in item.why})
    still_open, came_of = parted(stories(found.items), day_in_riga(now))
    shown = [[shown_story(story, names, get_language() or "lv") for story in part] for part in (still_open, came_of)]
    return Told(
        shown[0][:SHOWN],
        shown[1][: max(0, SHOWN - len(still_open))],
        [(str(rhythm.label), found.letters[rhythm]) for rhythm in Rhythm],
        max(0, len(still_open) + len(came_of) - SHOWN),
        found.is_cut,
    )
