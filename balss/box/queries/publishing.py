"""The sealed box as everybody gets it (`core.vote.published`)."""

from collections.abc import Iterator

from balss.box.models import Ballot, BallotBox
from balss.box.queries.boxes import NotSealed
from balss.core.vote.ballot import Ballot as SignedBallot
from balss.core.vote.published import Lying, PublishedBox


def ballots_in(box: BallotBox) -> Iterator[SignedBallot]:
    """What was cast, in the order of slots, which were drawn by lot. Raises NotSealed."""
    return (kept.read() for kept in _sealed(box))


def published_box(box: BallotBox) -> PublishedBox:
    """In the order of slots; ballots themselves only of areas of which the room of the vote let them be shown.
    Raises NotSealed."""
    areas = {project.id: project.area for project in box.read_paper.projects}
    shown = set(box.shown_areas or ())
    return PublishedBox(box.head, tuple(_lying(kept, areas, shown) for kept in _sealed(box)))


def _lying(kept: Ballot, areas: dict[str, str], shown: set[str]) -> Lying:
    ballot = kept.read()
    if areas[ballot.choices[0]] not in shown:
        return Lying(kept.slot, ballot.leaf)
    return Lying(kept.slot, ballot.leaf, ballot, kept.right)


def _sealed(box: BallotBox) -> list[Ballot]:
    if box.sealed_date is None:
        raise NotSealed
    return list(Ballot.objects.filter(box=box).order_by("slot"))
