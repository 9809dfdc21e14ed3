"""Events in a place: the coming ones with how to get in, and what came of those that are over."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balss.events.models import ACCESSIBILITY, Event, EventQuerySet, State
from balss.events.queries.spans import span_words
from balss.shared.place_records import Found, PlaceRecord, Whereabouts


def coming_in(place: Whereabouts, now: datetime, most: int) -> Found:
    found = _of(Event.objects.announced(), place).coming(now)
    return Found(found.count(), [_record(event, _way_there(event)) for event in found[:most]])


def held_in(place: Whereabouts, now: datetime, most: int) -> Found:
    found = _of(Event.objects.filter(state=State.HELD), place).order_by("-starts_at", "-id")
    return Found(found.count(), [_record(event, _outcome(event)) for event in found[:most]])


def _of(events: EventQuerySet, place: Whereabouts) -> EventQuerySet:
    here, nowhere = Q(territory__in=place.territories), Q(territory=None, institution__in=place.governing)
    return events.filter(here | nowhere)


def _way_there(event: Event) -> tuple[str, ...]:
    """When, where, how without steps, whether online too."""
    where = ", ".join(filter(None, (event.place, event.address))) if event.has_site else ""
    entrance = [str(ACCESSIBILITY[key]) for key in ("step_free", "lift", "parking") if key in event.accessibility]
    online = _("also online") if event.has_site else _("online")
    return tuple(filter(None, (span_words(event.starts_at, event.ends_at), where, "; ".join(entrance).lower(),
                               online if event.has_link else "")))  # fmt: skip


def _outcome(event: Event) -> tuple[str, ...]:
    came = event.came or 0
    people = ngettext("%(count)d person came", "%(count)d people came", came) % {"count": came}
    return (str(event.get_kind_display()), people if came else "")


def _record(event: Event, facts: tuple[str, ...]) -> PlaceRecord:
    title = event.words("title")
    return PlaceRecord(
        title=title.text,
        address=event.get_absolute_url(),
        language=title.language,
        day=timezone.localdate(event.starts_at),
        facts=tuple(filter(None, facts)),
        territories=(event.territory_id,) if event.territory_id else (),
        institution=event.institution_id,
    )
