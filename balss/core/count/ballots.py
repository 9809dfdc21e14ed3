"""Ballots as a file writes them, gathered as they come and read once for each different one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from balss.core.count.amounts import Amount, NotAnAmount, read_amount
from balss.core.count.election import Ballot, BallotType


class Lines(Protocol):
    @property
    def line_num(self) -> int: ...


Content = tuple[tuple[int, ...], tuple[Amount, ...]]
Refusal = Callable[[int, str], Exception]


@dataclass(frozen=True)
class Limits:
    """What a ballot may hold, by the names of META; None: no limit."""

    max_length: Amount | None = None
    max_points: Amount | None = None
    max_sum_points: Amount | None = None


class BallotReader:
    """`places` tells each project's place in the list by its id."""

    def __init__(self, kind: BallotType, places: Mapping[str, int]) -> None:
        self.kind, self._places, self._has_points = kind, places, kind.has_points
        self._ordered = kind is BallotType.ORDINAL or kind.has_points
        self._times: dict[tuple[str, str], int] = {}
        self._lines: dict[tuple[str, str], int] = {}

    def add(self, vote: str, points: str, at: "Lines") -> None:
        """`at` is asked for the line only of ballots that did not come before."""
        written = (vote, points)
        if written in self._times:
            self._times[written] += 1
        else:
            self._times[written], self._lines[written] = 1, at.line_num

    def finished(self, limits: Limits, refusal: Refusal) -> tuple[Ballot, ...]:
        """The different ballots, each with how many times it was cast, in the order of the file.
        Raises `refusal(line, reason)` for a ballot that cannot be."""
        times: dict[Content, int] = {}
        for written, count in self._times.items():
            ballot = self.read(*written, limits, partial(refusal, self._lines[written]))
            times[ballot] = times.get(ballot, 0) + count
        return tuple(Ballot(choices, points, count) for (choices, points), count in times.items())

    def read(self, vote: str, points: str, limits: Limits, refusal: Callable[[str], Exception]) -> Content:
        """The choices and points of one ballot. Raises `refusal(reason)`."""
        try:
            choices = self._choices(vote)
            most = self._most(limits)
            if most is not None and len(choices) > most:
                raise _NotABallot(f"the ballot names {len(choices)} projects, and at most {most} may be named")
            if not self._has_points:
                return tuple(choices), ()
            given = _read_points(points, len(choices), limits)
        except (_NotABallot, NotAnAmount) as error:
            raise refusal(str(error)) from None
        kept = sorted((place, amount) for place, amount in zip(choices, given, strict=True) if amount)
        return tuple(place for place, _ in kept), tuple(amount for _, amount in kept)

    def _choices(self, vote: str) -> list[int]:
        """In the order of the list of projects, unless the order means something."""
        places = self._places
        try:
            choices = [places[name] for name in vote.split(",")]
        except KeyError:
            named = [name for cell in vote.split(",") if (name := cell.strip())]
            unknown = next((name for name in named if name not in places), None)
            if unknown is not None:
                raise _NotABallot(f"the ballot names project {unknown}, which is not in PROJECTS") from None
            choices = [places[name] for name in named]
        if len(set(choices)) < len(choices):
            raise _NotABallot("the ballot names a project twice")
        if not self._ordered:
            choices.sort()
        return choices

    def _most(self, limits: Limits) -> Amount | None:
        return 1 if self.kind is BallotType.CHOOSE_ONE else limits.max_length


class _NotABallot(ValueError):
    """Why a ballot cannot be, in words."""


def _read_points(text: str, wanted: int, limits: Limits) -> list[Amount]:
    given = [read_amount(name) for cell in text.split(",") if (name := cell.strip())]
    if len(given) != wanted:
        raise _NotABallot(f"the ballot names {wanted} projects, but has points for {len(given)}")
    if any(amount < 0 for amount in given):
        raise _NotABallot("the ballot has points below 0")
    if limits.max_points is not None and any(amount > limits.max_points for amount in given):
        raise _NotABallot(f"the ballot gives a project more than {limits.max_points} points")
    if limits.max_sum_points is not None and sum(given) > limits.max_sum_points:
        raise _NotABallot(f"the ballot gives {sum(given)} points, and at most {limits.max_sum_points} may be given")
    return given
