"""Topics, groups of people, places and institutions as things that can be followed."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from balss.core.alphabet import latvian_order
from balss.core.text.stems import keys_of, keys_sought
from balss.core.text.words import composed, words
from balss.places.models import Audience, Institution, Territory, TerritoryKind, TerritoryVersion, Topic
from balss.places.queries.directory import institutions_on
from balss.shared.followables import Followable, Thing

PARTS = (TerritoryKind.PARISH, TerritoryKind.TOWN)
MOST_CALLED = 20
Found = Mapping[str, Followable]


def topics(codes: Collection[str]) -> Found:
    return _named(Topic.objects.filter(code__in=codes))


def audiences(codes: Collection[str]) -> Found:
    return _named(Audience.objects.filter(code__in=codes))


def territories(slugs: Collection[str]) -> Found:
    """Under the name that each bears last, so that a renamed place is still followed; a part with what it belongs to,
    because parishes of several municipalities bear one name."""
    found = {}
    for place in Territory.objects.filter(slug__in=slugs).prefetch_related("versions__parent__versions"):
        last = list(place.versions.all())[-1]
        label = {"lv": last.name, "en": last.name_en or last.name}
        if last.parent is not None and place.kind in PARTS:
            whole = list(last.parent.versions.all())[-1]
            label = {"lv": f"{last.name} ({whole.name})", "en": f"{label['en']} ({whole.name_en or whole.name})"}
        found[place.slug] = Followable(label, place.get_absolute_url())
    return found


def whole_territories(slugs: Collection[str]) -> Found:
    """The same, for who is told only of what concerns all of it."""
    return {
        slug: Followable({"lv": f"{place.name('lv')} kopumā", "en": f"{place.name('en')} as a whole"}, place.address)
        for slug, place in territories(slugs).items()
    }


def territories_called(text: str) -> Iterable[str]:
    """Places that exist and whose name has all of the words in any ending, in Latvian order; at most `MOST_CALLED`."""
    wanted = [set(keys_sought(word.written)) for word in words(composed(text))]
    if not wanted:
        return []
    found = []
    for place in Territory.objects.filter(valid_to=None).prefetch_related("versions"):
        last = list(place.versions.all())[-1]
        borne = {key for word in words(composed(last.name)) for key in keys_of(word.written)}
        if all(keys & borne for keys in wanted):
            found.append((latvian_order(last.name), place.slug))
    return [slug for _name, slug in sorted(found)[:MOST_CALLED]]


def municipality_of(slugs: Collection[str]) -> Mapping[str, Thing]:
    """What concerns the whole municipality, for those of the places that are parts of one today."""
    parts = TerritoryVersion.objects.filter(
        territory__slug__in=slugs, territory__kind__in=PARTS, valid_to=None, parent__isnull=False
    )
    rows = parts.values_list("territory__slug", "parent__slug")
    return {slug: ("places.whole_territory", whole) for slug, whole in rows}


def institutions(slugs: Collection[str]) -> Found:
    """Under the name that each bears last; one that was taken over brings the news of its heir."""
    found = {}
    for institution in Institution.objects.filter(slug__in=slugs).prefetch_related("names"):
        last = list(institution.names.all())[-1]
        found[institution.slug] = Followable({"lv": last.lv, "en": last.en or last.lv}, institution.get_absolute_url())
    return found


def topic_codes() -> Iterable[str]:
    return Topic.objects.standing().values_list("code", flat=True)


def audience_codes() -> Iterable[str]:
    return Audience.objects.values_list("code", flat=True)


def municipality_slugs() -> Iterable[str]:
    """Regions, state cities and municipalities, in Latvian order."""
    wide = (TerritoryKind.PLANNING_REGION, TerritoryKind.STATE_CITY, TerritoryKind.MUNICIPALITY)
    places = Territory.objects.filter(kind__in=wide, valid_to=None).prefetch_related("versions")
    named = [(latvian_order(list(place.versions.all())[-1].name), place.slug) for place in places]
    return [slug for _name, slug in sorted(named)]


def _named(rows: QuerySet[Topic] | QuerySet[Audience]) -> Found:
    feed = reverse("places:institutions")
    return {row.code: Followable({"lv": row.name_lv, "en": row.name_en}, feed) for row in rows}


def institutions_called(text: str) -> Iterable[str]:
    """Institutions with that text in a name of any time, at most `MOST_CALLED`."""
    if not text.strip():
        return []
    return [each.slug for each in institutions_on(localdate(), words=text)[:MOST_CALLED]]
