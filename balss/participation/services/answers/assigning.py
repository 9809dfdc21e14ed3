"""Who answers what, and which contributions are one campaign's: kept apart, answered as one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balss.core.text import group_similar
from balss.participation.models import Campaign, Consultation, Contribution
from balss.people.queries import staff_of
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused


class NotOneOfUs(Refused):
    @property
    def message(self) -> str:
        return _("Choose a colleague of your institution.")


@transaction.atomic
def assign(
    *, consultation: Consultation, contributions: Iterable[Contribution], to: str, by: Actor, now: datetime
) -> int:
    """Say which official (the public name of the account; "": nobody) answers these; how many.

    Raises NotAllowed, NotOneOfUs.
    """
    require(by, "participation.answer", consultation, now)
    institution = consultation.opportunity.institution
    staff = staff_of(institution, now) if institution else []
    if to and to not in {grant.account.public_id for grant in staff}:
        raise NotOneOfUs
    keys = [contribution.pk for contribution in contributions]
    return Contribution.objects.filter(consultation=consultation, pk__in=keys).update(assigned_to=to)


@transaction.atomic
def group_campaigns(*, consultation: Consultation, by: Actor, now: datetime) -> int:
    """Find contributions with nearly the same text and put each campaign together; how many campaigns there are.

    Every text and every person stays as it is; one answer may serve all. Done anew at every call. Raises NotAllowed.
    """
    require(by, "participation.answer", consultation, now)
    asking = Contribution.objects.filter(consultation=consultation).asking().order_by("pk")
    groups = [group for group in group_similar(asking.values_list("pk", "text").iterator()) if len(group) > 1]
    Contribution.objects.filter(consultation=consultation).exclude(campaign=None).update(campaign=None)
    consultation.campaigns.all().delete()
    for group in groups:
        campaign = Campaign.objects.create(consultation=consultation, created_at=now)
        Contribution.objects.filter(pk__in=group).update(campaign=campaign)
    return len(groups)
