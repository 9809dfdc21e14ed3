"""Who goes first where a rule finds projects equal: the tie order, which is published before the vote.

A tie order is a list of words, asked in turn, such as “cost,votes,id”. Projects that are still equal after the last
word stand in the order of the file, so that a count never depends on anything else.

    cost     the cheaper one          expensive  the one that costs more
    votes    the one more chose       score      the one with more points
    id       its id read as text      number     its id read as a number, where it is one
    file     the one that stands first in the file
    lot:WORD a lot that anyone can repeat: SHA-256 of “WORD:id”, the smallest first. WORD must be nobody's to choose,
             such as the numbers of a public lottery drawn after the vote.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from balss.core.count.amounts import Amount
from balss.core.count.election import Election, NotCountable

Key = Callable[[int], Amount | str]


class UnknownTieOrder(NotCountable):
    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(f"“{word}” is no tie order; known are {', '.join(WORDS)} and lot:WORD")


WORDS: dict[str, Callable[[Election], Key]] = {
    "cost": lambda election: lambda place: election.projects[place].cost,
    "expensive": lambda election: lambda place: -election.projects[place].cost,
    "votes": lambda election: lambda place: -election.votes[place],
    "score": lambda election: lambda place: -election.scores[place],
    "id": lambda election: lambda place: election.projects[place].id,
    "number": lambda election: lambda place: _number(election.projects[place].id),
    "file": lambda election: lambda place: place,
}


@dataclass(frozen=True)
class TieOrder:
    """`words` as above."""

    words: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "TieOrder":
        """Read “cost,votes,id”. Raises UnknownTieOrder."""
        words = tuple(word.strip() for word in text.split(","))
        for word in words:
            if word not in WORDS and not (word.startswith("lot:") and word != "lot:"):
                raise UnknownTieOrder(word)
        return cls(words)

    def __str__(self) -> str:
        return ",".join(self.words)

    def ranks(self, election: Election) -> list[int]:
        """For each project its rank, 0 the first; no two are equal."""
        keys = [_lot(election, word.removeprefix("lot:")) if word.startswith("lot:") else WORDS[word](election)
                for word in self.words]  # fmt: skip
        places = range(len(election.projects))
        ordered = sorted(places, key=lambda place: (*(key(place) for key in keys), place))
        ranks = [0] * len(ordered)
        for rank, place in enumerate(ordered):
            ranks[place] = rank
        return ranks


def _number(id_: str) -> str:
    """So that 9 stands before 10, and what is no number after both."""
    return id_.zfill(40) if id_.isascii() and id_.isdigit() else f"~{id_}"


def _lot(election: Election, word: str) -> Key:
    return lambda place: hashlib.sha256(f"{word}:{election.projects[place].id}".encode()).hexdigest()
