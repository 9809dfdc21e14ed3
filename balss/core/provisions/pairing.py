"""Which provision of a new version is which of the one before.

The same words are the same provision, wherever they stand. Else the likest go together: those with the same number
where they share a third of their words, others where they share six tenths. Never two with one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from balss.core.provisions.cutting import Clause
from balss.core.text.words import words

SAME_NUMBER, ANYWHERE = 333, 600  # how like provisions must be, in thousandths
NUMBER_COUNTS = 250  # what the same number adds when the likest are sought
TELLING = 3  # words from which the same words are the same provision, wherever they stand
COMMON = 40  # provisions that have a word: beyond that the word tells nothing
CLOSEST = 8  # provisions that are compared with one


class Change(StrEnum):
    SAME = "same"
    NEW = "new"
    WORDS = "words"  # its words changed
    MOVED = "moved"  # it bears another number
    BOTH = "both"
    GONE = "gone"


@dataclass(frozen=True)
class Pairing:
    """By places: `earlier` of each new provision, or None; `gone` those before without a successor, in their order."""

    earlier: tuple[int | None, ...]
    gone: tuple[int, ...]


def pair(old: Sequence[Clause], new: Sequence[Clause], *, decided: Mapping[int, int | None] | None = None) -> Pairing:
    """`decided` says of new provisions which they are, or that they are none of the old: what people know better."""
    chosen: dict[int, int] = {}
    decided = decided or {}
    taken = {before for before in decided.values() if before is not None}
    for place, before in decided.items():
        if before is not None:
            chosen[place] = before
    free = [place for place in range(len(new)) if place not in decided]
    left = [place for place in range(len(old)) if place not in taken]
    for same in (_same_place, _same_words):
        for place, before in same(old, new, left, free):
            chosen[place] = before
        done = set(chosen.values())
        free = [place for place in free if place not in chosen]
        left = [place for place in left if place not in done]
    done = set(chosen.values())
    for _likeness, before, place in sorted(_candidates(old, new, left, free), key=lambda c: (-c[0], c[1], c[2])):
        if place not in chosen and before not in done:
            chosen[place] = before
            done.add(before)
    return Pairing(
        tuple(chosen.get(place) for place in range(len(new))),
        tuple(place for place in range(len(old)) if place not in done),
    )


def change_of(before: Clause | None, after: Clause | None) -> Change:
    """What became of a provision; one of the two is there."""
    if before is None or after is None:
        return Change.NEW if before is None else Change.GONE
    differs = (before.heading, before.text) != (after.heading, after.text)
    moved = before.mark != after.mark
    return {(False, False): Change.SAME, (True, False): Change.WORDS, (False, True): Change.MOVED}.get(
        (differs, moved), Change.BOTH
    )


def _same_place(
    old: Sequence[Clause], new: Sequence[Clause], left: Iterable[int], free: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Number and words as they were."""
    known = {(old[place].mark, old[place].heading, old[place].text): place for place in left}
    for place in free:
        if (before := known.get((new[place].mark, new[place].heading, new[place].text))) is not None:
            yield place, before


def _same_words(
    old: Sequence[Clause], new: Sequence[Clause], left: Iterable[int], free: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Under another number; where several say the same, in their order."""
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in left:
        known[_said(old[place])].append(place)
    for place in free:
        said = _said(new[place])
        if len(said) > TELLING and known[said]:
            yield place, known[said].pop(0)


def _said(clause: Clause) -> tuple[str, ...]:
    return (clause.kind, *_words(clause))


def _words(clause: Clause) -> list[str]:
    return [word.written.casefold() for word in words(f"{clause.heading} {clause.text}")]


def _candidates(
    old: Sequence[Clause], new: Sequence[Clause], left: Sequence[int], free: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Pairs that are like enough, each with how much."""
    bags = {place: Counter(_words(old[place])) for place in left}
    having: dict[str, list[int]] = defaultdict(list)
    for place, bag in bags.items():
        for word in bag:
            having[word].append(place)
    by_mark = {old[place].mark: place for place in left}
    for place in free:
        bag = Counter(_words(new[place]))
        shared: Counter[int] = Counter()
        for word in bag:
            if len(having.get(word, ())) <= COMMON:
                shared.update(having.get(word, ()))
        near = [before for before, _count in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:CLOSEST]]
        own = by_mark.get(new[place].mark)
        for before in dict.fromkeys([*near, *([own] if own is not None else [])]):
            if old[before].kind != new[place].kind:
                continue
            likeness = _likeness(bags[before], bag)
            if likeness >= (SAME_NUMBER if before == own else ANYWHERE):
                yield likeness + (NUMBER_COUNTS if before == own else 0), before, place


def _likeness(one: Counter[str], other: Counter[str]) -> int:
    """The share of words that both have, in thousandths."""
    most = one.total() + other.total()
    both = sum(min(count, other[word]) for word, count in one.items() if word in other)
    return 2000 * both // most if most else 1000
