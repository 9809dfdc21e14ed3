"""Reading entries."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models

from balss.ledger.models import Entry, Leaf, PendingEntry
from balss.ledger.models.append_only import ERASED
from balss.ledger.models.entry import EntryQuerySet

RIGA = ZoneInfo("Europe/Riga")
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9998, 12, 31)


def entries_about(subject: models.Model) -> EntryQuerySet:
    """Everything recorded about one object, newest first, with content, in one query."""
    return Entry.objects.about(subject).with_parts().newest_first()


def find_entries(
    *, action: str = "", kind: str = "", subject_id: str = "", since: date | None = None, until: date | None = None
) -> EntryQuerySet:
    """Entries newest first, with content and position; each condition narrows, empty ones do not. Days are days in
    Riga, both included."""
    entries = Entry.objects.with_parts().newest_first()
    if action:
        entries = entries.filter(action=action)
    if kind:
        entries = entries.filter(subject_kind=kind)
    if subject_id:
        entries = entries.filter(subject_id=subject_id)
    if since:
        entries = entries.filter(recorded_at__gte=_midnight(min(since, LAST_DAY)))
    if until:
        entries = entries.filter(recorded_at__lt=_midnight(min(until, LAST_DAY) + timedelta(days=1)))
    return entries


def committed_so_far() -> tuple[object, ...]:
    """What stands for everything recorded up to now: it changes with every deed that is committed, and two times that
    gave the same saw the same deeds. One query, however many there are."""
    waiting = PendingEntry.objects.values(of_all=models.Value(1)).annotate(number=models.Count("pk")).values("number")
    last = Leaf.objects.order_by("-position").annotate(waiting=models.Subquery(waiting))
    found = last.values_list("position", "leaf_hash", "waiting").first()
    return found or ("no leaf", PendingEntry.objects.count())


def recorded_actions() -> list[str]:
    """Every action that was ever recorded, in alphabetical order."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def erasure_of(entry: Entry) -> Entry | None:
    """The entry that says that this one's content was erased, or None."""
    return Entry.objects.about(entry).filter(action=ERASED).with_parts().first()


def _midnight(day: date) -> datetime:
    """The start of a day in Riga; a day before computers' time counts as its first."""
    return datetime.combine(max(day, FIRST_DAY), time(), tzinfo=RIGA)
