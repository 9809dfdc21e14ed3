"""What was achieved: delivered results, newest first; and all that happened to the plan."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.plan.models import IndicatorValue
from balss.plan.queries import history_of
from balss.plan.views.finding import plan_or_404, today_of
from balss.shared.http import Request

PER_PAGE = 20
HAPPENINGS = 50


@require_safe
def achieved(request: Request, slug: str) -> HttpResponse:
    """Public values with what proves them, newest first; a value of zero is no result."""
    plan = plan_or_404(request, slug)
    values = (
        IndicatorValue.objects.public()
        .filter(indicator__measure__plan=plan)
        .exclude(number=0)
        .select_related("indicator__measure", "institution", "document")
        .prefetch_related("institution__names")
    )
    page = Paginator(values, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "plan/achieved.html", {"plan": plan, "page": page, "today": today_of(request)})


@require_safe
def changes(request: Request, slug: str) -> HttpResponse:
    """The newest of everything: reports, values, assessments, corrected editions."""
    plan = plan_or_404(request, slug)
    context = {"plan": plan, "happenings": history_of(plan, most=HAPPENINGS), "today": today_of(request)}
    return render(request, "plan/changes.html", context)
