"""What happened lately to some things: for feeds, calendars and previews, which ask for a few things at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from balss.notices.models import Concern, Happening
from balss.notices.queries.window import Item, public_of
from balss.shared.followables import Thing


def recent(things: Collection[Thing], *, since: dt.datetime, most: int) -> list[Item]:
    """The newest first, each once, with those of the things that it concerns; what is no longer public is left out.

    At most `most`. As many queries for one thing as for many: two, and those that ask what is public.
    """
    rows = list(_concerning(things).filter(created_at__gte=since).order_by("-position")[:most])
    return _items(public_of(rows), things)


def to_come(things: Collection[Thing], *, since: dt.datetime, ended_after: dt.date, most: int) -> list[Item]:
    """Last days of taking part and meetings, by the last that was said of each: what was called off has no last day.

    `since` is how far back announcements are looked for, `ended_after` how long what is over stays in a calendar.
    """
    known = Happening.objects.filter(position__isnull=False)
    later = known.filter(about=OuterRef("about"), key=OuterRef("key"), position__gt=OuterRef("position"))
    last_words = _concerning(things).filter(~Exists(later), created_at__gte=since)
    rows = list(last_words.filter(Q(until=None) | Q(until__gte=ended_after)).order_by("-position")[:most])
    return _items([row for row in public_of(rows) if row.meeting or row.until], things)


def _concerning(things: Collection[Thing]) -> QuerySet[Happening]:
    concerns = Concern.objects.filter(_any_of(things), happening=OuterRef("pk"))
    return Happening.objects.filter(Exists(concerns), position__isnull=False)


def _any_of(things: Collection[Thing]) -> Q:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, key in things:
        by_kind[kind].append(key)
    wanted = Q(pk__in=())
    for kind, keys in by_kind.items():
        wanted |= Q(kind=kind, key__in=keys)
    return wanted


def _items(rows: list[Happening], things: Collection[Thing]) -> list[Item]:
    why: dict[int, list[Thing]] = defaultdict(list)
    concerns = Concern.objects.filter(_any_of(things), happening__in=[row.pk for row in rows])
    for pk, kind, key in concerns.order_by("kind", "key").values_list("happening_id", "kind", "key"):
        why[pk].append((kind, key))
    return [Item(row, tuple(why[row.pk])) for row in rows]
