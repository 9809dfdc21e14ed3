"""Atom feeds (RFC 4287) as bytes. Texts are plain texts; addresses are absolute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from balss.core.tabular.cells import moment
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
    root = Element("feed", {"xmlns": NAMESPACE, LANGUAGE: for_xml(feed.language)})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", moment(feed.newest_at))
    _link(root, "self", "application/atom+xml", feed.url)
    _link(root, "alternate", "text/html", feed.page)
    _add(SubElement(root, "author"), "name", feed.author)
    for entry in feed.entries:
        _add_entry(root, entry)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _add_entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", moment(entry.updated_at))
    _add(element, "published", moment(entry.published_at))
    _link(element, "alternate", "text/html", entry.url)
    SubElement(element, "category", term=for_xml(entry.category))
    _add(SubElement(element, "author"), "name", entry.author)
    if entry.summary:
        summary = _add(element, "summary", entry.summary)
        if entry.language:
            summary.set(LANGUAGE, for_xml(entry.language))


def _link(parent: Element, rel: str, media_type: str, address: str) -> None:
    SubElement(parent, "link", rel=rel, type=media_type, href=for_xml(address))


def _add(parent: Element, name: str, text: str) -> Element:
    """An element with a text; characters that XML cannot hold are left out."""
    element = SubElement(parent, name)
    element.text = for_xml(text)
    return element
