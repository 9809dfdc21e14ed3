"""What is counted: projects with their costs, the money, and the ballots, without who cast them.

Equal ballots stand once with how many they are: a count needs no more, and large elections have many equal ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from balss.core.count.amounts import Amount, read_amount
from balss.core.count.caps import Cap


class NotCountable(ValueError):
    """Why an election cannot be counted, in words for who asked; each situation has its own subclass."""


class BallotType(StrEnum):
    """By the names of Pabulib, `vote_type`."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"
    ORDINAL = "ordinal"

    @property
    def has_points(self) -> bool:
        return self in (BallotType.CUMULATIVE, BallotType.SCORING)


@dataclass(frozen=True)
class Project:
    """`official` is what the file says was decided: "1" selected, "0" not, other numbers by the file's own comment."""

    id: str
    cost: Amount
    name: str = ""
    official: str | None = None


@dataclass(frozen=True)
class Ballot:
    """`choices` are places in the list of projects, for rankings the best first. `points` belong to them in turn, and
    are empty where the ballot has none; a ranking gives as many as it has places, down to 1. `times`: how many voters
    cast this very ballot."""

    choices: tuple[int, ...]
    points: tuple[Amount, ...] = ()
    times: int = 1


@dataclass(frozen=True)
class Election:
    """`rule` and `threshold` are what the organiser declared, by the names of Pabulib; `remarks` is what does not fit
    together in the file, though it does not keep anybody from counting."""

    budget: Amount
    ballot_type: BallotType
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    rule: str | None = None
    threshold: Amount | None = None
    caps: tuple[Cap, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast, blank ones included: each has its share of the money."""
        return sum(ballot.times for ballot in self.ballots)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """For each project, by how many it was chosen."""
        votes = [0] * len(self.projects)
        for ballot in self.ballots:
            for place in ballot.choices:
                votes[place] += ballot.times
        return tuple(votes)

    @cached_property
    def scores(self) -> tuple[Amount, ...]:
        """For each project its points; in rankings of n projects the first gets n, the last 1; else its votes."""
        if not self.ballot_type.has_points and self.ballot_type is not BallotType.ORDINAL:
            return self.votes
        scores: list[Amount] = [0] * len(self.projects)
        for ballot in self.ballots:
            points = ballot.points or range(len(ballot.choices), 0, -1)
            for place, given in zip(ballot.choices, points, strict=True):
                scores[place] += given * ballot.times
        return tuple(scores)

    @cached_property
    def most_for_one(self) -> Amount:
        """The most that a voter can give to one project: 1, the points that META allows or somebody gave, or the first
        place of the longest ranking."""
        if self.ballot_type is BallotType.ORDINAL:
            return max((len(ballot.choices) for ballot in self.ballots), default=1)
        if not self.ballot_type.has_points:
            return 1
        for name in ("max_points", "max_sum_points"):
            if self.meta.get(name):
                return read_amount(self.meta[name])
        return max((max(ballot.points) for ballot in self.ballots if ballot.points), default=1)

    def changed(self, place: int, *, cheaper: Amount = 0, more_voters: int = 0) -> "Election":
        """As if one project cost less, or so many more voters had come who give all they can to it and nothing to
        others. What was counted from the ballots is carried on and not counted again."""
        project = self.projects[place]
        projects = list(self.projects)
        projects[place] = replace(project, cost=project.cost - cheaper)
        points = (self.most_for_one,) if self.most_for_one != 1 or self.ballot_type.has_points else ()
        more = (Ballot((place,), points, more_voters),) if more_voters else ()
        election = replace(self, projects=tuple(projects), ballots=self.ballots + more)
        votes, scores = list(self.votes), list(self.scores)
        votes[place] += more_voters
        scores[place] += more_voters * self.most_for_one
        carried = {"voters": self.voters + more_voters, "votes": tuple(votes), "scores": tuple(scores)}
        election.__dict__.update(carried, most_for_one=self.most_for_one)
        return election

    def cost_of(self, places: Iterator[int] | tuple[int, ...] | list[int]) -> Amount:
        return sum((self.projects[place].cost for place in places), start=0)
