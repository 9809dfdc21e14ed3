"""Feeds that any reader can read (RFC 4287): whatever is in the texts, with what each element must have."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from balss.core.atom import Entry, Feed, atom

A = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NOON = datetime(2026, 11, 23, 12, 0, 7, 999, tzinfo=timezone(timedelta(hours=2)))
ENTRY = Entry(
    id="tag:balss.example,2026-01-01:1", title="Pirmais", updated_at=NOON, published_at=NOON,
    url="https://balss.example/1?a=1&b=2", category="report", author="Izdomātā ministrija", summary="Īsumā.",
    language="lv",
)  # fmt: skip
FEED = Feed(
    id="tag:balss.example,2026-01-01:all", title="Viss", language="lv", url="https://balss.example/viss.atom",
    page="https://balss.example/viss/", author="Balss", updated_at=NOON, entries=[ENTRY],
)  # fmt: skip


def read(feed: Feed) -> Element:
    return fromstring(atom(feed))


def texts(element: Element, name: str) -> list[str | None]:
    return [each.text for each in element.findall(f"{A}{name}")]


def test_feed_and_entry_have_what_the_standard_demands_once() -> None:
    feed = read(FEED)
    entry = feed.find(f"{A}entry")
    assert entry is not None
    for element in (feed, entry):
        assert [len(texts(element, name)) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert [(link.get("rel"), link.get("href")) for link in feed.findall(f"{A}link")] == [
        ("self", FEED.url),
        ("alternate", FEED.page),
    ]
    assert (texts(entry, "id"), texts(entry, "updated")) == ([ENTRY.id], ["2026-11-23T10:00:07Z"])
    assert [link.get("href") for link in entry.findall(f"{A}link")] == [ENTRY.url]


def test_feed_is_as_new_as_its_newest_entry_and_without_any_says_its_own_time() -> None:
    later = replace(ENTRY, id="2", updated_at=NOON + timedelta(hours=1))
    assert texts(read(replace(FEED, entries=[ENTRY, later])), "updated") == ["2026-11-23T11:00:07Z"]
    empty = replace(FEED, entries=[], updated_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert texts(read(empty), "updated") == ["2026-01-01T00:00:00Z"]


def test_words_are_text_and_never_markup() -> None:
    words = "<script>alert(1)</script> & ]]> “āčē”"
    entry = read(replace(FEED, entries=[replace(ENTRY, title=words, summary=words)])).find(f"{A}entry")
    assert entry is not None
    assert (texts(entry, "title"), texts(entry, "summary"), entry.findall(".//script")) == ([words], [words], [])


@given(st.text())
def test_any_characters_anywhere_give_a_document_that_can_be_read(words: str) -> None:
    entry = replace(ENTRY, title=words, summary=words, author=words, url=words, category=words, language=words)
    feed = replace(FEED, title=words, author=words, url=words, page=words, language=words, entries=[entry])
    assert len(read(feed).findall(f"{A}entry")) == 1
