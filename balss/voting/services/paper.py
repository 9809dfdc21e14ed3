"""Paper ballots of an urn: emptied, read by one official, read again by another who does not see the first reading,
settled where they differ, and cast when both agree on as many papers as marks were made in the roll."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.box.models import BatchCount
from balss.box.models.batches import FIRST, SECOND
from balss.box.services import cast_batch, forget_reading, keep_sheet
from balss.core.blind.rsabssa import blind_sign, finish
from balss.core.vote.ballot import SEED_BYTES, key_of, public_half, sign_ballot
from balss.core.vote.ballot import Ballot as SignedBallot
from balss.core.vote.right import blind_for
from balss.core.vote.sheet import Sheet
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.voting.models import Batch, Election
from balss.voting.queries.paper import reader_of
from balss.voting.services.keys import issuer_key
from balss.voting.services.rights import VotingNotOpen

State = Batch.State


class UrnNotEmptied(Refused):
    @property
    def message(self) -> str:
        return _("Papers are still given out for this urn. End that first, then number the papers.")


class TwoHaveRead(Refused):
    @property
    def message(self) -> str:
        return _("Two officials enter this urn already, and you are neither of them.")


class NoSuchPaper(Refused):
    def __init__(self, marked: int) -> None:
        self.marked = marked
        super().__init__(marked)

    @property
    def message(self) -> str:
        return _("As many papers are entered as were given out: numbers go from 1 to %(marked)d.") % {
            "marked": self.marked}  # fmt: skip


class OnlyReaders(Refused):
    @property
    def message(self) -> str:
        return _("One of the two officials who entered the papers ends the entering.")


def open_batch(*, election: Election, place: str, by: Actor, now: datetime) -> Batch:
    """Begin an urn while voting is open. Raises NotAllowed, VotingNotOpen."""
    require(by, "voting.enter_paper", election, now)
    if not election.is_open(now):
        raise VotingNotOpen(over=election.is_over(now))
    while True:
        last = Batch.objects.filter(election=election).aggregate(last=Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return Batch.objects.create(
                    election=election, number=last + 1, place=place, opened_by=by.public_id,
                    opened_date=timezone.localdate(now),
                )  # fmt: skip
        except IntegrityError:  # another urn was begun meanwhile
            continue


@transaction.atomic
def empty_urn(*, batch: Batch, by: Actor, now: datetime) -> Batch:
    """No more papers of it are given out; they are numbered and entered. One without papers is removed.
    Raises NotAllowed. Again: does nothing."""
    require(by, "voting.enter_paper", batch.election, now)
    batch = _locked(batch)
    if batch.state != State.FILLING:
        return batch
    if not batch.marked:
        batch.delete()
        return batch
    batch.state = State.READING
    batch.save(update_fields=["state"])
    return batch


@transaction.atomic
def enter_sheet(*, batch: Batch, number: int, sheet: Sheet, by: Actor, now: datetime) -> None:
    """What an official read on a paper; the first to enter is the first reader, the next one the second.

    Raises NotAllowed, UrnNotEmptied, NoSuchPaper, TwoHaveRead, box.services.BatchIsCast, core.vote.paper.NotABallot.
    """
    require(by, "voting.enter_paper", batch.election, now)
    batch = _locked(batch)
    if batch.state == State.FILLING:
        raise UrnNotEmptied
    if not 1 <= number <= batch.marked:
        raise NoSuchPaper(batch.marked)
    reader = reader_of(batch, by) or _become_reader(batch, by)
    keep_sheet(election=batch.election_id, batch=batch.pk, reader=reader, number=number, sheet=sheet)


def _become_reader(batch: Batch, by: Actor) -> int:
    if not batch.first_by:
        batch.first_by = by.public_id
    elif not batch.second_by:
        batch.second_by = by.public_id
    else:
        raise TwoHaveRead
    batch.save(update_fields=["first_by", "second_by"])
    return FIRST if batch.first_by == by.public_id else SECOND


@transaction.atomic
def give_up_reading(*, batch: Batch, by: Actor, now: datetime) -> None:
    """A reader who cannot go on makes place for another; what they entered is gone.
    Raises NotAllowed, OnlyReaders, box.services.BatchIsCast."""
    require(by, "voting.enter_paper", batch.election, now)
    batch = _locked(batch)
    reader = reader_of(batch, by)
    if reader is None:
        raise OnlyReaders
    forget_reading(election=batch.election_id, batch=batch.pk, reader=reader)
    if reader == FIRST:
        batch.first_by = ""
    else:
        batch.second_by = ""
    batch.save(update_fields=["first_by", "second_by"])


def close_batch(*, batch: Batch, by: Actor, now: datetime) -> BatchCount:
    """Cast the batch. A process that died between box and batch costs nothing: the next try finds it cast.
    Raises NotAllowed, UrnNotEmptied, OnlyReaders, box.services.ReadingsDiffer, BoxClosed; NoIssuerKey."""
    require(by, "voting.enter_paper", batch.election, now)
    batch = Batch.objects.get(pk=batch.pk)
    if batch.state == State.FILLING:
        raise UrnNotEmptied
    if reader_of(batch, by) is None:
        raise OnlyReaders
    key = issuer_key(batch.election_id)

    def sign(sheet: Sheet) -> tuple[SignedBallot, str]:
        """With a key that nobody keeps: a paper ballot has no receipt and cannot be changed."""
        seed = secrets.token_bytes(SEED_BYTES)
        blinded = blind_for(seed, issuer=key.public_key())
        signature = blind_sign(blinded.message, key=key)
        right = finish(public_half(key_of(seed)), signature, inverse=blinded.inverse, key=key.public_key())
        ballot = sign_ballot(
            seed=seed, election=str(batch.election_id), version=1, choices=sheet.choices, points=sheet.points
        )
        return ballot, right.hex()

    count = cast_batch(election=batch.election_id, batch=batch.pk, papers=batch.marked, sign=sign, now=now)
    still_reading = Batch.objects.filter(pk=batch.pk, state=State.READING)
    still_reading.update(state=State.CAST, cast_date=timezone.localdate(now))
    return count


def _locked(batch: Batch) -> Batch:
    return Batch.objects.select_for_update().select_related("election__institution").get(pk=batch.pk)
