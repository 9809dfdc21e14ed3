"""Making a box: its paper and its keys are fixed when voting opens; its end may move to later, or it is called off."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balss.box.models import BallotBox, PaperSheet
from balss.box.services.keys import box_key, new_name
from balss.core.vote.paper import Paper
from balss.core.vote.right import read_issuer


class BoxHasOpened(Exception):
    """Voting has opened: what is voted on cannot be changed any more."""


class BoxIsOver(Exception):
    """Voting is over or called off: its end cannot move any more."""


@transaction.atomic(using="box")
def make_box(*, paper: Paper, issuer: str, opens_at: datetime, closes_at: datetime, now: datetime) -> BallotBox:
    """The box of an election, or its new paper while voting has not opened. Asking again for the same box gives it also
    later: who asked may have died before writing down that it was made.
    Raises BoxHasOpened, NoBoxKey, NotAnIssuer."""
    election = UUID(paper.election)
    read_issuer(issuer)
    columns = {
        "paper": paper.text(), "issuer": issuer, "box_key": box_key(new_name(election)).verifier().vkey,
        "opens_at": opens_at, "closes_at": closes_at,
    }  # fmt: skip
    known = BallotBox.objects.select_for_update().filter(pk=election).first()
    if known is not None and known.opens_at <= now:
        if any(getattr(known, name) != value for name, value in columns.items()):
            raise BoxHasOpened
        return known
    return BallotBox.objects.update_or_create(election=election, defaults=columns)[0]


@transaction.atomic(using="box")
def prolong_box(*, election: UUID, closes_at: datetime, now: datetime) -> None:
    """Take ballots until later. Raises BoxIsOver where it takes none any more, or the end would come earlier."""
    box = BallotBox.objects.select_for_update().get(pk=election)
    if closes_at == box.closes_at:
        return
    if now >= box.closes_at or not box.takes_ballots or closes_at < box.closes_at:
        raise BoxIsOver
    box.closes_at = closes_at
    box.save(update_fields=["closes_at"])


@transaction.atomic(using="box")
def call_box_off(*, election: UUID, now: datetime) -> None:
    """Take nothing more, for good; what was read on papers that are not cast is forgotten. Again: does nothing.
    Raises BoxIsOver for a sealed box."""
    box = BallotBox.objects.select_for_update().get(pk=election)
    if box.sealed_date is not None:
        raise BoxIsOver
    if box.called_off_date is None:
        box.called_off_date = timezone.localdate(now)
        box.save(update_fields=["called_off_date"])
        PaperSheet.objects.filter(box=box).delete()
