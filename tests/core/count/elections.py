"""Small elections for tests, and the real ones beside the project where they are."""

from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from pabulib import Checker

from balss.core.count import Ballot, BallotType, Election, Outcome, Project

ROOT = Path(__file__).resolve().parents[3]


def shared_elections() -> Path:
    """The folder of real elections; the test is skipped, saying so, where it is absent."""
    for parent in ROOT.parents:
        if (parent / "shared" / "data" / "elections").is_dir():
            return parent / "shared" / "data" / "elections"
    pytest.skip("needs ../shared/data/elections")


def approvals(
    budget: int | Fraction,
    costs: Mapping[str, int | Fraction],
    ballots: Mapping[str, int],
    kind: BallotType = BallotType.APPROVAL,
) -> Election:
    """`ballots`: "ab" chooses the projects a and b (for rankings in this order), by how many voters cast it."""
    ids = list(costs)
    return Election(
        budget,
        kind,
        tuple(Project(project_id, cost) for project_id, cost in costs.items()),
        tuple(Ballot(tuple(ids.index(name) for name in names), (), times) for names, times in ballots.items()),
    )


def with_points(budget: int, costs: Mapping[str, int], ballots: Sequence[Mapping[str, int]]) -> Election:
    ids = list(costs)
    return Election(
        budget,
        BallotType.CUMULATIVE,
        tuple(Project(project_id, cost) for project_id, cost in costs.items()),
        tuple(Ballot(tuple(map(ids.index, ballot)), tuple(ballot.values())) for ballot in ballots),
    )


def errors_of(text: str) -> dict[str, object]:
    """What Pabulib's own checker finds wrong with a file; warnings are left out."""
    with redirect_stdout(StringIO()):
        checked = Checker().process_files([text])
    found = next(each for key, each in checked.items() if key not in ("metadata", "summary"))
    errors: dict[str, object] = found["results"]["errors"]
    return errors


def winners(outcome: Outcome) -> str:
    """Ids in the order of selection, as one word."""
    return "".join(project.id for project in outcome.winners)
