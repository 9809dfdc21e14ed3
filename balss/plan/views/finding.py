"""What a page of the plan is about, found from its address; Http404 where there is no such thing."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.plan.models import Measure, Plan
from balss.plan.queries import current_plan, plan_by_slug
from balss.shared.http import Request


def today_of(request: Request) -> date:
    """The day in Riga."""
    return timezone.localdate(request.now)


def plan_or_404(request: Request, slug: str | None) -> Plan:
    """The plan of this slug; without one, the plan that runs today."""
    plan = plan_by_slug(slug) if slug else current_plan(on=today_of(request))
    if plan is None:
        raise Http404(_("There is no such plan."))
    return plan


def measure_or_404(slug: str, key: str) -> Measure:
    """The measure with its plan and commitment, in one query."""
    measures = Measure.objects.select_related("commitment", "plan", "withdrawn_in")
    return get_object_or_404(measures, plan__slug=slug, key=key)
