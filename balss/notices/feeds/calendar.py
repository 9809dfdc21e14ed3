"""What can be done and attended, as a calendar.

The UID of a thing is the one that it has in the calendars of its own room, so whoever takes in both has it once. What
is called off goes from the calendar at its next reading; a cancelled meeting stays, with STATUS:CANCELLED.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from balss.core.calendar import day_in_riga
from balss.core.xml_text import one_line
from balss.notices.queries.recent import to_come
from balss.notices.queries.window import Item
from balss.shared.feed_answers import feed_answer, whole
from balss.shared.followables import Thing
from balss.shared.http import Request

ANNOUNCED_WITHIN = timedelta(days=400)  # how long before its day something may have been announced
KEPT_AFTER = timedelta(days=30)  # what is over stays for this long, so that calendars hear of late changes
MOST = 400
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def calendar_answer(request: Request, things: Collection[Thing], title: str) -> HttpResponseBase:
    """Last days of taking part, and meetings with their hours."""
    found = to_come(
        things,
        since=request.now - ANNOUNCED_WITHIN,
        ended_after=day_in_riga(request.now - KEPT_AFTER),
        most=MOST,
    )
    due = sorted((item for item in found if not _is_long_over(item, request.now)), key=lambda item: item.position)
    calendar, name = Calendar(), one_line(_("%(names)s: Balss") % {"names": title})
    calendar.add("PRODID", f"-//Balss//sekot//{(get_language() or 'lv').upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", name)  # RFC 7986
    calendar.add("X-WR-CALNAME", name)  # what most programs read instead
    for item in due:
        calendar.add_component(_entry(item))
    changed_at = max((item.happening.created_at for item in due), default=NEVER)
    return feed_answer(request, calendar.to_ical(), "text/calendar", changed_at=changed_at, file_name="termini.ics")


def _is_long_over(item: Item, now: datetime) -> bool:
    meeting = item.happening.meeting
    return meeting is not None and meeting.ends_at < now - KEPT_AFTER


def _entry(item: Item) -> CalendarEvent:
    language, entry, meeting = get_language() or "lv", CalendarEvent(), item.happening.meeting
    entry.add("UID", f"{item.happening.key}@{urlsplit(settings.ORIGIN).netloc}")
    entry.add("DTSTAMP", item.happening.created_at)
    entry.add("URL", whole(item.address(language)))
    entry.add("CATEGORIES", [one_line(item.kind)])
    title = one_line(item.title(language))
    if meeting is None:
        entry.add("DTSTART", item.until)
        entry.add("DTEND", item.until + timedelta(days=1))
        entry.add("SUMMARY", _("Last day: %(title)s") % {"title": title})
        entry.add("TRANSP", "TRANSPARENT")  # a last day takes nobody's time
        return entry
    entry.add("SEQUENCE", meeting.revision)
    entry.add("STATUS", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    entry.add("DTSTART", meeting.starts_at.astimezone(UTC))
    entry.add("DTEND", meeting.ends_at.astimezone(UTC))
    entry.add("SUMMARY", title)
    if meeting.place:
        entry.add("LOCATION", one_line(meeting.place))
    return entry
