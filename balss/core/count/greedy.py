"""Greedy rules: projects come in turn, the highest first, and each that the money still allows is selected.

- *greedy* (“with skip”): a project that costs more than what is left is passed over, and the next one may still win.
- *greedy-no-skip*: the first project that costs more than what is left ends the count.
- *greedy-threshold*: greedy among projects with at least so many votes or points.
  With a limit on winners, each of these passes over what comes when as many as can win have won.
- *greedy-welfare*: the order is satisfaction per euro, the greedy rule of the literature (Talmon, Faliszewski: A
  Framework for Approval-Based Budgeting Methods, AAAI 2019). With the utility “cost” it is greedy by votes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from balss.core.count.amounts import Amount, simplest
from balss.core.count.election import Election
from balss.core.count.outcome import Stage, Step, Tie, Verdict
from balss.core.count.rules import Utility
from balss.core.count.utilities import total_utilities


def by_votes(election: Election) -> Sequence[Amount]:
    """Votes, or points and places where ballots give them: the columns votes and score of Pabulib."""
    return election.scores


def by_welfare(election: Election, utility: Utility) -> Sequence[Amount]:
    """The satisfaction that a unit of money buys, for each project."""
    totals = total_utilities(election, utility)
    return [simplest(Fraction(total) / project.cost) for total, project in zip(totals, election.projects, strict=True)]


@dataclass
class _Room:
    """What a cap leaves for its projects: money, or how many of them can still win."""

    places: frozenset[int]
    left: Amount


def _winners(election: Election, most: int | None) -> list[_Room]:
    """How many can win: in each neighborhood where these have caps, else of all projects."""
    if most is None:
        return []
    parts = [cap.places for cap in election.caps if cap.column == "neighborhood"]
    return [_Room(places, most) for places in parts or [frozenset(range(len(election.projects)))]]


def greedy_steps(
    election: Election,
    measure: Sequence[Amount],
    ranks: Sequence[int],
    *,
    stage: Stage = Stage.GREEDY,
    taken: Sequence[int] = (),
    threshold: Amount | None = None,
    most_winners: int | None = None,
    skip: bool = True,
) -> tuple[Step, ...]:
    """Every project's turn, those `taken` before left out. A project that nobody chose has its turn too, last."""
    left = election.budget - election.cost_of(tuple(taken))
    rooms = [_Room(cap.places, cap.most) for cap in election.caps]
    winners = _winners(election, most_winners)
    before, stopped = set(taken), False
    steps = []
    turns = sorted(
        (place for place in range(len(election.projects)) if place not in before),
        key=lambda place: (-measure[place], ranks[place]),
    )
    for place in turns:
        cost = election.projects[place].cost
        if threshold is not None and election.scores[place] < threshold:
            verdict = Verdict.BELOW_THRESHOLD
        elif stopped:
            verdict = Verdict.NOT_REACHED
        elif any(place in room.places and room.left < 1 for room in winners):
            verdict = Verdict.PLACES_TAKEN
        elif cost > left:
            verdict, stopped = Verdict.TOO_EXPENSIVE, not skip
        elif any(place in room.places and cost > room.left for room in rooms):
            verdict = Verdict.OVER_CAP
        else:
            verdict = Verdict.SELECTED
        steps.append(Step(stage, place, verdict, measure[place], left))
        if verdict is Verdict.SELECTED:
            left -= cost
            for room in rooms:
                room.left -= cost if place in room.places else 0
            for room in winners:
                room.left -= 1 if place in room.places else 0
    return tuple(steps)


def greedy_ties(steps: Sequence[Step]) -> tuple[Tie, ...]:
    """Equal projects of which some won and some did not; where all or none did, their order changed nothing."""
    groups: dict[Amount, list[Step]] = {}
    for step in steps:
        if step.verdict is not Verdict.BELOW_THRESHOLD:
            groups.setdefault(step.measure, []).append(step)
    return tuple(
        Tie(tuple(step.project for step in group), group[0].project)
        for group in groups.values()
        if len({step.verdict is Verdict.SELECTED for step in group}) == 2
    )
