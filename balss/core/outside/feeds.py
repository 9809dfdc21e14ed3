"""Opportunities in Atom (RFC 4287), RSS 2.0 and RSS 1.0 feeds, and in calendars (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from lxml import etree

from balss.core.outside.items import Found, Reason, Unreadable
from balss.core.outside.rows import gather


def read_feed(content: bytes) -> Found:
    """Its entries, without days: a feed tells when something was written and not until when one can take part."""
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, reader)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unreadable(Reason.NO_XML) from error
    if _name(root) not in ("feed", "rss", "RDF"):
        raise Unreadable(Reason.NO_FEED)
    return gather(_entry(element) for element in root.iter() if _name(element) in ("entry", "item"))


def _entry(element: Any) -> dict[str, str]:
    texts: dict[str, str] = {}
    for child in element:
        name = _name(child)
        if name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                texts.setdefault("url", child.get("href"))
        elif name == "author":
            texts.setdefault("organiser", " ".join("".join(child.itertext()).split()))
        else:
            texts.setdefault(name, "".join(child.itertext()))
    return {
        "id": texts.get("id") or texts.get("guid") or "",
        "title": texts.get("title", ""),
        "url": texts.get("url") or texts.get("link") or "",
        "summary": texts.get("summary") or texts.get("description") or texts.get("content") or "",
        "organiser": texts.get("organiser") or texts.get("creator") or "",
    }


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def read_calendar(content: bytes) -> Found:
    """Its events, each with the days on which it takes place; what repeats is taken once, as first said."""
    if b"BEGIN:VCALENDAR" not in content[:2000].upper():
        raise Unreadable(Reason.NO_CALENDAR)
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        rows = list(_events(events))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise Unreadable(Reason.NO_CALENDAR) from error
    return gather(rows)


def _events(events: list[Any]) -> Iterator[dict[str, str]]:
    for event in events:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        start, end = _day(event, "DTSTART"), _day(event, "DTEND")
        if end is not None and not isinstance(end, datetime):
            end -= timedelta(days=1)  # the day after the last one
        yield {
            "id": str(event.get("UID", "")),
            "title": str(event.get("SUMMARY", "")),
            "url": str(event.get("URL", "")),
            "summary": str(event.get("DESCRIPTION", "")),
            "place": str(event.get("LOCATION", "")),
            "start": start.isoformat() if start else "",
            "end": end.isoformat() if end else "",
        }


def _day(event: Any, name: str) -> date | datetime | None:
    found = getattr(event.get(name), "dt", None)
    return found if isinstance(found, date) else None
