"""Who has to do what: the parts of an institution in a plan, by name or through its groups."""

from datetime import date

from django.db.models import QuerySet

from balss.places.models import Institution
from balss.plan.models import BodyPart, Measure, Plan
from balss.plan.queries.duties import names_of


def obligations_of(institution: Institution, *, plan: Plan, on: date) -> QuerySet[BodyPart]:
    """Its parts in the edition in force, its own, those of institutions that it took over, and those of groups that it
    belongs to on the day ("all ministries"); in the order of the measures."""
    named = names_of(institution, on=on)
    return (
        BodyPart.objects.filter(measure__plan=plan, measure__withdrawn_in=None, institution__in=named)
        .select_related("measure__commitment", "institution")
        .order_by("measure__place", "part", "place")
    )


def carries(institution: Institution, measure: Measure, *, on: date) -> bool:
    """Whether the institution has a part in the measure on the day."""
    return obligations_of(institution, plan=measure.plan, on=on).filter(measure=measure).exists()
