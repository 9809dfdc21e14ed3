"""Adding somebody whom the list left out, also while voting is open: one official proposes it, another one decides."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.core.personal_code import PersonalCode
from balss.ledger.services import record
from balss.people.queries import is_same_person
from balss.people.services.persons import digest_of
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.voting.models import Election, LateAddition, RollEntry
from balss.voting.queries.standing import Hindrance, key_for
from balss.voting.services.rights import MayNotVote, VotingNotOpen
from balss.voting.services.rolls.reading import born_of, of_age


class NoListInForce(Refused):
    @property
    def message(self) -> str:
        return _("This election has no list of voters: sign-in providers and the desk tell who may vote.")


class AlreadyListed(Refused):
    @property
    def message(self) -> str:
        return _("This person is in the list already, or waits to be added.")


class NeedsSecondPerson(Refused):
    @property
    def message(self) -> str:
        return _("You proposed this yourself. Somebody else of the municipality has to confirm it.")


class DecidedAlready(Refused):
    @property
    def message(self) -> str:
        return _("Somebody has decided this already.")


def propose_addition(
    *, election: Election, code: PersonalCode, born: date | None, reason: LateAddition.Reason, by: Actor, now: datetime
) -> LateAddition:
    """Raises NotAllowed, NoListInForce, VotingNotOpen, AlreadyListed, MayNotVote for who is too young; BornUnclear."""
    require(by, "voting.keep_roll", election, now)
    _check(election, now)
    key, votes_from = key_for(election, digest_of(code)), of_age(born_of(code, born), election.least_age)
    if votes_from > timezone.localdate(election.closes_at):
        raise MayNotVote(Hindrance.TOO_YOUNG, election)
    if RollEntry.objects.filter(pk=key).exists():
        raise AlreadyListed
    try:
        with transaction.atomic():
            return LateAddition.objects.create(
                election=election, key=key, reason=reason, proposed_by=by.public_id,
                proposed_date=timezone.localdate(now),
                votes_from=votes_from if votes_from > timezone.localdate(now) else None,
            )  # fmt: skip
    except IntegrityError:
        raise AlreadyListed from None


@transaction.atomic
def decide_addition(*, addition: LateAddition, accept: bool, by: Actor, now: datetime) -> LateAddition:
    """Put the person into the roll or not; the record keeps the reason and forgets whom.

    Who proposed it decides nothing about it. Raises NotAllowed, NeedsSecondPerson, DecidedAlready,
    NoListInForce, VotingNotOpen.
    """
    require(by, "voting.keep_roll", addition.election, now)
    addition = LateAddition.objects.select_for_update().select_related("election").get(pk=addition.pk)
    if addition.state != LateAddition.State.WAITING:
        raise DecidedAlready
    if is_same_person(by, addition.proposed_by):
        raise NeedsSecondPerson
    if accept:
        _check(addition.election, now)
        RollEntry.objects.get_or_create(
            key=addition.key, defaults={"election": addition.election, "votes_from": addition.votes_from}
        )
        content = {"title": addition.election.title, "reason": addition.reason}
        record(action="voting.voter_added", subject=addition.election, by=by, now=now, content=content)
    addition.state = LateAddition.State.ADDED if accept else LateAddition.State.REFUSED
    addition.key, addition.votes_from = "", None
    addition.decided_by, addition.decided_date = by.public_id, timezone.localdate(now)
    addition.save(update_fields=["state", "key", "votes_from", "decided_by", "decided_date"])
    return addition


def _check(election: Election, now: datetime) -> None:
    if election.roll != Election.Roll.LIST:
        raise NoListInForce
    if election.is_over(now):
        raise VotingNotOpen(over=True)
