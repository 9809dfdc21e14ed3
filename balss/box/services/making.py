"""Making a box: its paper and its keys are fixed when voting opens."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from balss.box.models import BallotBox
from balss.box.services.keys import box_key
from balss.core.vote.paper import Paper
from balss.core.vote.right import read_issuer


class BoxHasOpened(Exception):
    """Voting has opened: what is voted on cannot be changed any more."""


@transaction.atomic(using="box")
def make_box(*, paper: Paper, issuer: str, opens_at: datetime, closes_at: datetime, now: datetime) -> BallotBox:
    """The box of an election, or its new paper while voting has not opened.
    Raises BoxHasOpened, NoBoxKey, NotAnIssuer."""
    election = UUID(paper.election)
    read_issuer(issuer)
    known = BallotBox.objects.select_for_update().filter(pk=election).first()
    if known is not None and known.opens_at <= now:
        raise BoxHasOpened
    columns = {
        "paper": paper.text(), "issuer": issuer, "box_key": box_key(election).verifier().vkey,
        "opens_at": opens_at, "closes_at": closes_at,
    }  # fmt: skip
    return BallotBox.objects.update_or_create(election=election, defaults=columns)[0]
