"""Arranging an election: called by the room whose vote it is, until voting opens."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from balss.box.services import BoxHasOpened, make_box
from balss.core.vote.paper import Paper
from balss.core.vote.right import issuer_text
from balss.ledger.services import record
from balss.places.models import Institution
from balss.shared.permissions import Actor, require
from balss.voting.models import Election, RollUpload
from balss.voting.services.keys import made_issuer_key


class ElectionHasOpened(Exception):
    """Voting has opened: nothing about it can be changed any more."""


def arrange(
    *, paper: Paper, institution: Institution, opens_at: datetime, closes_at: datetime, places: Sequence[str],
    page: str = "", least_age: int = 16, roll_date: date | None = None, by: Actor, now: datetime,
) -> Election:  # fmt: skip
    """Make the election and its box, or change both while voting has not opened. With `roll_date`, or once a list was
    put in force, the roll is a list of the municipality; else sign-in providers vouch. The public ledger keeps the hash
    of the paper and both public keys.

    Raises NotAllowed, ElectionHasOpened, box.services.keys.NoBoxKey.
    """
    require(by, "voting.arrange", institution, now)
    election_id = UUID(paper.election)
    issuer = issuer_text(made_issuer_key(election_id))
    columns = {
        "institution": institution, "title": paper.title, "page": page, "opens_at": opens_at, "closes_at": closes_at,
        "least_age": least_age, "places": list(places), **_roll(election_id, roll_date),
    }  # fmt: skip
    with transaction.atomic():
        try:
            box = make_box(paper=paper, issuer=issuer, opens_at=opens_at, closes_at=closes_at, now=now)
        except BoxHasOpened:
            raise ElectionHasOpened from None
        election, _made = Election.objects.update_or_create(id=election_id, defaults=columns)
        content = {
            "title": paper.title, "paper_sha256": sha256(paper.text().encode()).hexdigest(), "issuer": issuer,
            "box": box.box_key, "opens_at": opens_at.isoformat(), "closes_at": closes_at.isoformat(),
        }  # fmt: skip
        record(action="voting.election_arranged", subject=election, by=by, now=now, content=content)
    return election


def _roll(election_id: UUID, roll_date: date | None) -> dict[str, Any]:
    in_force = RollUpload.objects.filter(election=election_id, state=RollUpload.State.APPLIED).first()
    day = in_force.snapshot_date if in_force else roll_date
    return {"roll": Election.Roll.LIST if day else Election.Roll.CLAIMS, "roll_date": day}
