"""What events pin on the boards."""

from balss.events.offers import (
    boards,
    deeds,
    evidence,
    following,
    holdings,
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
    "notices",
    "pages",
    "permissions",
    "recounts",
    "search",
    "voices",
]
