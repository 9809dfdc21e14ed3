"""Which of a few described things a question in own words means: by the words that it shares with each description.

A word of the question counts for a thing in whose description any form of it stands, the more the fewer things have it.
A word that no description has counts as the likest one that one has, for less: people mistype. Words that say nothing
(“kur”, “man”) do not count. `understood` says how much of what counts a thing has, so that a question of which little
is understood can be left without an answer.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from balss.core.text.spelling import distance
from balss.core.text.stems import keys_of, keys_sought
from balss.core.text.words import composed, words

LONGEST = 300  # characters of a question that are read
SHORTEST_MISTYPED, LONG = 5, 10  # letters of a stem in which one mistake is looked for, and two
SHARED = 5  # letters with which a word begins that is of the same family: policists, policija
STRANGE = 1.2  # what a word that no description has takes from what is understood; a word of one thing counts 3 to 5
MISTYPED = 0.6  # what a likest word counts, against one that stands there
_EMPTY = """
kas kurš kura kuram kur kad kā kāpēc cik kāds kāda vai un bet ja lai jo arī par pie no uz ar bez pēc pirms līdz es man
mans mana manu mani mūsu mēs jūs tu viņš viņa to tas tā šis šī šo ir nav būs bija esmu var varu drīkst drīkstu vajag
gribu jautājums kam ko kādu ļoti vairs jau tikai savs sava savu viss visa visai lūdzu sveiki
who what where when how why is are do does can i my the a an to of in for on it me not
"""
EMPTY = frozenset(key for word in _EMPTY.split() for key in keys_sought(word))

Thing = TypeVar("Thing", bound=Hashable)


@dataclass(frozen=True)
class Ranked(Generic[Thing]):
    """`score` orders; `understood` is the share of the question that the thing has, 0 to 1."""

    thing: Thing
    score: float
    understood: float


class Descriptions(Generic[Thing]):
    """Things with their descriptions: by thing, texts with how much a word of each counts."""

    def __init__(self, descriptions: Mapping[Thing, Iterable[tuple[str, float]]]) -> None:
        self._count = len(descriptions)
        self._weights: dict[str, dict[Thing, float]] = defaultdict(dict)
        for thing, texts in descriptions.items():
            for text, weight in texts:
                for word in words(composed(text)):
                    for key in keys_of(word.written):
                        known = self._weights[key]
                        known[thing] = max(weight, known.get(thing, 0))

    def ranked(self, question: str) -> list[Ranked[Thing]]:
        """Things that share a word with the question, the likeliest first; of equals, in the order they were given."""
        scores: dict[Thing, float] = defaultdict(float)
        shares: dict[Thing, float] = defaultdict(float)
        whole = 0.0
        for keys in self._sought(question):
            having, factor = self._having(keys)
            worth = math.log(1 + self._count / len(having)) if having else STRANGE
            whole += worth
            for thing, weight in having.items():
                scores[thing] += worth * weight * factor
                shares[thing] += worth * factor
        found = [Ranked(thing, score, shares[thing] / whole) for thing, score in scores.items()]
        return sorted(found, key=lambda each: -each.score)

    def _sought(self, question: str) -> list[tuple[str, ...]]:
        """The keys of each word that says something, each once."""
        sought = (keys_sought(word.written) for word in words(composed(question[:LONGEST])))
        return list(dict.fromkeys(keys for keys in sought if keys and EMPTY.isdisjoint(keys)))

    def _having(self, keys: tuple[str, ...]) -> tuple[dict[Thing, float], float]:
        """The things that have the word or else the likest one, with its weight in each; and how much that counts."""
        found: dict[Thing, float] = {}
        for key in keys:
            for thing, weight in self._weights.get(key, {}).items():
                found[thing] = max(weight, found.get(thing, 0))
        return (found, 1) if found else (self._likest(keys[0]), MISTYPED)

    def _likest(self, key: str) -> dict[Thing, float]:
        if len(key) < SHORTEST_MISTYPED:
            return {}
        most = 2 if len(key) >= LONG else 1
        near = [(away, known) for known in self._weights if (away := distance(key, known, most=most)) <= most]
        least = min((away for away, _known in near), default=0)
        likest = [known for away, known in near if away == least] or [
            known for known in self._weights if len(known) >= SHARED and known.startswith(key[:SHARED])
        ]
        return {thing: weight for known in likest for thing, weight in self._weights[known].items()}
