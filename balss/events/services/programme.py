"""The programme: its items, each with those who speak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from balss.events.models import ANNOUNCED_STATES, Event, ProgrammeItem, Speaker, State
from balss.events.services.editing import locked, touch
from balss.events.services.refusals import EndsBeforeItStarts, OutsideTheEvent
from balss.events.services.spreading import spread
from balss.shared.permissions import Actor


@dataclass(frozen=True)
class Speaks:
    """`country` as ISO 3166-1, two letters."""

    name: str
    office: str = ""
    country: str = "LV"


@transaction.atomic
def save_item(
    *,
    event: Event,
    starts_at: datetime,
    ends_at: datetime | None,
    title: str,
    speakers: Sequence[Speaks] = (),
    item: ProgrammeItem | None = None,
    by: Actor,
    now: datetime,
) -> ProgrammeItem:
    """Add a part to the programme, or change `item`. Raises NotAllowed, NotInThatState, OutsideTheEvent,
    EndsBeforeItStarts."""
    event = locked(event, "events.edit_event", by, now, State.DRAFT, *ANNOUNCED_STATES)
    if ends_at is not None and ends_at <= starts_at:
        raise EndsBeforeItStarts
    if not event.starts_at <= starts_at <= event.ends_at or (ends_at is not None and ends_at > event.ends_at):
        raise OutsideTheEvent
    item = event.programme.get(pk=item.pk) if item else ProgrammeItem(event=event)
    item.starts_at, item.ends_at, item.title = starts_at, ends_at, title
    item.save()
    item.speakers.all().delete()
    Speaker.objects.bulk_create(
        Speaker(item=item, place=place, name=each.name, office=each.office, country=each.country)
        for place, each in enumerate(speakers, start=1)
    )
    touch(event, now)
    if event.is_announced:
        spread(event, by=by, now=now)
    return item


@transaction.atomic
def remove_item(*, item: ProgrammeItem, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, NotInThatState."""
    event = locked(item.event, "events.edit_event", by, now, State.DRAFT, *ANNOUNCED_STATES)
    item.delete()
    touch(event, now)
    if event.is_announced:
        spread(event, by=by, now=now)
