"""Entering what came otherwise than online: on paper, at a meeting, spoken and read back, by e-mail or e-address.

It is the same path as everybody's: a receipt, a place on the page, an answer. The original is kept with it, restricted.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balss.core.calendar.riga import day_in_riga
from balss.participation.models import Channel, Consultation, Contribution, OutcomeReport
from balss.participation.services.contributions.content import IntakeClosed, Said, Speaker, check, fill, fill_burden
from balss.participation.services.contributions.saying import note_submission
from balss.participation.services.following import follow_contributions
from balss.participation.services.refusals import NotInThatState, written
from balss.shared.models import StoredFile
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

WITH_ORIGINAL = (Channel.PAPER, Channel.EMAIL, Channel.E_ADDRESS)


@dataclass(frozen=True)
class Received:
    """How and when it came; `original` is the letter, `read_back` that spoken words were read back to the person."""

    channel: str
    received_date: date
    original: StoredFile | None = None
    read_back: bool = False


class OriginalMissing(Refused):
    @property
    def message(self) -> str:
        return _("Add the letter itself as a file: scanned, photographed, or the message as it came.")


class NotReadBack(Refused):
    @property
    def message(self) -> str:
        return _("Read what you wrote down back to the person, and tick that you did.")


class ReceivedOutside(Refused):
    """It came before it opened, after it closed, or is said to come in the future."""

    def __init__(self, first: date | None, last: date | None) -> None:
        self.first, self.last = first, last
        super().__init__(first, last)

    @property
    def message(self) -> str:
        return _("Views count that came from %(first)s until %(last)s, and not in the future.") % {
            "first": written(self.first) if self.first else "…", "last": written(self.last) if self.last else "…",
        }  # fmt: skip


@transaction.atomic
def enter(
    *,
    consultation: Consultation,
    submission_key: UUID,
    said: Said,
    speaker: Speaker,
    received: Received,
    by: Actor,
    now: datetime,
) -> Contribution:
    """Write down what somebody said otherwise than online; also after it closed, when it came in time.

    The same `submission_key` answers the contribution that is there. Raises NotAllowed, NotInThatState,
    IntakeClosed once the outcome report is public, OriginalMissing, NotReadBack, ReceivedOutside, NothingSaid, TooLong,
    NoName.
    """
    consultation = Consultation.objects.select_related("opportunity__institution").get(pk=consultation.pk)
    require(by, "participation.enter_contribution", consultation, now)
    known = Contribution.objects.filter(submission_key=submission_key, entered_by=by.public_id).first()
    if known is not None:
        return known
    if Contribution.objects.filter(submission_key=submission_key).exists():
        raise NotInThatState  # the form of somebody else
    check(said, speaker)
    _check(consultation, received, now)
    contribution = Contribution(
        submission_key=submission_key, consultation=consultation, channel=received.channel, entered_by=by.public_id,
        original=received.original, received_date=received.received_date, created_at=now, updated_at=now,
        submitted_at=now, published_at=now, state=Contribution.State.PUBLISHED,
    )  # fmt: skip
    fill(contribution, said, speaker)
    contribution.save()
    fill_burden(contribution, said)
    note_submission(contribution, by=by, now=now)
    follow_contributions([contribution])
    return contribution


def _check(consultation: Consultation, received: Received, now: datetime) -> None:
    opportunity = consultation.opportunity
    done = OutcomeReport.objects.filter(consultation=consultation, state=OutcomeReport.State.PUBLISHED)
    if opportunity.state != opportunity.State.PUBLISHED or done.exists():
        raise IntakeClosed
    if received.channel in WITH_ORIGINAL and received.original is None:
        raise OriginalMissing
    if received.channel == Channel.SPOKEN and not received.read_back:
        raise NotReadBack
    first = day_in_riga(opportunity.opens_at) if opportunity.opens_at else None
    last = opportunity.last_date
    too_early = first is not None and received.received_date < first
    too_late = last is not None and received.received_date > last
    if too_early or too_late or received.received_date > day_in_riga(now):
        raise ReceivedOutside(first, last)
