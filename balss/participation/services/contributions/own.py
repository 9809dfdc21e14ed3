"""What an author does to the own contribution: changes it until it closes, or takes it back until it is answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balss.ledger.services import record
from balss.participation.models import Contribution, ContributionVersion, Response
from balss.participation.services.contributions.authors import stranger
from balss.participation.services.contributions.content import (
    IntakeClosed,
    Said,
    Speaker,
    check,
    fill,
    fill_burden,
    seal,
)
from balss.participation.services.contributions.saying import next_state
from balss.participation.services.contributions.suspicion import Signs, is_suspicious
from balss.participation.services.following import follow_contributions
from balss.participation.services.refusals import ChangedMeanwhile, NotInThatState
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

State = Contribution.State
ALIVE = (State.UNCONFIRMED, State.HELD, State.PUBLISHED)


class AlreadyAnswered(Refused):
    @property
    def message(self) -> str:
        return _("This has been answered already, so it stays as it was answered.")


@transaction.atomic
def change_contribution(
    *, contribution: Contribution, said: Said, speaker: Speaker, version: int, by: Actor, now: datetime
) -> Contribution:
    """Say it in other words; the earlier ones stay readable. Where contributions are read first, it is read again.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile, IntakeClosed, AlreadyAnswered, NothingSaid, TooLong, NoName.
    """
    contribution = _locked(contribution, by, now)
    if contribution.version != version:
        raise ChangedMeanwhile
    if not contribution.consultation.opportunity.is_open(now):
        raise IntakeClosed
    check(said, speaker)
    if said.text.strip() != contribution.text:
        ContributionVersion.objects.create(
            contribution=contribution, number=contribution.version, text=contribution.text, replaced_at=now
        )
        contribution.version += 1
    kept = contribution.email
    fill(contribution, said, speaker)
    contribution.email = kept  # the address is what the guest's link belongs to
    if contribution.state != State.UNCONFIRMED:
        suspicious = is_suspicious(contribution, Signs())
        contribution.state = next_state(contribution, suspicious=suspicious)
        contribution.published_at = contribution.published_at or (
            now if contribution.state == State.PUBLISHED else None
        )
    contribution.updated_at = now
    contribution.save()
    fill_burden(contribution, said)
    record(
        action="participation.contribution_changed", subject=contribution, by=stranger(by), now=now,
        content={"receipt": contribution.receipt, "version": contribution.version, "seal": seal(contribution)},
    )  # fmt: skip
    follow_contributions([contribution])
    return contribution


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, by: Actor, now: datetime) -> Contribution:
    """Take it back: its place stays and says so, its words are no longer shown.

    Raises NotAllowed, NotInThatState, AlreadyAnswered.
    """
    contribution = _locked(contribution, by, now)
    contribution.state, contribution.updated_at = State.WITHDRAWN, now
    contribution.save()
    record(
        action="participation.contribution_withdrawn", subject=contribution, by=stranger(by), now=now,
        content={"receipt": contribution.receipt},
    )  # fmt: skip
    follow_contributions([contribution])
    return contribution


def _locked(contribution: Contribution, by: Actor, now: datetime) -> Contribution:
    contribution = (
        Contribution.objects.select_for_update(no_key=True, of=("self",))
        .select_related("consultation__opportunity__institution", "response")
        .get(pk=contribution.pk)
    )
    require(by, "participation.edit_contribution", contribution, now)
    if contribution.state not in ALIVE:
        raise NotInThatState
    if contribution.response is not None and contribution.response.state == Response.State.PUBLISHED:
        raise AlreadyAnswered
    return contribution
