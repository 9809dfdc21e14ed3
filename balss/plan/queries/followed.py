"""Measures as things that can be followed."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from balss.plan.models import Measure
from balss.plan.queries.found import key_of_measure, numbered
from balss.shared.followables import Followable


def address_of(measure: Measure) -> str:
    return reverse("plan:measure", args=[measure.plan.slug, measure.key])


def measures(keys: Collection[str]) -> Mapping[str, Followable]:
    """By “lv-6/2.2”; also those that an edition dropped, whose pages stay."""
    rows = Measure.objects.filter(plan__slug__in={key.partition("/")[0] for key in keys}).select_related("plan")
    return {
        key: Followable(numbered(row.number or row.key, row.title), address_of(row))
        for row in rows
        if (key := key_of_measure(row)) in keys
    }
