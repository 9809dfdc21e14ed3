"""What somebody follows, as a page shows it, and what the last month would have brought."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from balss.core.calendar import day_in_riga
from balss.notices.models import Follower, Happening, Subscription
from balss.notices.queries.found import found_of
from balss.notices.queries.positions import last_position
from balss.notices.queries.window import Item, Window
from balss.shared.followables import Followable, FollowKind, Thing, followables

PREVIEW = timedelta(days=30)


@dataclass(frozen=True)
class Followed:
    """One kind of things with those that are followed: the key and the thing, None where it is not public any more."""

    kind: FollowKind
    things: list[tuple[str, Followable | None]]


def followed_by(follower: Follower) -> list[Followed]:
    """By kind, in the order of the board."""
    things = list(follower.subscriptions.values_list("kind", "key"))
    found = found_of(things)
    return [
        Followed(kind, [(key, found.get((kind.name, key))) for name, key in things if name == kind.name])
        for kind in sorted(followables, key=lambda kind: kind.order)
        if any(name == kind.name for name, _key in things)
    ]


def preview(follower: Follower, *, now: datetime) -> list[Item]:
    """What the last thirty days would have brought, the newest first."""
    earlier = Happening.objects.filter(created_at__lt=now - PREVIEW, position__isnull=False)
    after = earlier.order_by("-position").values_list("position", flat=True).first() or 0
    things: list[Thing] = list(follower.subscriptions.values_list("kind", "key"))
    as_if = [Subscription(follower=follower, kind=kind, key=key, since=after) for kind, key in things]
    return Window(last_position(), day_in_riga(now)).news(as_if, after)
