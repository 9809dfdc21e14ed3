"""What fits a paper and what does not, for each way to choose."""

from dataclasses import replace
from uuid import UUID

import pytest

from balss.core.chain.canonical import read_json
from balss.core.vote.paper import Fault, NotABallot, NotAPaper, Paper, PaperArea, PaperProject, Way, paper_from

AREAS = (PaperArea("a", "Pilsēta", 10_000), PaperArea("b", "Pagasts", 5_000))
PROJECTS = (
    PaperProject("1", "Parks", 6_000, "a"),
    PaperProject("2", "Ceļš", 4_000, "a"),
    PaperProject("3", "Tilts", 1, "a"),
    PaperProject("4", "Skola", 5_001, "b"),
)
PAPER = Paper(str(UUID(int=1)), "Budžets", Way.SEVERAL, AREAS, PROJECTS)


def fault(paper: Paper, *choices: str, points: tuple[int, ...] = ()) -> tuple[Fault, int] | None:
    try:
        paper.check(choices, points)
    except NotABallot as error:
        return error.fault, error.excess
    return None


def test_choosing_as_many_as_one_likes_within_one_area() -> None:
    assert fault(PAPER, "1", "2", "3") is None
    assert fault(PAPER, "1", "4") == (Fault.SEVERAL_AREAS, 0)


def test_choosing_one() -> None:
    one = replace(PAPER, way=Way.ONE)
    assert (fault(one, "2"), fault(one, "1", "2")) == (None, (Fault.TOO_MANY, 1))


def test_choosing_at_most_so_many() -> None:
    two = replace(PAPER, most=2)
    assert (fault(two, "1", "3"), fault(two, "1", "2", "3")) == (None, (Fault.TOO_MANY, 1))


def test_within_the_money_to_the_last_cent() -> None:
    money = replace(PAPER, way=Way.MONEY)
    assert fault(money, "1", "2") is None
    assert fault(money, "1", "2", "3") == (Fault.TOO_EXPENSIVE, 1)
    assert fault(money, "4") == (Fault.TOO_EXPENSIVE, 1)


def test_points() -> None:
    points = replace(PAPER, way=Way.POINTS, most=10, most_for_one=6)
    assert fault(points, "1", "2", points=(6, 4)) is None
    assert fault(points, "1", "2", points=(6, 5)) == (Fault.TOO_MANY_POINTS, 1)
    assert fault(points, "1", points=(7,)) == (Fault.TOO_MANY_FOR_ONE, 1)
    for wrong in ((), (1, 2), (0,), (-1,), (True,), (1.0,)):
        assert fault(points, "1", points=wrong) == (Fault.POINTS, 0)  # type: ignore[arg-type]
    assert fault(PAPER, "1", points=(1,)) == (Fault.POINTS, 0)


def test_ranking_keeps_its_order_and_others_the_papers() -> None:
    ranking = replace(PAPER, way=Way.RANKING, most=2)
    assert fault(ranking, "3", "1") is None
    assert fault(PAPER, "3", "1") == (Fault.ORDER, 0)
    assert (ranking.in_order(["3", "1"]), PAPER.in_order(["3", "1"])) == (("3", "1"), ("1", "3"))
    assert fault(ranking, "3", "2", "1") == (Fault.TOO_MANY, 1)


def test_paper_is_read_as_it_was_written() -> None:
    assert paper_from(read_json(PAPER.text())) == PAPER


@pytest.mark.parametrize("change", [
    {"projects": ()},
    {"projects": PROJECTS[:1] * 2},
    {"projects": (PaperProject("1,2", "x", 1, "a"),)},
    {"projects": (PaperProject("ā", "x", 1, "a"),)},
    {"projects": (PaperProject("1", "x", 0, "a"),)},
    {"projects": (PaperProject("1", "x", 1, "c"),)},
    {"areas": AREAS[:1] * 2},
    {"way": Way.POINTS},
    {"most": -1},
])  # fmt: skip
def test_paper_that_contradicts_itself_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(NotAPaper):
        replace(PAPER, **change)  # type: ignore[arg-type]
