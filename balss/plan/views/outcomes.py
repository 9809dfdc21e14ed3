"""What the plan wants to achieve: its outcome indicators with the latest figures of the surveys that it names."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.indicators.queries import outcomes_of
from balss.plan.queries import outcome_group
from balss.plan.views.finding import plan_or_404
from balss.shared.http import Request


@require_safe
def outcomes(request: Request, slug: str) -> HttpResponse:
    plan = plan_or_404(request, slug)
    group = outcome_group(plan)
    return render(request, "plan/outcomes.html", {"plan": plan, "outcomes": outcomes_of(group) if group else []})
