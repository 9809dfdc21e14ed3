"""What was read on paper ballots, and the batches that lie in the box."""

from uuid import UUID

from balss.box.models import BallotBox, BatchCount, PaperSheet
from balss.box.queries.boxes import NotSealed
from balss.core.vote.sheet import Sheet, read_sheet


def sheets_of(batch: UUID, reader: int) -> dict[int, Sheet]:
    """By number, what this reader read; only for the reader, until both have read all."""
    rows = PaperSheet.objects.filter(batch=batch, reader=reader).values_list("number", "content")
    return {number: read_sheet(content) for number, content in rows}


def batches_of(box: BallotBox) -> dict[UUID, BatchCount]:
    """Raises NotSealed."""
    if box.sealed_date is None:
        raise NotSealed
    return {count.batch: count for count in BatchCount.objects.filter(box=box)}
