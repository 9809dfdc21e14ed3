"""What followed things are called, and which of them are public now."""

from collections.abc import Iterable

from balss.shared.followables import Followable, Thing, followables

MOST_NAMED = 200  # things in one question


def found_of(things: Iterable[Thing]) -> dict[Thing, Followable]:
    """Those of the things that are public now; a query or few for each kind."""
    by_kind: dict[str, set[str]] = {}
    for kind, key in things:
        by_kind.setdefault(kind, set()).add(key)
    return {
        (kind, key): followable
        for kind, keys in by_kind.items()
        if kind in followables
        for key, followable in followables[kind].found(keys).items()
    }


def names_of(things: Iterable[Thing], language: str) -> list[str]:
    """What the things are called, in their order; what is not public any more is left out."""
    asked = dict.fromkeys(things)
    found = found_of(asked)
    return [found[thing].name(language) for thing in asked if thing in found]


def things_named(names: Iterable[str]) -> list[Thing]:
    """“kind:key” as things, each once, at most `MOST_NAMED`; what is not written so is left out."""
    parted = dict.fromkeys(name.partition(":") for name in list(names)[:MOST_NAMED])
    return [(kind, key) for kind, colon, key in parted if colon and kind and key]
