"""The ballot paper: fixed and published before voting opens, the same for everybody.

Money is whole cents. A project's id is short and plain ASCII, because browsers write it into what they sign, and
ballots list ids between commas.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balss.core.chain.canonical import canonical_json

FORMAT = "balss-ballot-paper/1"
PROJECT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
MOST_PROJECTS = 500


class Way(StrEnum):
    """How a ballot chooses."""

    ONE = "one"
    SEVERAL = "several"  # at most `most`; 0: as many as one likes
    MONEY = "money"  # what costs no more than the money together
    POINTS = "points"  # `most` points, at most `most_for_one` for a project (0: no such limit)
    RANKING = "ranking"  # the best first, at most `most`; 0: all


class Fault(StrEnum):
    """Why a ballot cannot be."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    TWICE = "twice"
    TOO_MANY = "too many"
    TOO_EXPENSIVE = "too expensive"
    SEVERAL_AREAS = "several areas"
    POINTS = "points"  # not a whole positive number for each project
    TOO_MANY_POINTS = "too many points"
    TOO_MANY_FOR_ONE = "too many for one"
    ORDER = "order"  # not in the order of the paper, where the order means nothing


class NotABallot(ValueError):
    """The choice does not fit the paper. `excess`: by how many projects, cents or points it is over."""

    def __init__(self, fault: Fault, *, excess: int = 0, project: str = "") -> None:
        self.fault, self.excess, self.project = fault, excess, project
        super().__init__(fault.value)


class NotAPaper(ValueError):
    """The paper contradicts itself; says how."""


@dataclass(frozen=True)
class PaperArea:
    """A part of the municipality, or all of it, with the money that its projects share."""

    id: str
    name: str
    budget_cents: int


@dataclass(frozen=True)
class PaperProject:
    """`area` is the id of the area whose money pays for it."""

    id: str
    title: str
    cost_cents: int
    area: str


@dataclass(frozen=True)
class Paper:
    """`election` is the call's id (UUID as text). Where there are several areas, a voter chooses within one."""

    election: str
    title: str
    way: Way
    areas: tuple[PaperArea, ...]
    projects: tuple[PaperProject, ...]
    most: int = 0
    most_for_one: int = 0

    def __post_init__(self) -> None:
        ids = [project.id for project in self.projects]
        if not 1 <= len(ids) <= MOST_PROJECTS:
            raise NotAPaper(f"a paper has 1 to {MOST_PROJECTS} projects, not {len(ids)}")
        if len(set(ids)) < len(ids):
            raise NotAPaper("two projects have the same id")
        if wrong := next((id_ for id_ in ids if not PROJECT_ID.fullmatch(id_)), None):
            raise NotAPaper(f"“{wrong}” cannot be the id of a project")
        areas = [area.id for area in self.areas]
        if len(set(areas)) < len(areas) or not {project.area for project in self.projects} <= set(areas):
            raise NotAPaper("two areas have the same id, or a project belongs to none")
        amounts = [*(area.budget_cents for area in self.areas), *(project.cost_cents for project in self.projects)]
        if min(amounts) <= 0:
            raise NotAPaper("money and costs are more than 0")
        if self.most < 0 or self.most_for_one < 0 or (self.way is Way.POINTS and not self.most):
            raise NotAPaper("a paper with points says how many there are, and no limit is below 0")

    @property
    def keeps_order(self) -> bool:
        return self.way is Way.RANKING

    def money_of(self, area: str) -> int:
        """The money of an area, in cents."""
        return next(each.budget_cents for each in self.areas if each.id == area)

    def in_order(self, choices: Sequence[str]) -> tuple[str, ...]:
        """As a ballot lists them: by the paper, so that it does not tell in which order its voter saw them. A ranking
        stays as it is."""
        if self.keeps_order:
            return tuple(choices)
        places = {project.id: place for place, project in enumerate(self.projects)}
        return tuple(sorted(choices, key=lambda id_: places.get(id_, len(places))))

    def check(self, choices: Sequence[str], points: Sequence[int] = ()) -> None:
        """Raises NotABallot."""
        known = {project.id: project for project in self.projects}
        if not choices:
            raise NotABallot(Fault.EMPTY)
        if unknown := next((id_ for id_ in choices if id_ not in known), None):
            raise NotABallot(Fault.UNKNOWN, project=str(unknown)[:40])
        if len(set(choices)) < len(choices):
            raise NotABallot(Fault.TWICE)
        if tuple(choices) != self.in_order(choices):
            raise NotABallot(Fault.ORDER)
        areas = {known[id_].area for id_ in choices}
        if len(areas) > 1:
            raise NotABallot(Fault.SEVERAL_AREAS)
        self._check_points(choices, points)
        most = 1 if self.way is Way.ONE else self.most if self.way in (Way.SEVERAL, Way.RANKING) else 0
        if most and len(choices) > most:
            raise NotABallot(Fault.TOO_MANY, excess=len(choices) - most)
        if self.way is Way.MONEY:
            over = sum(known[id_].cost_cents for id_ in choices) - self.money_of(areas.pop())
            if over > 0:
                raise NotABallot(Fault.TOO_EXPENSIVE, excess=over)

    def _check_points(self, choices: Sequence[str], points: Sequence[int]) -> None:
        if self.way is not Way.POINTS:
            if points:
                raise NotABallot(Fault.POINTS)
            return
        if len(points) != len(choices) or not all(type(given) is int and given > 0 for given in points):
            raise NotABallot(Fault.POINTS)
        if (over := sum(points) - self.most) > 0:
            raise NotABallot(Fault.TOO_MANY_POINTS, excess=over)
        if self.most_for_one:
            for id_, given in zip(choices, points, strict=True):
                if given > self.most_for_one:
                    raise NotABallot(Fault.TOO_MANY_FOR_ONE, excess=given - self.most_for_one, project=id_)

    def as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "election": self.election,
            "title": self.title,
            "way": self.way.value,
            "most": self.most,
            "most_for_one": self.most_for_one,
            "areas": [{"id": each.id, "name": each.name, "budget_cents": each.budget_cents} for each in self.areas],
            "projects": [
                {"id": each.id, "title": each.title, "cost_cents": each.cost_cents, "area": each.area}
                for each in self.projects
            ],
        }

    def text(self) -> str:
        """The canonical form, whose hash the public ledger keeps."""
        return canonical_json(self.as_json())


def paper_from(data: Mapping[str, Any]) -> Paper:
    """What `as_json` wrote. Raises NotAPaper."""
    try:
        if data["format"] != FORMAT:
            raise NotAPaper(f"the format is not {FORMAT}")
        areas = tuple(
            PaperArea(str(each["id"]), str(each["name"]), int(each["budget_cents"])) for each in data["areas"]
        )
        projects = tuple(
            PaperProject(str(each["id"]), str(each["title"]), int(each["cost_cents"]), str(each["area"]))
            for each in data["projects"]
        )
        numbers = int(data["most"]), int(data["most_for_one"])
        return Paper(str(data["election"]), str(data["title"]), Way(data["way"]), areas, projects, *numbers)
    except (KeyError, TypeError) as error:
        raise NotAPaper(f"a part of the paper is missing: {error}") from None
