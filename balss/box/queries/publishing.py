"""The sealed box as everybody gets it (`core.vote.published`)."""

from balss.box.models import Ballot, BallotBox
from balss.box.queries.boxes import NotSealed
from balss.core.vote.published import Lying, PublishedBox

# Below so many ballots, what somebody chose could be guessed from who voted.
FEWEST_SHOWN = 20
MOST_UNIQUE = 0.75  # share of ballots that nobody else cast alike; beyond it a ballot is nearly a signature


def unique_share(box: BallotBox) -> float:
    """Which share of the ballots is the only one of its kind. Raises NotSealed."""
    kinds: dict[tuple[object, ...], int] = {}
    for kept in _sealed(box):
        ballot = kept.read()
        kinds[ballot.choices, ballot.points] = kinds.get((ballot.choices, ballot.points), 0) + 1
    total = sum(kinds.values())
    return sum(times == 1 for times in kinds.values()) / total if total else 0.0


def shows_ballots(box: BallotBox) -> bool:
    """Whether single ballots may be published without betraying their voters. Raises NotSealed."""
    return len(_sealed(box)) >= FEWEST_SHOWN and unique_share(box) <= MOST_UNIQUE


def published_box(box: BallotBox) -> PublishedBox:
    """In the order of slots; ballots themselves only where they may be shown. Raises NotSealed."""
    shown = shows_ballots(box)
    lying = [
        Lying(kept.slot, kept.read().leaf, kept.read() if shown else None, kept.right if shown else "")
        for kept in _sealed(box)
    ]
    return PublishedBox(box.head, tuple(lying))


def _sealed(box: BallotBox) -> list[Ballot]:
    if box.sealed_date is None:
        raise NotSealed
    return list(Ballot.objects.filter(box=box).order_by("slot"))
