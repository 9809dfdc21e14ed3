"""How much of what a voter has to give a choice takes: what is left, or by how much it is too much.

Told while one chooses, so the choice need not fit the paper: nothing chosen yet and too much have a tally as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from balss.core.vote.paper import Paper, Way


class Unit(StrEnum):
    CENTS = "cents"
    POINTS = "points"
    PROJECTS = "projects"


@dataclass(frozen=True)
class Tally:
    """`used` of `limit`, both in `unit`; without a limit `unit` is None. `cost_cents` is what all that was chosen
    costs together."""

    chosen: int
    cost_cents: int
    unit: Unit | None = None
    used: int = 0
    limit: int = 0

    @property
    def left(self) -> int:
        return max(self.limit - self.used, 0)

    @property
    def over(self) -> int:
        return max(self.used - self.limit, 0)


UNITS = {Way.ONE: Unit.PROJECTS, Way.SEVERAL: Unit.PROJECTS, Way.RANKING: Unit.PROJECTS, Way.MONEY: Unit.CENTS,
         Way.POINTS: Unit.POINTS}  # fmt: skip


def tally_of(paper: Paper, choices: Sequence[str], points: Sequence[int] = ()) -> Tally:
    """Ids that are not on the paper are skipped. The money is that of the area of the first project chosen; before
    anything is chosen on a paper of several areas there is no limit yet."""
    known = {project.id: project for project in paper.projects}
    chosen = [known[id_] for id_ in choices if id_ in known]
    number, cost = len(chosen), sum(project.cost_cents for project in chosen)
    match paper.way:
        case Way.MONEY:
            areas = [project.area for project in chosen] or [area.id for area in paper.areas]
            if not chosen and len(areas) > 1:
                return Tally(number, cost)
            return Tally(number, cost, Unit.CENTS, cost, paper.money_of(areas[0]))
        case Way.POINTS:
            return Tally(number, cost, Unit.POINTS, sum(points), paper.most)
        case Way.ONE:
            return Tally(number, cost, Unit.PROJECTS, number, 1)
        case _:
            return Tally(number, cost, Unit.PROJECTS, number, paper.most) if paper.most else Tally(number, cost)
