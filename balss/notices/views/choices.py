"""What people can choose to follow, ready for checkboxes."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import get_language

from balss.notices.queries.found import found_of
from balss.shared.followables import Followable, FollowKind, Thing, followables

Choice = tuple[str, str]  # “kind:key”, and what it is called
Choices = list[tuple[Any, list[Choice]]]  # by the label of the kind


def choices_of(found: dict[Thing, Followable]) -> list[Choice]:
    language = get_language() or "lv"
    return [(f"{kind}:{key}", thing.name(language)) for (kind, key), thing in found.items()]


def along(found: Collection[Thing]) -> dict[Thing, Followable]:
    """What else goes with what is chosen, by choice, and is not chosen yet."""
    more: dict[Thing, None] = {}
    for kind in followables:
        if kind.along is not None and (keys := [key for name, key in found if name == kind.name]):
            more |= dict.fromkeys(kind.along(keys).values())
    return found_of(thing for thing in more if thing not in found)


def called(sought: str, chosen: Collection[Thing]) -> Choices:
    """What bears the name that somebody looks for, by kind."""
    if not sought.strip():
        return []
    found = [(kind.label, _offered(kind, kind.called(sought), chosen)) for kind in _in_order() if kind.called]
    return [(label, choices) for label, choices in found if choices]


def listed(chosen: Collection[Thing] = ()) -> Choices:
    """What people choose from a list, without what is chosen already."""
    return [(kind.label, _offered(kind, kind.listed(), chosen)) for kind in _in_order() if kind.listed]


def _in_order() -> list[FollowKind]:
    return sorted(followables, key=lambda kind: kind.order)


def _offered(kind: FollowKind, keys: Iterable[str], chosen: Collection[Thing]) -> list[Choice]:
    wanted = [key for key in keys if (kind.name, key) not in chosen]
    found = kind.found(wanted)
    return choices_of({(kind.name, key): found[key] for key in wanted})
