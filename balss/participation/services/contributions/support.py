"""Supporting what somebody said: once for each person, and taken back at will while it is open."""

from datetime import datetime

from django.db import transaction

from balss.participation.models import Contribution, Support
from balss.participation.services.contributions.content import IntakeClosed
from balss.people.models import Person
from balss.shared.permissions import Actor, require


@transaction.atomic
def support(*, contribution: Contribution, by: Actor, now: datetime) -> None:
    """Twice is as good as once. Raises NotAllowed, IntakeClosed."""
    person = _supporter(contribution, by, now)
    Support.objects.get_or_create(contribution=contribution, person=person, defaults={"given_at": now})


@transaction.atomic
def take_support_back(*, contribution: Contribution, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, IntakeClosed."""
    Support.objects.filter(contribution=contribution, person=_supporter(contribution, by, now)).delete()


def _supporter(contribution: Contribution, by: Actor, now: datetime) -> Person:
    if not contribution.consultation.opportunity.is_open(now):
        raise IntakeClosed
    require(by, "participation.support", contribution, now)
    return Person.objects.get(pk=by.person_id or 0)
