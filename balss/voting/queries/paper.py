"""How far the entering of paper ballots is, for who may know it; and the batches once the box is sealed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from balss.box.models import BatchCount
from balss.box.models.batches import FIRST, SECOND
from balss.box.queries import batches_of, box_of, sheets_of
from balss.core.vote.sheet import Sheet
from balss.people.queries import is_same_person
from balss.shared.permissions import Actor
from balss.voting.models import Batch, Election


def reader_of(batch: Batch, actor: Actor) -> int | None:
    """Which of the two readers somebody is, also from another account of theirs."""
    if batch.first_by and is_same_person(actor, batch.first_by):
        return FIRST
    return SECOND if batch.second_by and is_same_person(actor, batch.second_by) else None


@dataclass(frozen=True)
class Entering:
    """How far one official sees the entering of a batch. `own` is what they read; `missing` which numbers they have not
    entered. Once both have read all (`is_compared`), `differing` has own and other reading where these differ; before
    that nobody is told anything of the other's."""

    reader: int | None
    own: dict[int, Sheet]
    missing: list[int]
    is_compared: bool
    differing: dict[int, tuple[Sheet, Sheet]]

    @property
    def agrees(self) -> bool:
        return self.is_compared and not self.differing


def entering_of(batch: Batch, actor: Actor) -> Entering:
    reader, all_numbers = reader_of(batch, actor), range(1, batch.marked + 1)
    if reader is None:
        return Entering(None, {}, list(all_numbers), False, {})
    own, others = sheets_of(batch.pk, reader), sheets_of(batch.pk, SECOND if reader == FIRST else FIRST)
    missing = [number for number in all_numbers if number not in own]
    is_compared = not missing and len(others) == batch.marked
    differing = {number: (own[number], others[number]) for number in all_numbers if own[number] != others[number]} \
        if is_compared else {}  # fmt: skip
    return Entering(reader, own, missing, is_compared, differing)


@dataclass(frozen=True)
class BatchTotal:
    """A batch as everybody may know it after the sealing."""

    number: int
    place: str
    marked: int
    votes: int
    invalid: int
    missing: int
    areas: dict[str, Any]


def batch_totals(election: Election) -> list[BatchTotal]:
    """By number. Votes of single projects only as `services.paper.FEWEST_COUNTED` allows.
    Raises box.queries.NotSealed."""
    box = box_of(election.pk)
    counts: dict[UUID, BatchCount] = batches_of(box) if box else {}
    return [
        BatchTotal(
            batch.number, batch.place, batch.marked, counts[batch.pk].votes, counts[batch.pk].invalid,
            counts[batch.pk].missing, counts[batch.pk].areas,
        )
        for batch in Batch.objects.filter(election=election, state=Batch.State.CAST)
    ]  # fmt: skip


def urns_not_cast(election_id: UUID) -> list[int]:
    """The numbers of urns that the closing waits for."""
    waiting = Batch.objects.filter(election=election_id).exclude(state=Batch.State.CAST)
    return list(waiting.order_by("number").values_list("number", flat=True))
