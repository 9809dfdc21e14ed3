"""Arranging an election, called by the room whose vote it is: until voting opens; then only its end can move to later,
or it is called off."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.box.services import BoxHasOpened, BoxIsOver, call_box_off, make_box, prolong_box
from balss.core.vote.paper import Paper
from balss.core.vote.right import issuer_text
from balss.ledger.services import record
from balss.places.models import Institution
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.voting.models import Election, RollUpload
from balss.voting.services.keys import delete_issuer_key, made_issuer_key


class ElectionHasOpened(Exception):
    """Voting has opened: nothing about it can be changed any more."""


class ElectionIsOver(Refused):
    """Voting is over or called off: its end cannot move any more, and a sealed box cannot be called off."""

    @property
    def message(self) -> str:
        return _("Voting is over and its ballot box is sealed. It can be neither prolonged nor called off any more.")


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
        if Election.objects.select_for_update(no_key=True).filter(pk=election_id, opens_at__lte=now).exists():
            raise ElectionHasOpened
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


def prolong_election(*, election: Election, closes_at: datetime, by: Actor, now: datetime) -> Election:
    """Let people vote until later. Raises NotAllowed, ElectionIsOver, also where the end would come earlier."""
    require(by, "voting.arrange", election.institution, now)
    with transaction.atomic():
        election = Election.objects.select_for_update(no_key=True, of=("self",)).get(pk=election.pk)
        if closes_at == election.closes_at:
            return election
        try:
            prolong_box(election=election.pk, closes_at=closes_at, now=now)
        except BoxIsOver:
            raise ElectionIsOver from None
        election.closes_at = closes_at
        election.save(update_fields=["closes_at"])
        content = {"title": election.title, "closes_at": closes_at.isoformat()}
        record(action="voting.election_prolonged", subject=election, by=by, now=now, content=content)
    return election


def call_election_off(*, election: Election, by: Actor, now: datetime) -> Election:
    """Take no more votes and never count those that were cast; the key that gives rights is deleted. Again: does
    nothing. Raises NotAllowed, ElectionIsOver for a sealed one."""
    require(by, "voting.arrange", election.institution, now)
    with transaction.atomic():
        election = Election.objects.select_for_update(no_key=True, of=("self",)).get(pk=election.pk)
        if election.called_off_date is not None:
            return election
        try:
            call_box_off(election=election.pk, now=now)
        except BoxIsOver:
            raise ElectionIsOver from None
        election.called_off_date = timezone.localdate(now)
        election.save(update_fields=["called_off_date"])
        record(action="voting.election_called_off", subject=election, by=by, now=now, content={"title": election.title})
    delete_issuer_key(election.pk)
    return election
