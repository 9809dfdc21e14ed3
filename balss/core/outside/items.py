"""What is taken of an opportunity published elsewhere, and how its words and days are made safe."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from balss.core.calendar.riga import RIGA, start_of_day
from balss.core.text.plain import plain_text

MOST_ITEMS = 5_000  # of one source
TITLE, ORGANISER, SUMMARY, ADDRESS, KEY = 200, 300, 4_000, 1_000, 200  # letters
WEB = re.compile(r"https?://[^\s/?#@:\\]+\.[^\s/?#@:\\]+(:\d{1,5})?([/?#][^\s\\]*)?", re.IGNORECASE)
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
LATVIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\.?(?:,?\s+(\d{1,2}):(\d{2}))?")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class Reason(StrEnum):
    """Why something cannot be read; the room says it in the reader's language."""

    EMPTY = "empty"
    LETTERS = "letters"  # in an encoding that we do not know
    NO_XML = "no_xml"
    NO_FEED = "no_feed"
    NO_JSON = "no_json"
    NO_RECORDS = "no_records"
    NO_FEATURES = "no_features"
    NO_CALENDAR = "no_calendar"
    NO_COLUMNS = "no_columns"
    BROKEN_TABLE = "broken_table"
    TOO_MANY = "too_many"
    NO_RECORD = "no_record"  # these four of one row
    NO_TITLE = "no_title"
    NO_ADDRESS = "no_address"
    ENDS_FIRST = "ends_first"


class Unreadable(Exception):
    """The whole of what a source gave cannot be read."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


class NoItem(Unreadable):
    """One row is no opportunity that we can show."""


@dataclass(frozen=True)
class Item:
    """`key` names it at its source for ever; without days it is open as long as the source shows it."""

    key: str
    title: str
    address: str
    summary: str = ""
    organiser: str = ""
    place: str = ""
    kind: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True)
class Skipped:
    """A row that was left out: which one, counted from 1, why, and its key where it has one."""

    number: int
    reason: Reason
    key: str = ""


@dataclass
class Found:
    items: list[Item] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def item(
    *, key: str, title: str, address: str, summary: str = "", organiser: str = "", place: str = "", kind: str = "",
    opens: str = "", closes: str = "",
) -> Item:  # fmt: skip
    """An item from the words of a source. Raises NoItem where it has no title or no address of the web."""
    title = line(title, TITLE)
    if not title:
        raise NoItem(Reason.NO_TITLE)
    address = web_address(address)
    if not address:
        raise NoItem(Reason.NO_ADDRESS)
    opens_at, closes_at = moment(opens), end_moment(closes)
    if opens_at and closes_at and closes_at <= opens_at:
        raise NoItem(Reason.ENDS_FIRST)
    return Item(
        key=short_key(key or address), title=title, address=address, summary=words(summary, SUMMARY),
        organiser=line(organiser, ORGANISER), place=line(place, ORGANISER), kind=line(kind, 20).lower(),
        opens_at=opens_at, closes_at=closes_at,
    )  # fmt: skip


def words(text: str, most: int) -> str:
    """Plain text without markup and without characters that hide or turn other ones, cut at `most`."""
    clean = CONTROL.sub("", plain_text(text[: most * 20]))
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"


def line(text: str, most: int) -> str:
    return " ".join(words(text, most).split())


def short_key(key: str) -> str:
    clean = CONTROL.sub("", key).strip()
    return clean if len(clean) <= KEY else hashlib.sha256(clean.encode()).hexdigest()


def web_address(text: str) -> str:
    """The address, if it leads to a host of the web without a name and password in it; else nothing."""
    text = text.strip()
    return text if len(text) <= ADDRESS and WEB.fullmatch(text) and not CONTROL.search(text) else ""


def moment(text: str) -> datetime | None:
    """When something begins: a day is its first moment in Riga. None for what is no day."""
    found = _day_or_moment(text)
    return start_of_day(found) if isinstance(found, date) and not isinstance(found, datetime) else found


def end_moment(text: str) -> datetime | None:
    """When something ends: a day, or its midnight, is the whole of that day."""
    found = _day_or_moment(text)
    if isinstance(found, datetime) and found.astimezone(RIGA).time() == time.min:
        found = found.astimezone(RIGA).date()
    if isinstance(found, date) and not isinstance(found, datetime):
        return start_of_day(found + timedelta(days=1))
    return found


def _day_or_moment(text: str) -> date | datetime | None:
    text = text.strip()
    if not text or len(text) > 60:
        return None
    try:
        found = _read_moment(text)
    except (ValueError, OverflowError, TypeError):
        return None
    day = found.date() if isinstance(found, datetime) else found
    return found if EARLIEST <= day <= LATEST else None


def _read_moment(text: str) -> date | datetime:
    """ISO 8601, RFC 5322, or as Latvians write days: 05.01.2026. Without a zone it is Riga's."""
    if match := LATVIAN_DAY.fullmatch(text):
        day, month, year, hour, minute = match.groups()
        on = date(int(year), int(month), int(day))
        return on if hour is None else datetime.combine(on, time(int(hour), int(minute)), tzinfo=RIGA).astimezone(UTC)
    try:
        if len(text) <= 10 or (len(text) == 8 and text.isdigit()):
            return date.fromisoformat(text)
        at = datetime.fromisoformat(text)
    except ValueError:
        at = parsedate_to_datetime(text)
    return (at if at.tzinfo else at.replace(tzinfo=RIGA)).astimezone(UTC)
