"""At a desk: a clerk finds a person by the code in a document, the roll is marked first, and the person votes alone.

The mark gives either a *desk code* with which the person fetches the right on the desk's screen, or a paper of a
batch. The clerk learns that somebody may vote or has voted, by channel and day, and nothing else. Pašvaldību likums,
Art. 60(4): from the age of 16 and declared in the municipality. With a list the roll tells it; without one the clerk
attests it.
"""

import hmac
import secrets
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.box.models import Channel
from balss.core.blind.rsabssa import blind_sign
from balss.core.personal_code import PersonalCode
from balss.core.vote.receipt import BallotReceipt
from balss.people.models import CodeHash
from balss.people.services.persons import digest_of
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.voting.models import Batch, Election, RollEntry
from balss.voting.queries.standing import Hindrance, Standing, key_for, keys_of, standing_by
from balss.voting.services.keys import issuer_key
from balss.voting.services.rights import MayNotVote, VotingNotOpen, mark
from balss.voting.services.rolls.reading import of_age
from balss.voting.services.voting import Vote, vote_with

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
CODE_LETTERS = 8
WAITING = "desk:"  # begins what the roll keeps of a code until it is used
MOST_PAPERS = 200  # in one urn: they are cast in one transaction


class NotAttested(Refused):
    @property
    def message(self) -> str:
        return _("Check in the document and in the register that this person may vote here, and tick that you did.")


class NotFilling(Refused):
    @property
    def message(self) -> str:
        return _("No more papers are given out for this urn. Choose another one.")


class UrnFull(Refused):
    @property
    def message(self) -> str:
        return _("This urn has %(count)d papers, as many as fit. Begin another one.") % {"count": MOST_PAPERS}


class DeskCodeUnknown(Refused):
    @property
    def message(self) -> str:
        return _("This code is not valid here, or was used, or is not of today. Nothing was cast. Ask the clerk.")


class CannotBeTakenBack(Refused):
    @property
    def message(self) -> str:
        return _("This mark cannot be taken back any more: the right was used, or the urn is being counted.")


class CodeWasUsed(Refused):
    @property
    def message(self) -> str:
        return _("The code of this person was used. Each person has one vote.")


def look_up(*, election: Election, code: PersonalCode, by: Actor, now: datetime) -> Standing:
    """Whether the person with this code may vote or has, and why not. Kept and logged nowhere. Raises NotAllowed."""
    require(by, "voting.serve_desk", election, now)
    return standing_by(_keys(election, code), election, now, hindrance=lambda: _hindrance(election, code, now))


def mark_for_screen(*, election: Election, code: PersonalCode, attested: bool, by: Actor, now: datetime) -> str:
    """Mark the roll; the desk code, valid once and on this day. Raises as `_check`, and RightGiven."""
    _check(election, code, attested, by, now)
    word = _new_word()
    mark(
        election=election, keys=_keys(election, code), request=_request(election, word), channel=Channel.DESK, now=now
    )  # fmt: skip
    return word


def renew_code(*, election: Election, code: PersonalCode, by: Actor, now: datetime) -> str:
    """Another code for who lost today's before using it; the lost one is valid no more.
    Raises NotAllowed, VotingNotOpen, CodeWasUsed."""
    require(by, "voting.serve_desk", election, now)
    if not election.is_open(now):
        raise VotingNotOpen(over=election.is_over(now))
    word = _new_word()
    waiting = RollEntry.objects.filter(
        key__in=_keys(election, code), channel=Channel.DESK, used_date=timezone.localdate(now),
        request__startswith=WAITING,
    )  # fmt: skip
    if not waiting.update(request=_request(election, word)):
        raise CodeWasUsed
    return word


@transaction.atomic
def mark_for_paper(*, batch: Batch, code: PersonalCode, attested: bool, by: Actor, now: datetime) -> str:
    """Mark the roll and count one paper of the urn; a word with which the clerk can take it back.
    Raises as `_check`, and NotFilling, UrnFull, RightGiven."""
    _check(batch.election, code, attested, by, now)
    batch = Batch.objects.select_for_update().select_related("election").get(pk=batch.pk)
    if batch.state != Batch.State.FILLING:
        raise NotFilling
    if batch.marked >= MOST_PAPERS:
        raise UrnFull
    word, keys = secrets.token_hex(16), _keys(batch.election, code)
    mark(election=batch.election, keys=keys, request=_request(batch.election, word), channel=Channel.PAPER, now=now)
    batch.marked += 1
    batch.save(update_fields=["marked"])
    return word


