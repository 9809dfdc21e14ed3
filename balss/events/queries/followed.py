"""Events as things that can be followed."""

from collections.abc import Collection, Mapping

from balss.events.models import Event, State
from balss.participation.queries.followed import titles
from balss.shared.followables import Followable, Meeting


def events(slugs: Collection[str]) -> Mapping[str, Followable]:
    """Those that are public, cancelled ones too."""
    rows = Event.objects.public().filter(slug__in=slugs)
    return {row.slug: Followable(titles(row), row.get_absolute_url(), _meeting(row)) for row in rows}


def _meeting(event: Event) -> Meeting:
    return Meeting(
        event.starts_at,
        event.ends_at,
        ", ".join(filter(None, [event.place, event.address])),
        is_cancelled=event.state == State.CANCELLED,
        revision=event.revision,
    )
