"""Which known words a word that nobody knows is like, and how much: keys of `stems`, as whole as these make them.

Four ways, the likest counts: one or two letters mistyped; the same word with another prefix (“notīrīt”, “iztīrīt”,
“netīra”); a word of the same family (“policists”, “policija”); a compound that ends with a known word (“būvgruži”).
Letters written as people write them without marks (“skjuunis”, “zhogs”, “maaja”) are read as they are meant first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from balss.core.text.spelling import distance

SHORTEST, LONG = 5, 9  # letters of a stem in which one mistake is looked for, and two
MISTYPED = {0: 0.9, 1: 0.7, 2: 0.5}  # how like a word is, by mistakes
ANOTHER_PREFIX = 0.8
SAME_BEGINNING, BEGINNING = 0.75, 4  # of a word that begins alike, by the share that does; letters that have to
LEAST = 0.45  # how like a word must be
END_OF_COMPOUND, END = 0.55, 4  # of a compound; letters of its known end
PREFIXES = ("ne", "aiz", "ap", "at", "ie", "iz", "no", "pa", "par", "pie", "sa", "uz")
ROOT = 3  # letters that must be left without a prefix
_WRITTEN = (("sh", "s"), ("ch", "c"), ("zh", "z"), ("ph", "f"))
_DOUBLED = re.compile(r"([aeiou])\1")


class Likeness:
    """Of words to these known ones."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        self._by_root: dict[str, set[str]] = defaultdict(set)
        self._by_beginning: dict[str, set[str]] = defaultdict(set)
        for key in self._known:
            self._by_letter[key[:1]].append(key)
            self._by_beginning[key[:BEGINNING]].add(key)
            for root in _roots(key):
                self._by_root[root].add(key)

    def of(self, key: str) -> dict[str, float]:
        """The known words that it is like, by how much: 0 to 1."""
        found: dict[str, float] = {}
        for word in dict.fromkeys((key, _read(key))):
            for alike, strength in (
                *self._mistyped(word), *self._with_another_prefix(word), *self._beginning(word), *self._ending(word)
            ):  # fmt: skip
                if strength >= LEAST:
                    found[alike] = max(strength, found.get(alike, 0))
        most = max(found.values(), default=0)
        return {alike: strength for alike, strength in found.items() if strength >= most - 0.15}

    def _mistyped(self, key: str) -> Iterable[tuple[str, float]]:
        if key in self._known:
            yield key, MISTYPED[0]
        if len(key) < SHORTEST:
            return
        most = 2 if len(key) >= LONG else 1
        for known in self._by_letter[key[:1]]:
            if abs(len(known) - len(key)) <= most and (away := distance(key, known, most=most)) <= most:
                yield known, MISTYPED[away]

    def _with_another_prefix(self, key: str) -> Iterable[tuple[str, float]]:
        for root in (key, *_roots(key)):
            if root in self._known:
                yield root, ANOTHER_PREFIX
            for known in self._by_root.get(root, ()):
                yield known, ANOTHER_PREFIX

    def _beginning(self, key: str) -> Iterable[tuple[str, float]]:
        for known in self._by_beginning.get(key[:BEGINNING], ()) if len(key) >= BEGINNING else ():
            yield known, SAME_BEGINNING * _common(key, known) / max(len(key), len(known))

    def _ending(self, key: str) -> Iterable[tuple[str, float]]:
        for start in range(ROOT, len(key) - END + 1):
            if key[start:] in self._known:
                yield key[start:], END_OF_COMPOUND


def _roots(key: str) -> list[str]:
    return [
        key.removeprefix(prefix)
        for prefix in PREFIXES
        if key.startswith(prefix) and len(key) - len(prefix) >= ROOT
    ]  # fmt: skip


def _read(key: str) -> str:
    for written, meant in _WRITTEN:
        key = key.replace(written, meant)
    return _DOUBLED.sub(r"\1", key)


def _common(one: str, other: str) -> int:
    """Letters with which both begin."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
