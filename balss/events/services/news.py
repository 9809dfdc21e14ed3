"""Telling followers of events."""

from datetime import datetime

from django.utils import timezone, translation

from balss.events.models import Event
from balss.notices.services import happened
from balss.participation.queries.followed import titles
from balss.participation.services.news import PROCESS

EVENT = "events.event"


@translation.override("lv")
def tell_followers(kind: str, event: Event, *, now: datetime) -> None:
    """In the transaction of the change, after it is written. One can come until the day on which it begins."""
    happened(
        kind,
        about=(EVENT, event.slug),
        also=[(PROCESS, event.process.slug)] if event.process else [],
        title=titles(event),
        address=event.get_absolute_url(),
        until=timezone.localdate(event.starts_at) if event.is_announced else None,
        topics=event.topics.select_related("parent"),
        territories=[event.territory] if event.territory else [],
        institutions=[event.institution],
        audiences=event.audiences.all(),
        now=now,
    )
