"""Topics, groups of people, places and institutions as things that can be followed."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet
from django.urls import reverse

from balss.core.alphabet import latvian_order
from balss.places.models import Audience, Institution, Territory, TerritoryKind, Topic
from balss.shared.followables import Followable

Found = Mapping[str, Followable]


def topics(codes: Collection[str]) -> Found:
    return _named(Topic.objects.filter(code__in=codes))


def audiences(codes: Collection[str]) -> Found:
    return _named(Audience.objects.filter(code__in=codes))


def territories(slugs: Collection[str]) -> Found:
    """Under the name that each bears last, so that a renamed place is still followed."""
    found = {}
    for place in Territory.objects.filter(slug__in=slugs).prefetch_related("versions"):
        last = list(place.versions.all())[-1]
        label = {"lv": last.name, "en": last.name_en or last.name}
        found[place.slug] = Followable(label, place.get_absolute_url())
    return found


def institutions(slugs: Collection[str]) -> Found:
    """Under the name that each bears last; one that was taken over brings the news of its heir."""
    found = {}
    for institution in Institution.objects.filter(slug__in=slugs).prefetch_related("names"):
        last = list(institution.names.all())[-1]
        found[institution.slug] = Followable({"lv": last.lv, "en": last.en or last.lv}, institution.get_absolute_url())
    return found


def topic_codes() -> Iterable[str]:
    return Topic.objects.values_list("code", flat=True)


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
