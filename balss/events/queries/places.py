"""Where an event is, in words: its parish or municipality, and the planning region that these belong to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from balss.core.alphabet import latvian_order
from balss.events.models import Event
from balss.places.models import Territory, TerritoryKind, TerritoryVersion

MUNICIPAL = (TerritoryKind.MUNICIPALITY, TerritoryKind.STATE_CITY)


@dataclass(frozen=True)
class Place:
    """A territory on a day, narrowest first: parish, municipality, region."""

    versions: tuple[TerritoryVersion, ...] = ()

    @property
    def name(self) -> str:
        """“Ogresgala pagasts, Ogres novads”: without the region."""
        return ", ".join(each.name for each in self.versions if each.territory.kind != TerritoryKind.PLANNING_REGION)

    @property
    def region(self) -> TerritoryVersion | None:
        regions = [each for each in self.versions if each.territory.kind == TerritoryKind.PLANNING_REGION]
        return regions[0] if regions else None

    @property
    def municipality(self) -> TerritoryVersion | None:
        return next((each for each in self.versions if each.territory.kind in MUNICIPAL), None)

    def __str__(self) -> str:
        return self.name or (self.versions[0].name if self.versions else "")


NOWHERE = Place()


def places_of(events: Iterable[Event], *, on: date) -> dict[int, Place]:
    """By event, where it is as things are called on the day; one query for each level, however many events."""
    wanted = {event.pk: event.territory_id for event in events if event.territory_id is not None}
    known: dict[int, TerritoryVersion] = {}
    missing = set(wanted.values())
    while missing:
        found = TerritoryVersion.objects.on(on).filter(territory__in=missing).select_related("territory")
        known |= {version.territory_id: version for version in found}
        parents = {known[pk].parent_id for pk in missing if pk in known}
        missing = {pk for pk in parents if pk is not None} - set(known)
    return {pk: Place(tuple(_upwards(territory_id, known))) for pk, territory_id in wanted.items()}


def place_of(event: Event, *, on: date) -> Place:
    return places_of([event], on=on).get(event.pk, NOWHERE)


def _upwards(territory_id: int | None, known: dict[int, TerritoryVersion]) -> Iterable[TerritoryVersion]:
    while territory_id is not None and territory_id in known:
        yield known[territory_id]
        territory_id = known[territory_id].parent_id


def places_to_choose(*, on: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """Every place where an event can be, as grouped choices: regions, then each municipality with its parts, in
    Latvian order; one query."""
    versions = list(TerritoryVersion.objects.on(on).select_related("territory"))
    parts: defaultdict[int | None, list[TerritoryVersion]] = defaultdict(list)
    for version in sorted(versions, key=lambda each: latvian_order(each.name)):
        parts[version.parent_id].append(version)
    regions = [each for each in versions if each.territory.kind == TerritoryKind.PLANNING_REGION]
    regions.sort(key=lambda each: latvian_order(each.name))
    above = {None, *(each.territory_id for each in regions)}
    areas = [each for each in versions if each.territory.kind in MUNICIPAL and each.parent_id in above]
    areas.sort(key=lambda each: latvian_order(each.name))
    groups = [(area.name, [_choice(area), *map(_choice, parts[area.territory_id])]) for area in areas]
    return [("", [_choice(each) for each in regions]), *groups]


def _choice(version: TerritoryVersion) -> tuple[int, str]:
    return version.territory_id, version.name


def named_territory(slug: str) -> Territory | None:
    return Territory.objects.filter(slug=slug).first()
