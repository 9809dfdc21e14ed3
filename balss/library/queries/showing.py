"""Cases with all that a list or a page shows, in a fixed number of queries."""

from datetime import date

from balss.library.models import PracticeCase, PracticeCaseQuerySet
from balss.places.models import TerritoryVersion


def for_list(cases: PracticeCaseQuerySet) -> PracticeCaseQuerySet:
    return cases.select_related("institution").prefetch_related("institution__names", "topics")


def for_page(cases: PracticeCaseQuerySet) -> PracticeCaseQuerySet:
    """With places besides."""
    return for_list(cases).prefetch_related("territories")


def places_named(case: PracticeCase, *, on: date) -> list[TerritoryVersion]:
    """The places that the case names, as they are called on the day."""
    return list(TerritoryVersion.objects.on(on).filter(territory__in=case.territories.all()).order_by("name", "id"))
