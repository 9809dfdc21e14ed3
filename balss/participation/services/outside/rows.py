"""What a source gave, as rows of the feed: new ones added, others brought up to date, those that vanished closed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy

from balss.core.calendar.riga import day_in_riga
from balss.core.outside import Found, Item
from balss.participation.models import Opportunity, OpportunityKind, OutsideSource
from balss.participation.queries.feed import ELSEWHERE
from balss.participation.services.following import follow_opportunity
from balss.places.models import InstitutionName, TerritoryVersion
from balss.shared.permissions import SYSTEM

State = Opportunity.State
GONE = gettext_lazy("It is no longer published at its source.")  # why something that had not begun is no more


@dataclass
class Counts:
    """What became of the items of one import."""

    added: int = 0
    changed: int = 0
    same: int = 0
    closed: int = 0  # vanished at the source
    doubled: int = 0  # another source, or we ourselves, publish it already
    over: int = 0  # had ended before we saw them
    skipped: int = 0  # could not be read

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def take(source: OutsideSource, found: Found, now: datetime) -> Counts:
    """Write what was found; the caller holds the source locked. A few queries, and a few for each row that changed."""
    counts = Counts(skipped=len(found.skipped))
    rows = {row.origin_key: row for row in _rows_of(source).prefetch_related("territories")}
    taken = _addresses_of_others(source)
    known = _Names(now)
    for item in found.items:
        row = rows.get(item.key)
        if row is None and (canonical(item.address) in taken or _is_ours(item.address)):
            counts.doubled += 1
        elif row is None and item.closes_at is not None and item.closes_at <= now:
            counts.over += 1
        else:
            _write(source, item, row, known, counts, now)
    shown = {item.key for item in found.items} | {skipped.key for skipped in found.skipped}
    counts.closed = close((row for key, row in rows.items() if key not in shown), now)
    return counts


def close_all(source: OutsideSource, now: datetime) -> int:
    return close(_rows_of(source), now)


def close(rows: Iterable[Opportunity], now: datetime) -> int:
    """End what is open now, and take back what had not begun; nothing is deleted. How many there were."""
    closed = 0
    for row in rows:
        if not row.is_public or row.is_over(now):
            continue
        if row.opens_at is not None and row.opens_at < now:
            row.closes_at = now
        else:
            row.state, row.withdrawn_reason = State.WITHDRAWN, str(GONE)
        row.updated_at, row.version = now, row.version + 1
        row.save()
        follow_opportunity(row)
        closed += 1
    return closed


def canonical(address: str) -> str:
    """The same for addresses that lead to the same page: without scheme, www, tracking, fragment and last stroke."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    query = sorted((name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith("utm_"))
    return f"{host}{parts.path.rstrip('/')}{'?' + urlencode(query) if query else ''}"


def _rows_of(source: OutsideSource) -> Any:
    return Opportunity.objects.filter(origin=source.origin).order_by("pk")


def _is_ours(address: str) -> bool:
    return urlsplit(address).hostname == urlsplit(settings.ORIGIN).hostname


def _addresses_of_others(source: OutsideSource) -> set[str]:
    """Of what other sources show; what they no longer do may be taken over."""
    others = Opportunity.objects.public().filter(origin__startswith=ELSEWHERE).exclude(origin=source.origin)
    return {canonical(address) for address in others.values_list("address", flat=True)}


class _Names:
    """Institutions and places by the names of the day, as sources write them."""

    def __init__(self, now: datetime) -> None:
        day = day_in_riga(now)
        self.institutions = {
            name.casefold(): pk for pk, name in InstitutionName.objects.on(day).values_list("institution_id", "lv")
        }
        self.places: dict[str, int | None] = {}
        for pk, name in TerritoryVersion.objects.on(day).values_list("territory_id", "name"):
            self.places[name.casefold()] = None if name.casefold() in self.places else pk  # None: more than one

    def institution_of(self, item: Item, source: OutsideSource) -> int | None:
        return self.institutions.get(item.organiser.casefold(), source.institution_id)

    def place_of(self, item: Item, source: OutsideSource) -> int | None:
        own = source.institution.territory_id if source.institution else None
        return self.places.get(item.place.casefold()) or own


def _write(
    source: OutsideSource, item: Item, row: Opportunity | None, known: _Names, counts: Counts, now: datetime
) -> None:
    place = known.place_of(item, source)
    if row is None:
        row = Opportunity(
            origin=source.origin, origin_key=item.key, author=SYSTEM.public_id, created_at=now, published_at=now
        )
    columns = _columns(source, item, row, known.institution_of(item, source), now)
    places = [place] if place else []
    is_new = row.pk is None
    if not is_new and _stands(row, columns) and [each.pk for each in row.territories.all()] == places:
        counts.same += 1
        return
    for name, value in columns.items():
        setattr(row, name, value)
    row.updated_at = now
    row.version += 0 if is_new else 1
    row.save()
    row.territories.set(places)
    follow_opportunity(row)
    if is_new:
        counts.added += 1
    else:
        counts.changed += 1


def _stands(row: Opportunity, columns: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in columns.items())


def _columns(
    source: OutsideSource, item: Item, row: Opportunity, institution_id: int | None, now: datetime
) -> dict[str, Any]:
    opens_at = item.opens_at or row.opens_at or now
    if item.closes_at is not None and opens_at >= item.closes_at:
        opens_at = item.closes_at - timedelta(days=1)  # it says only when it ends
    return {
        "kind": item.kind if item.kind in OpportunityKind.values else source.kind,
        "institution_id": institution_id,
        "organiser": item.organiser or source.name,
        "address": item.address,
        "title": item.title,
        "summary": item.summary,
        "language": source.language,
        "opens_at": opens_at,
        "closes_at": item.closes_at,
        "state": State.PUBLISHED,
        "withdrawn_reason": "",
    }
