"""The places and topics that come first for a visitor: declared by somebody signed in, else those in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from balss.core.alphabet import latvian_order
from balss.core.calendar.riga import day_in_riga
from balss.participation.models import Interest
from balss.places.models import Territory, Topic

MOST = 20  # places in an address


@dataclass(frozen=True)
class Interests:
    """Slugs of places and codes of topics, with their names as people read them."""

    places: tuple[tuple[str, str], ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    are_kept: bool = False  # with the account, and not in the address

    @property
    def names(self) -> list[str]:
        return [name for _, name in (*self.places, *self.topics)]

    def __bool__(self) -> bool:
        return bool(self.places or self.topics)


def interests_of(person_id: int, now: datetime) -> Interests:
    """What the person declared; three queries at most."""
    own = Interest.objects.filter(person=person_id)
    places = Territory.objects.filter(pk__in=own.values("territory"))
    topics = Topic.objects.filter(pk__in=own.values("topic"))
    return _named(places, topics, now, are_kept=True)


def interests_called(places: Iterable[str], topics: Iterable[str], now: datetime) -> Interests:
    """Those of the slugs and codes that there are."""
    slugs, codes = [*filter(None, places)][:MOST], [*filter(None, topics)][:MOST]
    if not slugs and not codes:
        return Interests()
    return _named(Territory.objects.filter(slug__in=slugs), Topic.objects.filter(code__in=codes), now)


def _named(places: QuerySet[Territory], topics: QuerySet[Topic], now: datetime, *, are_kept: bool = False) -> Interests:
    day = day_in_riga(now)
    named = [(each.slug, each.version_on(day).name) for each in places.prefetch_related("versions")]
    return Interests(
        places=tuple(sorted(named, key=lambda pair: latvian_order(pair[1]))),
        topics=tuple((each.code, str(each)) for each in topics),
        are_kept=are_kept,
    )
