"""What is left while one chooses: as the paper limits it, also of a choice that does not fit."""

import pytest

from balss.core.vote.paper import NotABallot, Paper, PaperArea, PaperProject, Way
from balss.core.vote.tally import Tally, Unit, tally_of

AREAS = (PaperArea("1", "Pilsēta", 1_000), PaperArea("2", "Pagasti", 500))
PROJECTS = (PaperProject("1", "A", 300, "1"), PaperProject("2", "B", 800, "1"), PaperProject("3", "C", 400, "2"))


def paper(way, most=0, areas=AREAS):
    return Paper("e", "t", way, areas, PROJECTS if areas is AREAS else PROJECTS[:2], most)


@pytest.mark.parametrize(
    ("way", "most", "choices", "points", "tally"),
    [
        (Way.ONE, 0, ["1"], [], Tally(1, 300, Unit.PROJECTS, 1, 1)),
        (Way.SEVERAL, 2, ["1", "2"], [], Tally(2, 1_100, Unit.PROJECTS, 2, 2)),
        (Way.SEVERAL, 0, ["1", "2"], [], Tally(2, 1_100)),
        (Way.RANKING, 5, ["2", "1"], [], Tally(2, 1_100, Unit.PROJECTS, 2, 5)),
        (Way.POINTS, 10, ["1", "2"], [3, 4], Tally(2, 1_100, Unit.POINTS, 7, 10)),
        (Way.MONEY, 0, ["1"], [], Tally(1, 300, Unit.CENTS, 300, 1_000)),
        (Way.MONEY, 0, ["3"], [], Tally(1, 400, Unit.CENTS, 400, 500)),
        (Way.MONEY, 0, [], [], Tally(0, 0)),
        (Way.MONEY, 0, ["9"], [], Tally(0, 0)),
    ],
)
def test_tally_is_of_what_the_paper_limits(way, most, choices, points, tally):
    assert tally_of(paper(way, most), choices, points) == tally


def test_money_of_the_only_area_is_left_before_anything_is_chosen():
    assert tally_of(paper(Way.MONEY, areas=AREAS[:1]), []).left == 1_000


@pytest.mark.parametrize(
    ("way", "most", "choices", "points"),
    [(Way.MONEY, 0, ["1", "2"], []), (Way.SEVERAL, 1, ["1", "2"], []), (Way.POINTS, 5, ["1", "2"], [3, 4])],
)
def test_what_is_over_is_the_excess_that_the_paper_refuses(way, most, choices, points):
    with pytest.raises(NotABallot) as refused:
        paper(way, most).check(choices, points)
    assert tally_of(paper(way, most), choices, points).over == refused.value.excess > 0
