"""Merging what two people changed in one record, field by field, from the version that both began with.

A field that one of them left alone takes the other's words. A field that both changed differently is a *conflict*:
nobody can decide it but they, so the merge keeps *theirs*, what is saved already, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merge:
    """`merged` is what to keep; `taken` the fields where the other one's change stands and mine was none;
    `conflicts` those that both changed, each with what the other one wrote."""

    merged: dict[str, Any]
    taken: tuple[str, ...]
    conflicts: dict[str, Any]


def merge(*, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """Merge `mine` into `theirs`, both changed from `base`.

    Fields that `mine` does not have are theirs; a field that the base does not have was as theirs is.
    """
    merged = dict(theirs)
    taken: list[str] = []
    conflicts: dict[str, Any] = {}
    for field, own in mine.items():
        other = theirs.get(field)
        before = base.get(field, other)
        if own == other:
            continue
        if own == before:
            taken.append(field)
        elif other == before:
            merged[field] = own
        else:
            conflicts[field] = other
    return Merge(merged, tuple(taken), conflicts)
