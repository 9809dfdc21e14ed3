"""Planning regions, their municipalities, and the towns and parishes of these."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from balss.core.alphabet import latvian_order
from balss.places.models import Institution, Territory, TerritoryKind, TerritoryVersion

TOWNS = (TerritoryKind.STATE_CITY, TerritoryKind.TOWN)
WIDE = (
    TerritoryKind.PLANNING_REGION, TerritoryKind.STATE_CITY, TerritoryKind.MUNICIPALITY, TerritoryKind.DIASPORA,
)  # fmt: skip


@dataclass(frozen=True)
class MunicipalArea:
    """A municipality's territory on a day, with its parts in Latvian order. `institution` governs it."""

    version: TerritoryVersion
    institution: Institution
    towns: list[TerritoryVersion]
    parishes: list[TerritoryVersion]


@dataclass(frozen=True)
class Region:
    """A planning region on a day, with its municipalities in Latvian order."""

    version: TerritoryVersion
    areas: list[MunicipalArea]


def regions_on(day: dt.date) -> list[Region]:
    """Every planning region with its municipalities and their parts on the day; two queries."""
    parts = _parts_by_parent(
        list(
            TerritoryVersion.objects.on(day)
            .select_related("territory__institution")
            .prefetch_related("territory__institution__names")
        )
    )
    return [
        Region(region, [_area(version, parts) for version in parts[region.territory_id]])
        for region in parts[None]
        if region.territory.kind == TerritoryKind.PLANNING_REGION
    ]


def area_of(territory: Territory, *, on: dt.date) -> tuple[list[TerritoryVersion], list[TerritoryVersion]]:
    """The towns and the parishes that belong to the territory on the day, each in Latvian order; one query."""
    parts = TerritoryVersion.objects.on(on).filter(parent=territory).select_related("territory")
    return _towns_and_parishes(sorted(parts, key=lambda part: latvian_order(part.name)))


def within(territory: Territory, *, on: dt.date) -> set[int]:
    """The territory and all that belongs to it on the day, parts of parts too, with what was merged into any of them.

    Primary keys; a query for each level and one for what was merged.
    """
    found, level = {territory.pk}, {territory.pk}
    while level:
        parts = TerritoryVersion.objects.on(on).filter(parent__in=level).values_list("territory_id", flat=True)
        level = set(parts) - found
        found |= level
    level = found
    while level:
        level = set(Territory.objects.filter(merged_into__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found


def territory_answering_on(territory: Territory, day: dt.date) -> Territory:
    """The place that the territory is part of whole by the day: itself, unless it was merged. A query for each merger,
    unless `merged_into` was loaded with it."""
    while territory.merged_into is not None and territory.valid_to is not None and territory.valid_to < day:
        territory = territory.merged_into
    return territory


def containing(territories: Iterable[Territory], *, on: dt.date) -> set[Territory]:
    """The territories and all that they belong to on the day, with what was merged into any of them; a query for each
    level."""
    found = level = set(territories)
    while level:
        parts = TerritoryVersion.objects.on(on).filter(territory__in=level, parent__isnull=False)
        level = {version.parent for version in parts.select_related("parent") if version.parent} - found
        found = found | level
    level = found
    while level:
        level = set(Territory.objects.filter(merged_into__in=level)) - found
        found = found | level
    return found


def _area(version: TerritoryVersion, parts: dict[int | None, list[TerritoryVersion]]) -> MunicipalArea:
    towns, parishes = _towns_and_parishes(parts[version.territory_id])
    return MunicipalArea(version, version.territory.institution, towns, parishes)


def _towns_and_parishes(parts: list[TerritoryVersion]) -> tuple[list[TerritoryVersion], list[TerritoryVersion]]:
    return (
        [part for part in parts if part.territory.kind in TOWNS],
        [part for part in parts if part.territory.kind == TerritoryKind.PARISH],
    )


def _parts_by_parent(versions: list[TerritoryVersion]) -> dict[int | None, list[TerritoryVersion]]:
    parts: dict[int | None, list[TerritoryVersion]] = defaultdict(list)
    for version in sorted(versions, key=lambda version: latvian_order(version.name)):
        parts[version.parent_id].append(version)
    return parts


def territories_for(institution: Institution, *, on: dt.date) -> list[TerritoryVersion]:
    """Where an institution's matters may lie, in Latvian order: a municipality's own territory and its parts; for any
    other institution the planning regions, then the municipalities, then the diaspora. One query."""
    versions = TerritoryVersion.objects.on(on).select_related("territory")
    own = institution.territory_id
    if own is not None:
        versions = versions.filter(models.Q(territory=own) | models.Q(parent=own))
    else:
        versions = versions.filter(territory__kind__in=WIDE)
    kinds = [kind.value for kind in WIDE]
    return sorted(
        versions,
        key=lambda version: (
            version.territory_id != own,
            kinds.index(version.territory.kind) if version.territory.kind in kinds else len(kinds),
            latvian_order(version.name),
        ),
    )