@transaction.atomic
def take_back(*, election: Election, word: str, batch: Batch | None, by: Actor, now: datetime) -> None:
    """Undo a mark of today: one for the screen whose code was not used, or, with its batch, one for a paper that was
    not given out. Raises NotAllowed, CannotBeTakenBack."""
    require(by, "voting.serve_desk", election, now)
    channel = Channel.PAPER if batch else Channel.DESK
    if batch is not None:
        batch = Batch.objects.select_for_update().get(pk=batch.pk, election=election)
        if batch.state != Batch.State.FILLING or not batch.marked:
            raise CannotBeTakenBack
        batch.marked -= 1
        batch.save(update_fields=["marked"])
    marked = RollEntry.objects.filter(
        election=election, request=_request(election, word), channel=channel, used_date=timezone.localdate(now)
    )
    if election.roll == Election.Roll.LIST:
        undone = marked.update(used_date=None, channel="", request="")
    else:
        undone, _by_model = marked.delete()
    if not undone:
        raise CannotBeTakenBack


def vote_at_desk(*, election: Election, word: str, seed: bytes, vote: Vote, now: datetime) -> BallotReceipt:
    """The right for a desk code, and the ballot, as `services.vote_by_service` does. The code is all that is asked for.

    The same form sent again has its receipt again. Raises DeskCodeUnknown, VotingNotOpen, and what `vote_with` raises.
    """

    def give(blinded: bytes) -> bytes:
        return _give_right(election, word, blinded, now)

    return vote_with(election=election, seed=seed, vote=vote, channel=Channel.DESK, give=give, now=now)


def is_desk_code(election: Election, word: str, now: datetime) -> bool:
    return RollEntry.objects.filter(
        election=election, request=_request(election, word), channel=Channel.DESK, used_date=timezone.localdate(now)
    ).exists()


def _give_right(election: Election, word: str, blinded: bytes, now: datetime) -> bytes:
    if not election.is_open(now):
        raise VotingNotOpen(over=election.is_over(now))
    signature = blind_sign(blinded, key=issuer_key(election.pk))  # goes out only after the code is used up
    asked = sha256(blinded).hexdigest()
    today = RollEntry.objects.filter(election=election, channel=Channel.DESK, used_date=timezone.localdate(now))
    used_up = today.filter(request=_request(election, word)).update(request=asked)
    if not used_up and not today.filter(request=asked).exists():
        raise DeskCodeUnknown
    return signature


def _new_word() -> str:
    return "".join(secrets.choice(LETTERS) for _letter in range(CODE_LETTERS))


def _request(election: Election, word: str) -> str:
    """What the roll keeps of a desk code: it cannot be found out from it, and fits this election alone."""
    said = "".join(word.split()).replace("-", "").upper()
    digest = hmac.new(settings.SECRET_KEY.encode(), f"desk {election.pk} {said}".encode(), "sha256").hexdigest()
    return (WAITING + digest)[: RollEntry._meta.get_field("request").max_length]


def _check(election: Election, code: PersonalCode, attested: bool, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, VotingNotOpen, MayNotVote, NotAttested."""
    require(by, "voting.serve_desk", election, now)
    if not election.is_open(now):
        raise VotingNotOpen(over=election.is_over(now))
    standing = look_up(election=election, code=code, by=by, now=now)
    if standing.hindrance is not None:
        raise MayNotVote(standing.hindrance, election)
    if election.roll == Election.Roll.CLAIMS and not attested:
        raise NotAttested


def _keys(election: Election, code: PersonalCode) -> list[str]:
    """By every code that we know of the person: who exchanged a code has two, and one vote."""
    digest = digest_of(code)
    known = CodeHash.objects.filter(digest=digest).select_related("person").first()
    return keys_of(known.person, election) if known else [key_for(election, digest)]


def _hindrance(election: Election, code: PersonalCode, now: datetime) -> Hindrance | None:
    if code.born and of_age(code.born, election.least_age) > timezone.localdate(now):
        return Hindrance.TOO_YOUNG
    return None
