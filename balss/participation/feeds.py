"""Opportunities as Atom (RFC 4287) and as a calendar of their last days (RFC 5545)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from balss.core.atom import Entry, Feed, atom
from balss.core.xml_text import one_line
from balss.participation.forms.feed import count_in, sought_in
from balss.participation.models import Opportunity
from balss.participation.queries.feed import MANY, for_list, opportunities
from balss.shared.feed_answers import feed_answer, whole
from balss.shared.http import Request

LATEST = 50
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@require_safe
def feed_atom(request: Request) -> HttpResponseBase:
    """The latest published ones, narrowed as the list is."""
    query = request.GET.dict()
    found = for_list(opportunities(sought_in(query, when="all"), request.now))
    rows = list(found.order_by("-published_at", "-id")[: count_in(query, shown=LATEST, most=LATEST)])
    changed_at = max((row.updated_at for row in rows), default=NEVER)
    content = atom(
        Feed(
            id=f"{settings.ORIGIN}{request.get_full_path()}",
            title=_("Opportunities to take part: Balss"),
            language=get_language() or "lv",
            url=f"{settings.ORIGIN}{request.get_full_path()}",
            page=settings.ORIGIN + reverse("participation:feed"),
            author=settings.OPERATOR or "Balss",
            updated_at=changed_at,
            entries=[_entry(row, request) for row in rows],
        )
    )
    return feed_answer(
        request, content, "application/atom+xml", changed_at=changed_at, file_name="lidzdalibas-iespejas.atom"
    )


def _entry(row: Opportunity, request: Request) -> Entry:
    return Entry(
        id=f"urn:uuid:{row.public_id}",
        title=row.words("title").text,
        updated_at=row.updated_at,
        published_at=row.published_at or row.updated_at,
        url=whole(row.get_absolute_url()),
        category=str(row.get_kind_display()),
        author=_organiser(row, request),
        summary=row.words("question").text or row.words("summary").text,
        language=row.words("summary").language,
    )


@require_safe
def feed_ics(request: Request) -> HttpResponseBase:
    """The last day of each that is open or coming: until when one can take part."""
    found = for_list(opportunities(sought_in(request.GET.dict(), when="all"), request.now))
    rows = list(found.filter(closes_at__gt=request.now).order_by("closes_at", "id")[:MANY])
    changed_at = max((row.updated_at for row in rows), default=NEVER)
    calendar = Calendar()
    calendar.add("PRODID", f"-//Balss//lidzdaliba//{(get_language() or 'lv').upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", _("Opportunities to take part: Balss"))
    for row in rows:
        calendar.add_component(_day(row, request))
    return feed_answer(
        request, calendar.to_ical(), "text/calendar", changed_at=changed_at, file_name="lidzdalibas-iespejas.ics"
    )


def _day(row: Opportunity, request: Request) -> CalendarEvent:
    entry = CalendarEvent()
    last = row.last_date
    assert last is not None  # noqa: S101  (filtered by its end)
    entry.add("UID", f"{row.public_id}@{urlsplit(settings.ORIGIN).netloc}")
    entry.add("DTSTAMP", row.updated_at)
    entry.add("SEQUENCE", row.version)
    entry.add("DTSTART", last)
    entry.add("DTEND", last + timedelta(days=1))
    entry.add("SUMMARY", _("Last day: %(title)s") % {"title": one_line(row.words("title").text)})
    entry.add("DESCRIPTION", one_line(row.words("question").text))
    entry.add("URL", whole(row.get_absolute_url()))
    entry.add("CATEGORIES", [str(row.get_kind_display())])
    return entry


def _organiser(row: Opportunity, request: Request) -> str:
    return str(row.institution.name_on(timezone.localdate(request.now))) if row.institution else row.organiser
