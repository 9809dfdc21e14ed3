"""Boxes, and how full they are once that may be known."""

from uuid import UUID

from balss.box.models import BallotBox, DayCount


def box_of(election: UUID) -> BallotBox | None:
    return BallotBox.objects.filter(pk=election).first()


class NotSealed(Exception):
    """Nobody is told how many ballots there are, or which, before the box is sealed."""


def days_of(box: BallotBox) -> list[DayCount]:
    """How many were cast on each day through each channel. Raises NotSealed."""
    if box.sealed_date is None:
        raise NotSealed
    return list(box.days.all())
