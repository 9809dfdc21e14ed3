"""The sealed box as it is counted, and as everybody gets it (`core.vote.published`)."""

import json
from collections.abc import Iterator

from balss.box.models import BallotBox
from balss.box.queries.boxes import NotSealed
from balss.box.queries.rows import rows_of
from balss.core.vote.ballot import Ballot as SignedBallot
from balss.core.vote.ballot import leaf_of, read_ballot
from balss.core.vote.published import Shown, box_text


def ballots_in(box: BallotBox) -> Iterator[SignedBallot]:
    """What was cast, in the order of slots, which were drawn by lot. Raises NotSealed."""
    _check_sealed(box)
    return (read_ballot(statement, signature) for _slot, statement, signature in rows_of(box, "statement", "signature"))


def published_box(box: BallotBox) -> Iterator[str]:
    """Its text, a ballot at a time, in the order of slots; ballots themselves only of areas of which the room of the
    vote let them be shown. Raises NotSealed."""
    _check_sealed(box)
    return box_text(box.head, _lying(box))


def _lying(box: BallotBox) -> Iterator[tuple[int, bytes, Shown | None]]:
    areas = {project.id: project.area for project in box.read_paper.projects}
    shown = set(box.shown_areas or ())
    for slot, statement, signature, right in rows_of(box, "statement", "signature", "right"):
        is_shown = bool(shown) and areas[json.loads(statement)["choices"][0]] in shown
        yield slot, leaf_of(statement, signature), Shown(statement, signature, right) if is_shown else None


def _check_sealed(box: BallotBox) -> None:
    if box.sealed_date is None:
        raise NotSealed
