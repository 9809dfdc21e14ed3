"""Which texts are nearly the same: letters of one campaign, sent by many people, each with a few words of their own.

Two texts are compared by their *pairs*: every two words that stand side by side, without case, marks and endings (a
word is cut to its first letters: a stem that never changes, so that stored fingerprints stay comparable). How alike
two texts are is the share of the pairs of both that stand in both (Jaccard): 1 for the same words, about 0.6 when one
word in eight was replaced, below 0.1 for two people's own words on one subject. Order of paragraphs hardly counts.

A short text (fewer than `SHORT` words) is like another only when all words are the same: “I am for it” and “I am not
for it” share nearly everything and mean the opposite.

Grouping says what belongs together on the desk of whoever answers. It counts no votes and hides no text.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from hashlib import blake2b
from itertools import chain, pairwise
from struct import pack, unpack
from typing import TypeVar

from balss.core.alphabet import without_marks
from balss.core.text.words import WORD

ALIKE = 0.35  # from here on two texts are one campaign's
NEARLY_IDENTICAL = 0.8  # such a text adds nothing to find others by
SHORT = 12  # words
KEPT = 256  # pairs in a fingerprint: exact for texts of up to as many, an estimate within about 0.03 for longer ones
STEM = 5  # letters

Key = TypeVar("Key", bound=Hashable)


def fingerprint(text: str) -> bytes:
    """What to keep of a text to compare it later, at most 1 KiB; empty for a text without words.

    The smallest `KEPT` hashes of its pairs (a bottom-k sketch), four bytes each, in rising order.
    """
    return _packed(sorted(_pairs(text))[:KEPT])


def similarity(one: bytes, other: bytes) -> float:
    """How alike the texts of two fingerprints are, 0 to 1. A text without words is like nothing."""
    first, second = _unpacked(one), _unpacked(other)
    smallest = list(dict.fromkeys(sorted(first + second)))[:KEPT]
    if not smallest:
        return 0.0
    both = set(first).intersection(second)
    return sum(pair in both for pair in smallest) / len(smallest)


def alike(one: bytes, others: Iterable[tuple[Key, bytes]]) -> dict[Key, float]:
    """Of the texts of some fingerprints those at least `ALIKE` the one, with how alike; `similarity` of each would say
    the same. Two texts are no more alike than the share of the longer one's pairs that both have: that is quick to
    tell, and leaves few to compare."""
    own, found = frozenset(_unpacked(one)), {}
    for key, other in others:
        pairs = _unpacked(other)
        if own and len(own.intersection(pairs)) >= ALIKE * max(len(own), len(pairs)):
            likeness = similarity(one, other)
            if likeness >= ALIKE:
                found[key] = likeness
    return found


def group_similar(texts: Iterable[tuple[Key, str]]) -> list[list[Key]]:
    """The keys of all texts, those of one campaign together; groups and their members in the order given.

    Texts belong to one group when a chain of texts, each at least `ALIKE` the next, leads from one to the other.
    Compares whole texts, not fingerprints, and finds every such text. A text that says nearly what an earlier one
    says stands behind it, so a campaign of thousands costs no more than thousands of texts.
    """
    group_of: list[int] = []  # place of the text → place of the first text of its group
    members: dict[int, list[int]] = {}
    sizes: list[int] = []
    holders: dict[int, list[int]] = {}  # pair → places of the texts that others are found by
    keys = []
    for place, (key, text) in enumerate(texts):
        keys.append(key)
        pairs = _pairs(text)
        sizes.append(len(pairs))
        group_of.append(place)
        members[place] = [place]
        highest = 0.0
        shared = Counter(chain.from_iterable(holders.get(pair, ()) for pair in pairs))
        for other, count in shared.items():
            alike = count / (len(pairs) + sizes[other] - count)
            if alike >= ALIKE:
                _join(group_of, members, group_of[other], group_of[place])
                highest = max(highest, alike)
        if highest < NEARLY_IDENTICAL:
            for pair in pairs:
                holders.setdefault(pair, []).append(place)
    return [[keys[place] for place in sorted(group)] for _, group in sorted(members.items())]


def _join(group_of: list[int], members: dict[int, list[int]], one: int, other: int) -> None:
    if one == other:
        return
    first, second = sorted((one, other))
    moved = members.pop(second)
    members[first] += moved
    for place in moved:
        group_of[place] = first


def _pairs(text: str) -> set[int]:
    """Hashes of the text's pairs; of all its words as one where it is short; none where it has no words."""
    written = WORD.findall(without_marks(text))
    if not written:
        return set()
    if len(written) < SHORT:
        return {_hash(" ".join(written))}
    return {_hash(f"{one[:STEM]} {other[:STEM]}") for one, other in pairwise(written)}


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=4).digest(), "big")


def _packed(hashes: list[int]) -> bytes:
    return pack(f">{len(hashes)}I", *hashes)


def _unpacked(kept: bytes) -> tuple[int, ...]:
    return unpack(f">{len(kept) // 4}I", kept)
