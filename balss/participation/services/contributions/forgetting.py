"""Forgetting: contributions that a guest never confirmed, and addresses of guests once all is answered."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from balss.participation.models import Contribution, OutcomeReport
from balss.participation.services.contributions.saying import CONFIRM_WITHIN

State = Contribution.State


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """Erase what was not confirmed in time, words and address; how many. Nobody has replied to it or supports it."""
    old = Contribution.objects.filter(state=State.UNCONFIRMED, submitted_at__lte=now - CONFIRM_WITHIN)
    return old.delete()[1].get(Contribution._meta.label, 0)


@transaction.atomic
def forget_addresses(*, now: datetime) -> int:
    """Forget the address of who has no account, so many days after the outcome report was published; how many.

    With the address the link to the own page ends; the words stay, with the name as its owner chose to show it.
    """
    before = now - timedelta(days=settings.GUEST_ADDRESS_DAYS)
    done = OutcomeReport.objects.filter(state=OutcomeReport.State.PUBLISHED, published_at__lte=before)
    told = Contribution.objects.filter(person=None, consultation__outcome_report__in=done).exclude(email="")
    return told.update(email="")
