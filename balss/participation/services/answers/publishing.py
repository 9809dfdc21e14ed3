"""Publishing an answer: at once, or after a second person has approved it. Each contributor gets it by letter."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from balss.ledger.services import record
from balss.notices.services import Message, send_own
from balss.participation.models import Response
from balss.participation.services.answers.drafting import Answer, locked, write
from balss.participation.services.contributions.authors import own_page
from balss.participation.services.news import tell_of_answers
from balss.participation.services.refusals import ChangedMeanwhile, Missing, NotInThatState
from balss.participation.services.telling import addresses_of
from balss.shared.permissions import Actor
from balss.shared.refusals import Refused

State = Response.State


class NeedsApproval(Refused):
    @property
    def message(self) -> str:
        return _("Here a second person approves the answers. Hand it over for approval.")


class OtherWordsRead(Refused):
    @property
    def message(self) -> str:
        return _("The answer was changed after you had opened it. Read what it says now, then approve it.")


class AnswersNothing(Refused):
    @property
    def message(self) -> str:
        return _("This answer answers nothing: choose the contributions that it is for.")


@transaction.atomic
def propose_response(*, response: Response, by: Actor, now: datetime) -> Response:
    """Hand a draft over for approval. Raises NotAllowed, NotInThatState, AnswersNothing."""
    response = locked(response, "participation.answer", by, now, State.DRAFT)
    _check_answers_something(response)
    response.state, response.author, response.updated_at = State.PROPOSED, by.public_id, now
    response.save()
    return response


@transaction.atomic
def approve_response(*, response: Response, version: int, by: Actor, now: datetime) -> Response:
    """Approve the version that one has read of what a colleague proposes, an answer or the correction of one, and
    publish it.

    Raises NotAllowed (to its author too), NotInThatState, OtherWordsRead, NoSuchChange."""
    response = locked(response, "participation.approve_response", by, now, State.PROPOSED, State.PUBLISHED)
    if response.version != version:
        raise OtherWordsRead
    if response.state == State.PROPOSED:
        response.approved_by = by.public_id
        return _publish(response, by, now)
    if response.correction is None:
        raise NotInThatState
    answer, author = Answer.read(response.correction), response.corrected_by
    response.correction, response.corrected_by = None, ""
    response = _correct(response, answer, by, now)
    response.author, response.approved_by = author, by.public_id
    response.save(update_fields=["author", "approved_by"])
    return response


@transaction.atomic
def return_response(*, response: Response, by: Actor, now: datetime) -> Response:
    """Give what was proposed back as a draft; what was to correct a published answer is dropped.

    Raises NotAllowed, NotInThatState."""
    response = locked(response, "participation.answer", by, now, State.PROPOSED, State.PUBLISHED)
    if response.state == State.PROPOSED:
        response.state = State.DRAFT
    elif response.correction is None:
        raise NotInThatState
    response.correction, response.corrected_by, response.updated_at = None, "", now
    response.save()
    return response


@transaction.atomic
def publish_response(*, response: Response, by: Actor, now: datetime) -> Response:
    """Publish a draft where nobody else has to approve. Raises NotAllowed, NotInThatState, NeedsApproval,
    AnswersNothing."""
    response = locked(response, "participation.answer", by, now, State.DRAFT)
    if response.consultation.needs_approval:
        raise NeedsApproval
    _check_answers_something(response)
    return _publish(response, by, now)


@transaction.atomic
def correct_response(*, response: Response, answer: Answer, version: int, by: Actor, now: datetime) -> Response:
    """Change a published answer in the open: the ledger keeps what it said before, and the contributors are told again.
    Where a second person approves, the correction waits for that, and the public words stay meanwhile.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile, Missing, NoSuchChange.
    """
    response = locked(response, "participation.answer", by, now, State.PUBLISHED)
    if response.version != version:
        raise ChangedMeanwhile
    if not response.consultation.needs_approval:
        return _correct(response, answer, by, now)
    if not answer.reason.strip():
        raise Missing(Response, "reason")
    response.correction, response.corrected_by = asdict(answer), by.public_id
    response.version, response.updated_at = response.version + 1, now
    response.save()
    return response


def _correct(response: Response, answer: Answer, by: Actor, now: datetime) -> Response:
    response.approved_by = ""  # of the words that are replaced now
    write(response, answer, by, now)
    response.save()
    _record("participation.response_corrected", response, by, now)
    _tell(response, now)
    return response


def _check_answers_something(response: Response) -> None:
    if not response.contributions.exists():
        raise AnswersNothing


def _publish(response: Response, by: Actor, now: datetime) -> Response:
    response.state, response.published_at, response.updated_at = State.PUBLISHED, now, now
    response.save()
    _record("participation.response_published", response, by, now)
    _tell(response, now)
    return response


def _record(action: str, response: Response, by: Actor, now: datetime) -> None:
    content = {
        "opportunity": str(response.consultation.opportunity.public_id),
        "verdict": response.verdict,
        "reason": response.reason,
        "version": response.version,
        "receipts": sorted(response.contributions.values_list("receipt", flat=True)),
        "changed": [change.address for change in response.changes.all()],
    }
    record(action=action, subject=response, by=by, now=now, content=content)


def _whole(address: str) -> str:
    return address if "://" in address else settings.ORIGIN + address


def _tell(response: Response, now: datetime) -> None:
    """One letter for each contribution that can be written to, in the language of its author; to the official e-address
    of who agreed to that."""
    about = "consultation__opportunity"
    contributions = list(response.contributions.select_related("person", about).order_by("pk"))
    tell_of_answers(contributions, now=now)
    found = addresses_of(contributions)
    opportunity = response.consultation.opportunity
    letters: list[tuple[int | None, Message]] = []
    for contribution in contributions:
        if contribution.pk in found:
            email, language = found[contribution.pk]
            with override(language):
                context = {
                    "title": opportunity.words("title", language).text,
                    "receipt": contribution.receipt,
                    "text": contribution.text,
                    "verdict": response.get_verdict_display(),
                    "reason": response.reason,
                    "changes": [{"label": each.label, "url": _whole(each.address)} for each in response.changes.all()],
                    "path": own_page(contribution),
                }
            key = f"{response.pk}/{response.version}/{contribution.pk}"
            letters.append((contribution.person_id, Message(email, language, context, key)))
    send_own(kind="participation.answered", letters=letters, institution=opportunity.institution, now=now)
