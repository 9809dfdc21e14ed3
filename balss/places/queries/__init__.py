"""Reads that other rooms and views ask."""

from balss.places.queries.institutions import (
    AmbiguousBody,
    find_body,
    groups_of,
    institution_by_code,
    is_open,
    members_of,
    predecessors_on,
    successor_on,
)

__all__ = [
    "AmbiguousBody",
    "find_body",
    "groups_of",
    "institution_by_code",
    "is_open",
    "members_of",
    "predecessors_on",
    "successor_on",
]
