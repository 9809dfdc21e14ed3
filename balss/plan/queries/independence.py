"""Who is independent of a measure: whoever works for none of the institutions that are responsible for it."""

from datetime import datetime

from django.utils import timezone

from balss.people.models import Person, RoleGrant
from balss.plan.models import Measure
from balss.plan.queries.duties import carriers_of
from balss.shared.permissions import Actor, Role

AT_WORK = (Role.OFFICIAL.value, Role.INSTITUTION_ADMIN.value)


def is_independent(actor: Actor, measure: Measure, now: datetime) -> bool:
    """Whether neither the institution acted for nor any at which the person holds a role now, with whatever account,
    is responsible for the measure."""
    carriers = carriers_of([measure], on=timezone.localdate(now))[measure.pk]
    responsible = {carrier.institution_id for carrier in carriers if carrier.is_responsible}
    own = {actor.grant.institution_id} if actor.grant else set()
    if actor.person_id is not None:
        persons = Person.objects.filter(pk=actor.person_id) | Person.objects.filter(merged_into=actor.person_id)
        grants = RoleGrant.objects.in_force(now).filter(account__person__in=persons, role__in=AT_WORK)
        own |= set(grants.values_list("institution_id", flat=True))
    return not responsible & own
