"""What somebody follows, as a page shows it, and what the last month would have brought."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from balss.notices.models import Follower
from balss.notices.queries.found import found_of
from balss.notices.queries.recent import recent
from balss.notices.queries.window import Item
from balss.shared.followables import Followable, FollowKind, Thing, followables

PREVIEW = timedelta(days=30)
MOST_PREVIEWED = 60


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


def preview(things: Collection[Thing], *, now: datetime) -> list[Item]:
    """What the last thirty days would have brought to whoever follows the things, the newest first."""
    return recent(things, since=now - PREVIEW, most=MOST_PREVIEWED)
