"""Paper ballots: read twice, and cast together once both readings agree.

Who reads is known to the room above; here are a first and a second reader. Casting a batch is one transaction: all of
its votes lie in the box, in an order drawn by lot, and what was read is gone, or nothing has happened.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balss.box.models import BallotBox, BatchCount, Channel, PaperSheet
from balss.box.models.batches import FIRST, SECOND
from balss.box.queries.paper import sheets_of
from balss.box.services.casting import BoxClosed, cast
from balss.core.count.secrecy import FEWEST_SHOWN
from balss.core.vote.ballot import Ballot as SignedBallot
from balss.core.vote.paper import Paper
from balss.core.vote.sheet import Kind, Sheet, votes_of
from balss.shared.refusals import Refused

FEWEST_COUNTED = FEWEST_SHOWN
Signer = Callable[[Sheet], tuple[SignedBallot, str]]  # a vote, signed with a new key, and the right of that key


class BatchIsCast(Refused):
    @property
    def message(self) -> str:
        return _("The ballots of this batch lie in the box already. Nothing about them can be changed.")


class ReadingsDiffer(Refused):
    """The readers do not agree, or have not read the same number of papers as were given out."""

    @property
    def message(self) -> str:
        return _("The two readings do not agree yet. Nothing was cast.")


@transaction.atomic(using="box")
def keep_sheet(*, election: UUID, batch: UUID, reader: int, number: int, sheet: Sheet) -> None:
    """What a reader read on a paper, in the place of what they read there before.
    Raises BatchIsCast, BoxClosed once it is sealed; core.vote.paper.NotABallot."""
    box = _open_box(election, batch)
    if sheet.kind is Kind.VOTE:
        box.read_paper.check(sheet.choices, sheet.points)
    PaperSheet.objects.update_or_create(
        batch=batch, reader=reader, number=number, defaults={"box": box, "content": sheet.text()}
    )


@transaction.atomic(using="box")
def forget_reading(*, election: UUID, batch: UUID, reader: int) -> None:
    """So that somebody else can read in the place of this reader. Raises BatchIsCast, BoxClosed."""
    _open_box(election, batch)
    PaperSheet.objects.filter(batch=batch, reader=reader).delete()


@transaction.atomic(using="box")
def cast_batch(*, election: UUID, batch: UUID, papers: int, sign: Signer, now: datetime) -> BatchCount:
    """Cast the votes of a batch of so many papers; again: does nothing. Raises ReadingsDiffer, BoxClosed, NoBoxKey."""
    box = BallotBox.objects.select_for_update().get(pk=election)
    known = BatchCount.objects.filter(pk=batch).first()
    if known is not None:
        return known
    first, second = sheets_of(batch, FIRST), sheets_of(batch, SECOND)
    if first != second or sorted(first) != list(range(1, papers + 1)):
        raise ReadingsDiffer
    votes = [sheet for sheet in first.values() if sheet.kind is Kind.VOTE]
    SystemRandom().shuffle(votes)
    for vote in votes:
        ballot, right = sign(vote)
        cast(ballot=ballot, right=right, channel=Channel.PAPER, now=now)
    PaperSheet.objects.filter(batch=batch).delete()
    kinds = [sheet.kind for sheet in first.values()]
    return BatchCount.objects.create(
        batch=batch, box=box, votes=len(votes), invalid=kinds.count(Kind.INVALID), missing=kinds.count(Kind.MISSING),
        areas=_by_area(box.read_paper, votes),
    )  # fmt: skip


def _open_box(election: UUID, batch: UUID) -> BallotBox:
    box = BallotBox.objects.select_for_update().get(pk=election)
    if BatchCount.objects.filter(pk=batch).exists():
        raise BatchIsCast
    if not box.takes_ballots:
        raise BoxClosed
    return box


def _by_area(paper: Paper, votes: Sequence[Sheet]) -> dict[str, Any]:
    """Votes of areas where so few papers voted that they might tell of single voters are not even kept."""
    area_of = {project.id: project.area for project in paper.projects}
    areas = {}
    for area in paper.areas:
        here = [vote for vote in votes if area_of[vote.choices[0]] == area.id]
        if len(here) >= FEWEST_COUNTED:
            areas[area.id] = {"ballots": len(here), "votes": votes_of(here)}
    return areas


def withhold_rests(box: BallotBox, by_area: Mapping[str, int]) -> None:
    """When a box is sealed: where the votes of batches could be taken from an area's whole result (`by_area`), and
    fewer than FEWEST_COUNTED ballots would be left, the batches do not tell that area's votes."""
    rest = Counter(by_area)
    batches = list(BatchCount.objects.filter(box=box))
    for batch in batches:
        rest.subtract({area: told["ballots"] for area, told in batch.areas.items()})
    thin = {area for area, left in rest.items() if 0 < left < FEWEST_COUNTED}
    for batch in batches:
        if thin & set(batch.areas):
            batch.areas = {area: told for area, told in batch.areas.items() if area not in thin}
            batch.save(update_fields=["areas"])
