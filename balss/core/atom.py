"""Atom feeds (RFC 4287) as bytes. Texts are plain texts; addresses are absolute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from balss.core.xml_text import for_xml

NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Entry:
    """`id` is an IRI that never changes; `language` is that of the summary."""

    id: str
    title: str
    updated_at: datetime
    published_at: datetime
    url: str
    category: str
    author: str
    summary: str = ""
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """`updated_at` is said where there are no entries; else the newest of them tells it."""

    id: str
    title: str
    language: str
    url: str  # of the feed itself
    page: str  # of the page that shows the same
    author: str
    updated_at: datetime
    entries: Sequence[Entry]

    @property
    def newest_at(self) -> datetime:
        return max((entry.updated_at for entry in self.entries), default=self.updated_at)


def atom(feed: Feed) -> bytes:
    root = Element("feed", {"xmlns": NAMESPACE, LANGUAGE: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.newest_at))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.url)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(SubElement(root, "author"), "name", feed.author)
    for entry in feed.entries:
        _add_entry(root, entry)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _add_entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.updated_at))
    _add(element, "published", _moment(entry.published_at))
    SubElement(element, "link", rel="alternate", type="text/html", href=entry.url)
    SubElement(element, "category", term=entry.category)
    _add(SubElement(element, "author"), "name", entry.author)
    if entry.summary:
        summary = _add(element, "summary", entry.summary)
        if entry.language:
            summary.set(LANGUAGE, entry.language)


def _add(parent: Element, name: str, text: str) -> Element:
    """An element with a text; characters that XML cannot hold are left out."""
    element = SubElement(parent, name)
    element.text = for_xml(text)
    return element


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
