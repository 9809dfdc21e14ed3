"""Giving the right to vote: the roll is marked and the voter's blinded key signed, in one step and once.

The same request has the same right again, so a lost answer or a second press of the button costs nobody the vote.
Another request of the same person is refused, and so is the same one another way: the box counts ballots by the way
that they came, and could not be sealed if a right given one way were used another. Neither ledger nor log hears of it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balss.box.models import Channel
from balss.core.blind.rsabssa import blind_sign
from balss.people.models import Person
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.voting.models import Election, RollEntry
from balss.voting.queries.standing import Hindrance, keys_of, standing_of
from balss.voting.services.keys import issuer_key


class VotingNotOpen(Refused):
    def __init__(self, *, over: bool) -> None:
        self.over = over
        super().__init__(over)

    @property
    def message(self) -> str:
        if self.over:
            return _("Voting is over, and your vote came too late. Nothing was cast.")
        return _("Voting has not begun yet. Nothing was cast.")


class MayNotVote(Refused):
    def __init__(self, hindrance: Hindrance, election: Election) -> None:
        self.hindrance, self.election = hindrance, election
        super().__init__(hindrance)

    @property
    def message(self) -> str:
        return words_of(self.hindrance, self.election)


class RightGiven(Refused):
    """The person's right was given before, for another ballot."""

    def __init__(self, used_date: date, channel: str) -> None:
        self.used_date, self.channel = used_date, channel
        super().__init__(used_date, channel)

    @property
    def message(self) -> str:
        day = date_format(self.used_date, "SHORT_DATE_FORMAT")
        if self.channel == Channel.PAPER:
            words = _("You voted on paper on %(day)s. Each person has one vote, so nothing more was cast.")
            return words % {"day": day}
        if self.channel == Channel.DESK:
            words = _("You voted at a desk on %(day)s. Each person has one vote, so nothing more was cast.")
            return words % {"day": day}
        return _(
            "Your right to vote was used on %(day)s, in another window or on another device. Each person has one vote, "
            "so nothing more was cast. To change your vote, use the change code that you got then."
        ) % {"day": day}


def words_of(hindrance: Hindrance, election: Election) -> str:
    """Why somebody may not vote here, and what they can do."""
    match hindrance:
        case Hindrance.NO_CODE:
            return _(
                "We do not know your personal code, and so cannot tell that you vote once. Sign in through Latvija.lv, "
                "or vote in person with a document."
            )
        case Hindrance.NOT_LISTED:
            day = date_format(election.roll_date, "SHORT_DATE_FORMAT") if election.roll_date else ""
            return _(
                "You are not in the list of voters as of %(day)s. If you were declared here on that day, go to the "
                "municipality with a document."
            ) % {"day": day}
        case Hindrance.TOO_YOUNG:
            return _("One may vote from the age of %(age)s.") % {"age": election.least_age}
        case Hindrance.AGE_UNKNOWN:
            return _("Your sign-in does not tell your age. Sign in through Latvija.lv, or vote in person.")
        case Hindrance.PLACE_UNKNOWN:
            return _("Your sign-in does not tell where you are declared. Vote in person with a document.")
        case Hindrance.ELSEWHERE:
            return _("Those declared in this municipality vote here, and you are declared elsewhere.")


def give_right(*, election: Election, blinded: bytes, channel: Channel, by: Actor, now: datetime) -> bytes:
    """The blind signature on the voter's key, and the mark in the roll.

    Raises NotAllowed, VotingNotOpen, MayNotVote, RightGiven, NoIssuerKey, core.blind.rsabssa.CannotBeSigned.
    """
    require(by, "voting.vote", election, now)
    if not election.is_open(now):
        raise VotingNotOpen(over=election.is_over(now))
    person = Person.objects.get(pk=by.person_id or 0)
    keys = keys_of(person, election)
    standing = standing_of(person, election, now, keys=keys)
    if standing.hindrance is not None:
        raise MayNotVote(standing.hindrance, election)
    signature = blind_sign(blinded, key=issuer_key(election.pk))  # goes out only after the mark is committed
    mark(election=election, keys=keys, request=sha256(blinded).hexdigest(), channel=channel, now=now)
    return signature


@transaction.atomic
def mark(*, election: Election, keys: Sequence[str], request: str, channel: Channel, now: datetime) -> None:
    """Mark one person in the roll, known by any of the keys. Two at once: the second one waits and is refused.
    Raises RightGiven; MayNotVote where a list does not have the person, or has somebody too young."""
    entries = list(RollEntry.objects.select_for_update().filter(election=election, key__in=keys).order_by("key"))
    used = next((entry for entry in entries if entry.used_date), None)
    if used is not None:
        _check_same(used, request, channel, now)
        return
    written = {"used_date": timezone.localdate(now), "channel": channel.value, "request": request}
    if entries:
        if not any(entry.is_of_age(timezone.localdate(now)) for entry in entries):
            raise MayNotVote(Hindrance.TOO_YOUNG, election)
        RollEntry.objects.filter(pk=entries[0].pk).update(**written)
        return
    if election.roll == Election.Roll.LIST:
        raise MayNotVote(Hindrance.NOT_LISTED, election)
    try:
        with transaction.atomic():
            RollEntry.objects.create(key=keys[0], election=election, **written)
    except IntegrityError:  # somebody else made the entry meanwhile
        _check_same(RollEntry.objects.get(pk=keys[0]), request, channel, now)


def _check_same(used: RollEntry, request: str, channel: Channel, now: datetime) -> None:
    """Raises RightGiven."""
    if (used.request, used.channel) != (request, channel):
        raise RightGiven(used.used_date or timezone.localdate(now), used.channel) from None
