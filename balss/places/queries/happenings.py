"""What every room has for a place, as its page, its sheet and its data show it."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from balss.core.alphabet import latvian_order
from balss.places.models import Institution, Territory, TerritoryKind, TerritoryVersion
from balss.places.models.territories import NARROW_FIRST
from balss.places.queries.territories import containing, within
from balss.shared.place_records import PlaceRecord, PlaceRecordKind, Section, Whereabouts, place_records

MOST_NAMED, FIRST_NAMED = 5, 3  # places in a line: as many, else the first of them


@dataclass(frozen=True)
class Place:
    """A place on a day: its name, what it belongs to (the narrowest first), and who governs it and each of these."""

    day: dt.date
    version: TerritoryVersion
    around: list[TerritoryVersion]
    parts: list[TerritoryVersion]
    institutions: list[Institution]
    whereabouts: Whereabouts
    names: dict[int, str]  # of all that lies in it and around it, by primary key

    @property
    def territory(self) -> Territory:
        return self.version.territory

    @property
    def municipality(self) -> Institution | None:
        """The local government of the place or of what it belongs to; of a region, its administration."""
        return next(iter(self.institutions), None)


@dataclass(frozen=True)
class Happening:
    """A record, where it is if not in all of the place, and whether it is a matter of what the place belongs to."""

    record: PlaceRecord
    where: tuple[str, ...]
    is_wider: bool

    @property
    def where_words(self) -> str:
        """Where it is, in a line: of many places the first ones, and how many more."""
        if len(self.where) <= MOST_NAMED:
            return ", ".join(self.where)
        named, left = self.where[:FIRST_NAMED], len(self.where) - FIRST_NAMED
        more = ngettext("and %(count)s more place", "and %(count)s more places", left) % {"count": left}
        return f"{', '.join(named)} {more}"


@dataclass(frozen=True)
class Happenings:
    """One section: how many there are, and the first of them in the order of the section."""

    section: Section
    count: int
    shown: list[Happening]

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


def place_on(territory: Territory, *, on: dt.date) -> Place:
    """Everything that `happenings_in` has to know; the same number of queries for places of one kind."""
    own = within(territory, on=on)
    wider = {each.pk for each in containing([territory], on=on)} - own
    current = TerritoryVersion.objects.on(on).filter(territory__in=own | wider).select_related("territory")
    versions = {version.territory_id: version for version in current}
    around = [versions[pk] for pk in wider if pk in versions]
    around.sort(key=lambda version: NARROW_FIRST.index(TerritoryKind(version.territory.kind)))
    governed = Institution.objects.on(on).filter(territory__in=own | wider).prefetch_related("names")
    upwards = [territory.pk, *(version.territory_id for version in around)]
    institutions = {institution.territory_id: institution for institution in governed}
    parts = [version for version in versions.values() if version.parent_id == territory.pk]
    return Place(
        day=on,
        version=versions.get(territory.pk) or territory.version_on(on),
        around=around,
        parts=sorted(parts, key=lambda version: latvian_order(version.name)),
        institutions=[institutions[pk] for pk in upwards if pk in institutions],
        whereabouts=Whereabouts(
            territory.slug, frozenset(own), frozenset(wider), frozenset(each.pk for each in governed)
        ),
        names={pk: version.name for pk, version in versions.items()},
    )


def happenings_in(
    place: Place, *, now: dt.datetime, most: int, sections: Iterable[Section] = Section
) -> list[Happenings]:
    """The sections asked for, in their order, the empty ones too; at most so many records of each."""
    return [
        _section(section, [kind for kind in place_records if kind.section == section], place, now, most)
        for section in sections
    ]


def _section(
    section: Section, kinds: Collection[PlaceRecordKind], place: Place, now: dt.datetime, most: int
) -> Happenings:
    found = [kind.of(place.whereabouts, now, most) for kind in kinds]
    records = sorted((record for each in found for record in each.first), key=lambda record: _order(record, section))
    seats = {institution.pk: institution.territory_id for institution in place.institutions}
    shown = [_happening(record, place, seats) for record in records[:most]]
    return Happenings(section, sum(each.count for each in found), shown)


def _order(record: PlaceRecord, section: Section) -> tuple[bool, int, str]:
    day = record.day.toordinal() if record.day else 0
    return record.day is None, day if section.is_soonest_first else -day, record.address


def _happening(record: PlaceRecord, place: Place, seats: dict[int, int | None]) -> Happening:
    seat = seats.get(record.institution or 0)
    places = set(record.territories) or ({seat} if seat else set())
    where = sorted((place.names[pk] for pk in places if pk in place.names), key=latvian_order)
    is_wider = places.isdisjoint(place.whereabouts.within)
    return Happening(record, () if place.version.territory_id in places else tuple(where), is_wider)
