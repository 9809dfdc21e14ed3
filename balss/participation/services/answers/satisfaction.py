"""One question after the answer: did this answer you? Its sums are public, the words are for the institution."""

from datetime import datetime

from django.db import transaction

from balss.participation.models import Contribution, Response, Satisfaction
from balss.participation.services.refusals import NotInThatState
from balss.shared.permissions import Actor, require


@transaction.atomic
def say_whether_answered(
    *, contribution: Contribution, is_answered: bool, comment: str = "", by: Actor, now: datetime
) -> Satisfaction:
    """The author's word on the answer; said again, it takes the place of the one before.

    Raises NotAllowed, NotInThatState while there is no answer.
    """
    require(by, "participation.edit_contribution", contribution, now)
    answered = Response.objects.filter(contributions=contribution, state=Response.State.PUBLISHED)
    if not answered.exists():
        raise NotInThatState
    said, _made = Satisfaction.objects.update_or_create(
        contribution=contribution, defaults={"is_answered": is_answered, "comment": comment.strip(), "given_at": now}
    )
    return said
