"""What is public about an event, as data: the same for CSV, JSON and the API. Registrations are never among it, nor is
the link for taking part online. Moments are ISO 8601 in UTC; days and codes as everywhere in the API."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balss.events.models import Event
from balss.events.queries.places import NOWHERE, Place, places_of

FIELDS = {
    "id": _("name of the event in addresses; never changes"),
    "url": _("page of the event"),
    "kind": _("kind of event"),
    "state": _("published, moved, held or cancelled"),
    "title": _("title in the language in which it was written"),
    "title_en": _("title in English, where there is one"),
    "summary": _("what it is about"),
    "language": _("language of title and summary"),
    "institution": _("code of the institution that organises it"),
    "co_organisers": _("codes of those that help"),
    "starts_at": _("beginning"),
    "ends_at": _("end"),
    "form": _("onsite, online or hybrid"),
    "place": _("building or room"),
    "address": _("address"),
    "territory": _("parish, town or municipality, as in /places/territories"),
    "region": _("planning region"),
    "accessibility": _("what makes it accessible"),
    "spoken": _("languages that are spoken"),
    "topics": _("codes of topics"),
    "audiences": _("codes of groups whom it is for"),
    "measures": _("measures of the plan that it belongs to, as plan/key"),
    "process": _("process that it is a part of, where there is one"),
    "admission": _("registration or open"),
    "capacity": _("number of places; empty without a limit"),
    "free_places": _("places still free; empty without a limit, and when it is over"),
    "registration_closes_at": _("until when people register; empty where they need not"),
    "published_at": _("announced"),
    "updated_at": _("changed last"),
    "cancel_reason": _("why it was cancelled"),
    "came_onsite": _("participants on site; empty before it was closed"),
    "came_online": _("participants online; empty before it was closed"),
    "foreign_speakers": _("number of speakers from abroad"),
    "materials": _("number of materials"),
    "outcome": _("what came of it"),
}
LISTS = ("co_organisers", "accessibility", "spoken", "topics", "audiences", "measures")


def rows_of(events: Iterable[Event], *, on: date) -> Iterator[dict[str, Any]]:
    """Facts by FIELDS, of events got with `for_page`."""
    events = list(events)
    places = places_of(events, on=on)
    for event in events:
        yield facts_of(event, places.get(event.pk, NOWHERE))


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """For tables: lists as text, their parts apart by spaces."""
    return {name: " ".join(value) if name in LISTS else value for name, value in row.items()}


def facts_of(event: Event, place: Place) -> dict[str, Any]:
    needs_registration = event.admission == "registration"
    return {
        "id": event.slug,
        "url": settings.ORIGIN + event.get_absolute_url(),
        "kind": event.kind,
        "state": event.state,
        "title": event.title,
        "title_en": event.translations.get("en", {}).get("title", ""),
        "summary": event.summary,
        "language": event.language,
        "institution": event.institution.code,
        "co_organisers": [each.code for each in event.co_organisers.all()],
        "starts_at": moment(event.starts_at),
        "ends_at": moment(event.ends_at),
        "form": event.form,
        "place": event.place if event.has_site else "",
        "address": event.address if event.has_site else "",
        "territory": event.territory.slug if event.territory else "",
        "region": place.region.territory.slug if place.region else "",
        "accessibility": list(event.accessibility),
        "spoken": list(event.spoken),
        "topics": [each.code for each in event.topics.all()],
        "audiences": [each.code for each in event.audiences.all()],
        "measures": [f"{each.plan.slug}/{each.key}" for each in event.measures.all()],
        "process": event.process.slug if event.process and event.process.is_public else "",
        "admission": event.admission,
        "capacity": event.capacity,
        "free_places": event.free_places if event.is_announced and needs_registration else None,
        "registration_closes_at": moment(event.closes_at) if needs_registration else None,
        "published_at": moment(event.published_at),
        "updated_at": moment(event.updated_at),
        "cancel_reason": event.cancel_reason,
        "came_onsite": event.came_onsite,
        "came_online": event.came_online,
        "foreign_speakers": sum(each.is_foreign for item in event.programme.all() for each in item.speakers.all()),
        "materials": len(event.materials.all()),
        "outcome": event.outcome if event.state == "held" else "",
    }


def details_of(event: Event, place: Place) -> dict[str, Any]:
    """The facts of one event with its programme, earlier times, materials and attendance."""
    return {
        **facts_of(event, place),
        "programme": [
            {
                "starts_at": moment(item.starts_at),
                "ends_at": moment(item.ends_at),
                "title": item.title,
                "speakers": [
                    {"name": each.name, "office": each.office, "country": each.country, "is_foreign": each.is_foreign}
                    for each in item.speakers.all()
                ],
            }
            for item in event.programme.all()
        ],
        "moves": [
            {
                "moved_at": moment(each.moved_at),
                "starts_at": moment(each.starts_at),
                "ends_at": moment(each.ends_at),
                "place": each.place,
                "reason": each.reason,
            }
            for each in event.moves.all()
        ],
        "materials_list": [
            {"kind": each.kind, "title": each.title, "url": _absolute(each.url)} for each in event.materials.all()
        ],
        "attendance": [
            {
                "audience": each.audience.code if each.audience else "",
                "institution": each.institution.code if each.institution else "",
                "words": each.words,
                "count": each.shown_count,
            }
            for each in event.attendance.all()
        ],
        "media": [{"name": each.name, "reach": each.reach} for each in event.media.all()],
        "minutes": event.minutes if event.state == "held" else "",
    }


def moment(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _absolute(url: str) -> str:
    return settings.ORIGIN + url if url.startswith("/") else url
