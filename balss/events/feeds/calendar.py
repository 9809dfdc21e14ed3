"""Events as iCalendar (RFC 5545, RFC 5546): one, all that are public, or one's own.

The UID of an event never changes; its SEQUENCE grows with every change, so that calendars which have it take the newer
one. One that was cancelled is sent with STATUS:CANCELLED, and alone as METHOD:CANCEL, so that it goes from calendars.
The link for taking part online is in the calendar of who registered for it, and in no other.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as CalendarEvent

from balss.core.xml_text import one_line
from balss.events.forms import asked_for
from balss.events.models import Event, State
from balss.events.queries import find_events, for_list, registration_of
from balss.events.queries.places import NOWHERE, Place, places_of
from balss.events.services import Ticket, ticket_of
from balss.shared.feed_answers import feed_answer
from balss.shared.http import Request
from balss.shared.permissions import can, require

MEDIA_TYPE = "text/calendar"
ASK_AGAIN = timedelta(hours=6)
LOOKS_BACK = timedelta(days=90)  # a feed keeps what is over for this long, so that calendars hear of late changes


@require_safe
def all_events(request: Request) -> HttpResponseBase:
    """Public events that are coming or were lately, narrowed as the list is."""
    wanted = asked_for(request.GET.dict(), today=timezone.localdate(request.now), when="all")
    found = for_list(find_events(wanted, now=request.now)).filter(ends_at__gte=request.now - LOOKS_BACK)
    events = list(found.order_by("starts_at", "id"))
    changed_at = max((event.updated_at for event in events), default=datetime(2000, 1, 1, tzinfo=UTC))
    calendar = _calendar(_("Events: Balss"), method="PUBLISH")
    calendar.add("REFRESH-INTERVAL", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("SOURCE", settings.ORIGIN + request.get_full_path(), parameters={"VALUE": "URI"})
    _fill(calendar, events, request)
    return feed_answer(request, calendar.to_ical(), MEDIA_TYPE, changed_at=changed_at, file_name="notikumi.ics")


@require_safe
def one_event(request: Request, slug: str) -> HttpResponseBase:
    """One public event; for an account that has a place online, with the link."""
    event = get_object_or_404(for_list(Event.objects.public()), slug=slug)
    own = registration_of(event, request.actor)
    if own is not None and can(request.actor, "events.see_online_link", Ticket(own), request.now):
        return _personal(request, event, with_link=own.is_online)
    calendar = _of_one(event, request)
    return feed_answer(request, calendar.to_ical(), MEDIA_TYPE, changed_at=event.updated_at, file_name=f"{slug}.ics")


@never_cache
@require_safe
def by_ticket(request: Request, link: str) -> HttpResponse:
    """The event of a guest's registration, with the link for taking part online where they have it."""
    ticket = ticket_of(link)
    if ticket is None:
        raise Http404
    require(request.actor, "events.manage_registration", ticket, request.now)
    event = for_list(Event.objects.all()).get(pk=ticket.registration.event_id)
    may_see = can(request.actor, "events.see_online_link", ticket, request.now)
    return _personal(request, event, with_link=may_see and ticket.registration.is_online)


def _personal(request: Request, event: Event, *, with_link: bool) -> HttpResponse:
    content = _of_one(event, request, online_link=event.online_link if with_link else "").to_ical()
    headers = {
        "Content-Disposition": f'inline; filename="{event.slug}.ics"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)


def _of_one(event: Event, request: Request, *, online_link: str = "") -> Calendar:
    method = "CANCEL" if event.state == State.CANCELLED else "PUBLISH"
    calendar = _calendar(one_line(str(event.words("title"))), method=method)
    _fill(calendar, [event], request, online_link=online_link)
    return calendar


def _calendar(name: str, *, method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", f"-//Balss//notikumi//{(get_language() or 'lv').upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    calendar.add("NAME", name)  # RFC 7986
    calendar.add("X-WR-CALNAME", name)  # what most programs read instead
    return calendar


def _fill(calendar: Calendar, events: Iterable[Event], request: Request, *, online_link: str = "") -> None:
    events, today = list(events), timezone.localdate(request.now)
    places = places_of(events, on=today)
    for event in events:
        calendar.add_component(_entry(event, places.get(event.pk, NOWHERE), request, online_link))


def _entry(event: Event, place: Place, request: Request, online_link: str) -> CalendarEvent:
    entry, title, summary = CalendarEvent(), event.words("title"), event.words("summary")
    is_cancelled = event.state == State.CANCELLED
    entry.add("UID", f"{event.slug}@{urlsplit(settings.ORIGIN).netloc}")
    entry.add("DTSTAMP", event.updated_at)
    entry.add("LAST-MODIFIED", event.updated_at)
    entry.add("SEQUENCE", event.revision)
    entry.add("STATUS", "CANCELLED" if is_cancelled else "CONFIRMED")
    entry.add("DTSTART", _utc(event.starts_at))
    entry.add("DTEND", _utc(event.ends_at))
    entry.add("SUMMARY", one_line(title.text), parameters={"LANGUAGE": title.language})
    why = _("Cancelled: %(reason)s") % {"reason": event.cancel_reason} if is_cancelled else ""
    entry.add("DESCRIPTION", _paragraphs([why, summary.text, online_link]))
    if event.has_site:
        entry.add("LOCATION", one_line(", ".join(filter(None, [event.place, event.address, place.name]))))
    entry.add("URL", settings.ORIGIN + event.get_absolute_url())
    entry.add("CATEGORIES", [event.get_kind_display()])
    organiser = vCalAddress(f"mailto:{event.contact_email or settings.CONTACT}")
    organiser.params["CN"] = vText(str(event.institution.name_on(timezone.localdate(event.starts_at))))
    entry.add("ORGANIZER", organiser)
    return entry


def _paragraphs(texts: list[str]) -> str:
    return "\n\n".join("\n".join(one_line(line) for line in text.splitlines()) for text in texts if text)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
