"""What somebody follows, as a page shows it."""

from dataclasses import dataclass

from balss.notices.models import Follower
from balss.notices.queries.found import found_of
from balss.shared.followables import Followable, FollowKind, followables


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
