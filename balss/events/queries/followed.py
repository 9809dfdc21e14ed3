"""Events as things that can be followed."""

from collections.abc import Collection, Mapping

from balss.events.models import Event
from balss.participation.queries.followed import titles
from balss.shared.followables import Followable


def events(slugs: Collection[str]) -> Mapping[str, Followable]:
    """Those that are public, cancelled ones too."""
    rows = Event.objects.public().filter(slug__in=slugs)
    return {row.slug: Followable(titles(row), row.get_absolute_url()) for row in rows}
