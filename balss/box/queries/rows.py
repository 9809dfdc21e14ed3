"""The ballots of a box, a portion at a time, so that a large box fits into memory and no cursor stays open while
somebody downloads slowly."""

from collections.abc import Iterator
from typing import Any

from balss.box.models import Ballot, BallotBox

AT_ONCE = 2_000


def rows_of(box: BallotBox, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Slot and these columns, in the order of slots, which were drawn by lot. While the box takes ballots, only for who
    holds its lock."""
    after = -1
    ballots = Ballot.objects.filter(box=box).order_by("slot").values_list("slot", *columns)
    while portion := list(ballots.filter(slot__gt=after)[:AT_ONCE]):
        yield from portion
        after = portion[-1][0]
