"""Finding places by their names in any of their forms: “Taurupē”, “Ogres novadā”, “kekava”."""

import datetime as dt
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import F, Q, QuerySet

from balss.core.alphabet import latvian_order, without_marks
from balss.core.text.stems import keys_of, keys_sought
from balss.core.text.words import composed, words
from balss.places.models import TerritoryKind, TerritoryVersion
from balss.places.models.territories import NARROW_FIRST

LONGEST = 200  # characters of a text that are read
_KINDS = "pagasts novads novada pilsēta valstspilsēta plānošanas reģions"  # what names of many places have
KIND_KEYS = frozenset(key for word in _KINDS.split() for key in keys_of(word))


@dataclass(frozen=True)
class NamedPlace:
    """A place as it is called, and what it belongs to."""

    version: TerritoryVersion
    parent: TerritoryVersion | None

    @cached_property
    def own_words(self) -> list[AbstractSet[str]]:
        return own_words_of(self.version.name)

    @cached_property
    def own_keys(self) -> AbstractSet[str]:
        return frozenset[str]().union(*self.own_words)

    @cached_property
    def all_keys(self) -> AbstractSet[str]:
        """Of all words by which it can be asked for."""
        return _keys(self.version.name) | (_keys(self.parent.name) if self.parent else set())


@lru_cache(maxsize=4000)
def own_words_of(name: str) -> list[AbstractSet[str]]:
    """The keys of each word of a place's name that is not what many places are called by."""
    found = (frozenset(keys_of(word.written)) for word in words(name))
    return [keys for keys in found if keys.isdisjoint(KIND_KEYS)]


def places_called(text: str, *, on: dt.date) -> list[NamedPlace]:
    """Places in whose name, or in that of what they belong to, stands every word of the text, and at least one in
    their own: cities and municipalities, towns, parishes, regions, each in Latvian order. One query."""
    return sorted(places_among(named_places(on), text), key=order)


def places_among(places: Iterable[NamedPlace], text: str) -> list[NamedPlace]:
    """Of the places those that `places_called` finds."""
    sought = [frozenset(keys_sought(word.written)) for word in words(composed(text[:LONGEST]))]
    beginning = without_marks(text)
    return [
        place
        for place in places
        if (sought and all(keys & place.all_keys for keys in sought) and any(keys & place.own_keys for keys in sought))
        or (len(beginning) > 1 and without_marks(place.version.name).startswith(beginning))
    ]


def named_places(on: dt.date) -> list[NamedPlace]:
    """All places of the day, and those that were merged into another, under their last name. One query."""
    versions = list(_versions(on).select_related("territory"))
    return _with_parents(versions, {version.pk for version in versions})


def places_of(is_named: Callable[[str, str], bool], on: dt.date) -> list[NamedPlace]:
    """Those of the named places of which `is_named(name, kind)` is true. Two queries; only these are read whole."""
    rows = list(_versions(on).values_list("pk", "name", "territory__kind", "territory_id", "parent_id"))
    found = {pk: parent for pk, name, kind, _territory, parent in rows if is_named(name, kind)}
    parents = {pk for pk, _name, _kind, territory, _parent in rows if territory in found.values()}
    versions = TerritoryVersion.objects.filter(pk__in=found.keys() | parents).select_related("territory")
    return _with_parents(list(versions), found.keys())


def _versions(on: dt.date) -> QuerySet[TerritoryVersion]:
    merged = Q(territory__merged_into__isnull=False, valid_to=F("territory__valid_to"))
    current = TerritoryVersion.objects.on(on).values("pk")
    return TerritoryVersion.objects.filter(merged | Q(pk__in=current))


def _with_parents(versions: list[TerritoryVersion], asked: AbstractSet[int]) -> list[NamedPlace]:
    by_territory = {version.territory_id: version for version in versions}
    return [
        NamedPlace(version, by_territory.get(version.parent_id or 0)) for version in versions if version.pk in asked
    ]


def _keys(name: str) -> set[str]:
    return {key for word in words(name) for key in keys_of(word.written)}


def order(place: NamedPlace) -> tuple[bool, int, object]:
    """Cities and municipalities, towns, parishes, regions, each in Latvian order."""
    kind = TerritoryKind(place.version.territory.kind)
    return kind == TerritoryKind.PLANNING_REGION, -NARROW_FIRST.index(kind), latvian_order(place.version.name)
