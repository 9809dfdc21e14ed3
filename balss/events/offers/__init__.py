"""What events pin on the boards."""

from balss.events.offers import (
    boards,
    deeds,
    evidence,
    following,
    holdings,
    in_place,
    notices,
    pages,
    permissions,
    recounts,
    search,
    voices,
)

__all__ = [
    "boards",
    "deeds",
    "evidence",
    "following",
    "holdings",
    "in_place",
    "notices",
    "pages",
    "permissions",
    "recounts",
    "search",
    "voices",
]
