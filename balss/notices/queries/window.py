"""What happened in a stretch of the sequence, ready to be matched with what people follow."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from balss.notices.models import Concern, Follower, Happening, Rhythm, Subscription
from balss.notices.queries.found import found_of
from balss.shared.followables import Thing, happening_kinds

STEP = 400  # ids in one query: below the number of variables that SQLite takes
DEADLINE_DAYS = 7  # a deadline is near so many days before


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened, as one follower is told of it; `why`: which of the things followed it concerns."""

    happening: Happening
    why: tuple[Thing, ...]

    @property
    def position(self) -> int:
        return self.happening.position or 0

    @property
    def until(self) -> dt.date:
        return self.happening.until or dt.date.max

    @property
    def kind(self) -> str:
        """In the language being read."""
        return str(happening_kinds[self.happening.kind].label)

    def title(self, language: str) -> str:
        words: dict[str, str] = self.happening.title
        return words.get(language) or words.get("lv") or next(iter(words.values()), "")

    def address(self, language: str) -> str:
        return self.happening.address if language == "lv" else f"/{language}{self.happening.address}"


class Window:
    """Happenings up to the position `top`, loaded as far back as asked; those whose page is not public are left out.

    For one run: what is loaded is not asked for again. A query or few for each kind of thing, however many follow.
    """

    def __init__(self, top: int, today: dt.date) -> None:
        self.top, self.today = top, today
        self._low = top
        self._by_thing: dict[Thing, list[Happening]] = {}
        self._near: dict[Thing, list[Happening]] | None = None

    def items(self, follower: Follower, subscriptions: Iterable[Subscription], after: int) -> list[Item]:
        """What the follower is to be told: of what happened after the position, the newest first; for who wants only
        deadlines, of those that are near and were not told, the nearest first."""
        if follower.rhythm == Rhythm.DEADLINES:
            near = [
                item
                for item in _matched(subscriptions, self._near_deadlines())
                if not follower.deadlines_told
                or item.until > follower.deadlines_told
                or item.position > follower.position
            ]
            return sorted(near, key=lambda item: (item.until, item.position))
        return self.news(subscriptions, after)

    def news(self, subscriptions: Iterable[Subscription], after: int) -> list[Item]:
        """What happened after the position, the newest first."""
        found = _matched(subscriptions, self._since(after), after=after)
        return sorted(found, key=lambda item: -item.position)

    def _since(self, position: int) -> dict[Thing, list[Happening]]:
        if position < self._low:
            rows = Happening.objects.filter(position__gt=position, position__lte=self.top)
            self._by_thing, self._low = _by_thing(rows), position
        return self._by_thing

    def _near_deadlines(self) -> dict[Thing, list[Happening]]:
        """What ends soon; where more happened to the same thing since, only the last of it counts: it may end later by
        now, or be called off."""
        if self._near is None:
            known = Happening.objects.filter(position__lte=self.top)
            later = known.filter(about=OuterRef("about"), key=OuterRef("key"), position__gt=OuterRef("position"))
            ending = known.filter(until__gte=self.today, until__lte=near(self.today))
            self._near = _by_thing(ending.exclude(Exists(later)))
        return self._near


def near(today: dt.date) -> dt.date:
    """The last of the days that are near."""
    return today + dt.timedelta(days=DEADLINE_DAYS)


def _matched(
    subscriptions: Iterable[Subscription], by_thing: Mapping[Thing, list[Happening]], *, after: int | None = None
) -> list[Item]:
    """Each happening once, with all that it matches; with `after`, only what came after it and the subscription."""
    found: dict[int, tuple[Happening, list[Thing]]] = {}
    for subscription in subscriptions:
        thing = (subscription.kind, subscription.key)
        for happening in by_thing.get(thing, ()):
            if after is None or (happening.position or 0) > max(after, subscription.since):
                found.setdefault(happening.pk, (happening, []))[1].append(thing)
    return [Item(happening, tuple(why)) for happening, why in found.values()]


def public_of(happenings: Iterable[Happening]) -> list[Happening]:
    """Those of which the thing is public now, with its meeting as of now."""
    rows = list(happenings)
    public = found_of({(each.about, each.key) for each in rows})
    shown = [each for each in rows if (each.about, each.key) in public]
    for each in shown:
        each.meeting = public[each.about, each.key].meeting
    return shown


def _by_thing(happenings: Iterable[Happening]) -> dict[Thing, list[Happening]]:
    rows = {each.pk: each for each in happenings}
    shown = [each.pk for each in public_of(rows.values())]
    by_thing: dict[Thing, list[Happening]] = defaultdict(list)
    for start in range(0, len(shown), STEP):
        concerns = Concern.objects.filter(happening__in=shown[start : start + STEP])
        for pk, kind, key in concerns.values_list("happening_id", "kind", "key"):
            by_thing[kind, key].append(rows[pk])
    return by_thing
