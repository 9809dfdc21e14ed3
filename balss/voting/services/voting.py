"""Voting without JavaScript: the service does for the voter what the browser else does, and forgets it.

The page carried a seed, made when it was shown and kept nowhere. From it come key, blinding and salt, so the same form
sent again asks for the same right and is the same ballot: a process that dies between roll and box costs no vote.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from balss.box.models import Ballot, Channel
from balss.box.queries import box_of
from balss.box.services import AlreadyCast, NoSuchBox, cast
from balss.core.blind.rsabssa import finish
from balss.core.vote.ballot import key_of, public_half, sign_ballot
from balss.core.vote.receipt import BallotReceipt
from balss.core.vote.right import blind_for, read_issuer
from balss.shared.permissions import Actor
from balss.shared.refusals import Refused
from balss.voting.models import Election
from balss.voting.services.rights import give_right


class CodeUnknown(Refused):
    @property
    def message(self) -> str:
        return _("No vote in this election has this change code. Check that it is written whole.")


@dataclass(frozen=True)
class Vote:
    """What a voter chose; `points` where points are given."""

    choices: Sequence[str]
    points: Sequence[int] = ()


def vote_by_service(*, election: Election, seed: bytes, vote: Vote, by: Actor, now: datetime) -> BallotReceipt:
    """Give the right, cast the ballot, return the receipt.

    Raises what `give_right` and `box.services.cast` raise; core.vote.paper.NotABallot before the roll is marked.
    """

    def give(blinded: bytes) -> bytes:
        return give_right(election=election, blinded=blinded, channel=Channel.SERVICE, by=by, now=now)

    return vote_with(election=election, seed=seed, vote=vote, channel=Channel.SERVICE, give=give, now=now)


def vote_with(
    *, election: Election, seed: bytes, vote: Vote, channel: Channel, give: Callable[[bytes], bytes], now: datetime
) -> BallotReceipt:
    """Vote with the right that `give` signs for a blinded key.

    Raises what `give` and `box.services.cast` raise; core.vote.paper.NotABallot before a right is asked for.
    """
    box = box_of(election.pk)
    if box is None:
        raise NoSuchBox(str(election.pk))
    box.read_paper.check(vote.choices, vote.points)
    issuer = read_issuer(box.issuer)
    blinded = blind_for(seed, issuer=issuer)
    right = finish(public_half(key_of(seed)), give(blinded.message), inverse=blinded.inverse, key=issuer)
    ballot = sign_ballot(seed=seed, election=str(election.pk), version=1, choices=vote.choices, points=vote.points)
    return cast(ballot=ballot, right=right.hex(), channel=channel, now=now)


def change_by_service(*, election: Election, seed: bytes, vote: Vote, now: datetime) -> BallotReceipt:
    """Put a later version in the place of the ballot that belongs to the change code. Nobody is asked who they are.
    Raises CodeUnknown and what `box.services.cast` raises."""
    key = public_half(key_of(seed)).hex()
    kept = Ballot.objects.filter(pk=key, box=election.pk).first()
    if kept is None:
        raise CodeUnknown
    version = kept.version
    while True:
        ballot = sign_ballot(
            seed=seed, election=str(election.pk), version=version + 1, choices=vote.choices, points=vote.points
        )
        try:
            return cast(ballot=ballot, right=kept.right, channel=Channel.SERVICE, now=now)
        except AlreadyCast as newer:  # changed in another window meanwhile
            version = newer.version
