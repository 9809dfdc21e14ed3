"""What somebody read on a paper ballot."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from balss.core.chain.canonical import canonical_json


class Kind(StrEnum):
    VOTE = "vote"
    INVALID = "invalid"  # blank, unreadable, or a choice that does not fit the paper
    MISSING = "missing"  # given out and not found among the papers


@dataclass(frozen=True)
class Sheet:
    """`choices` and `points` as in a ballot, for a vote alone."""

    kind: Kind
    choices: tuple[str, ...] = ()
    points: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind is Kind.VOTE) != bool(self.choices):
            raise ValueError("a vote chooses something, and nothing else does")

    def text(self) -> str:
        return canonical_json({"kind": self.kind.value, "choices": list(self.choices), "points": list(self.points)})


def read_sheet(text: str) -> Sheet:
    """What `text` wrote."""
    data = json.loads(text)
    return Sheet(Kind(data["kind"]), tuple(data["choices"]), tuple(data["points"]))


def votes_of(sheets: Iterable[Sheet]) -> dict[str, int]:
    """For each project the ballots that name it, or its points where points are given."""
    votes: dict[str, int] = {}
    for sheet in sheets:
        for project, given in zip(sheet.choices, sheet.points or [1] * len(sheet.choices), strict=True):
            votes[project] = votes.get(project, 0) + given
    return votes
