"""What the plan leaves unclear: lost, unfilled or contradicting words of its document, by line, never filled in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.plan.models import Gap
from balss.plan.views.finding import plan_or_404
from balss.shared.http import Request


@require_safe
def open_points(request: Request, slug: str) -> HttpResponse:
    plan = plan_or_404(request, slug)
    gaps = (
        Gap.objects.filter(edition__in=plan.editions.in_force())
        .select_related("measure")
        .order_by("measure__place", "place")
    )
    context = {
        "plan": plan,
        "edition": plan.editions.in_force().defer("document").first(),
        "of_measures": [gap for gap in gaps if gap.measure],
        "of_plan": [gap for gap in gaps if not gap.measure],
    }
    return render(request, "plan/open_points.html", context)
