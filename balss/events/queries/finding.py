"""Which public events somebody wants: by kind, place, topic, institution, group, measure, and when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Q
from django.utils import timezone

from balss.core.alphabet import latvian_order
from balss.events.models import Event, EventQuerySet
from balss.places.models import Audience, Institution, Territory, Topic
from balss.places.queries import within
from balss.plan.models import Measure

When = Literal["coming", "past", "all"]


@dataclass(frozen=True)
class Wanted:
    """None, or nothing, leaves everything. `territory` means all that lies within it; `first` and `last` are days.

    What asks for something that does not exist finds nothing (`is_impossible`), so that a misspelt address of a feed
    does not bring everything.
    """

    when: When = "coming"
    kind: str = ""
    territory: Territory | None = None
    topic: Topic | None = None
    institution: Institution | None = None
    audience: Audience | None = None
    measure: Measure | None = None
    first: date | None = None
    last: date | None = None
    is_impossible: bool = False

    @property
    def narrows(self) -> bool:
        asked = (self.kind, self.territory, self.topic, self.institution, self.audience, self.measure)
        return self.is_impossible or any(asked)


def find_events(wanted: Wanted, *, now: datetime) -> EventQuerySet:
    """Public events in a total order: what comes soonest first, what is past or all latest first."""
    events = Event.objects.public().filter(_conditions(wanted, now))
    if wanted.is_impossible:
        return events.none()
    if wanted.topic is not None:
        events = events.filter(Q(topics=wanted.topic) | Q(topics__parent=wanted.topic)).distinct()
    if wanted.audience is not None:
        events = events.filter(audiences=wanted.audience)
    if wanted.measure is not None:
        events = events.filter(measures=wanted.measure)
    if wanted.when == "coming":
        return events.coming(now)
    return events.past(now) if wanted.when == "past" else events.order_by("-starts_at", "-id")


def _conditions(wanted: Wanted, now: datetime) -> Q:
    asked = Q()
    if wanted.kind:
        asked &= Q(kind=wanted.kind)
    if wanted.institution is not None:
        helped = Event.co_organisers.through.objects.filter(institution=wanted.institution).values("event")
        asked &= Q(institution=wanted.institution) | Q(pk__in=helped)
    if wanted.territory is not None:
        asked &= Q(territory__in=within(wanted.territory, on=timezone.localdate(now)))
    if wanted.first is not None:
        asked &= Q(ends_at__date__gte=wanted.first)
    if wanted.last is not None:
        asked &= Q(starts_at__date__lte=wanted.last)
    return asked


def institutions_with_events(*, on: date) -> list[Institution]:
    """Those that organise a public event, with their names, in Latvian order."""
    organisers = Event.objects.public().order_by().values("institution").distinct()
    found = Institution.objects.filter(pk__in=organisers).prefetch_related("names")
    return sorted(found, key=lambda institution: latvian_order(str(institution.name_on(on))))
