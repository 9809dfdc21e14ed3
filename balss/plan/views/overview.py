"""The plan at a glance, one commitment of it, and the list of all plans."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.plan.models import Commitment, Plan
from balss.plan.queries import ComputedStatus, overviews_of, status_counts
from balss.plan.views.finding import plan_or_404, today_of
from balss.plan.views.glance import glance
from balss.shared.http import Request
from balss.shared.permissions import can


@require_safe
def plan(request: Request, slug: str | None = None) -> HttpResponse:
    """All measures with their three statuses; `?status=overdue` lists those of one computed status only."""
    found, today = plan_or_404(request, slug), today_of(request)
    overviews = overviews_of(found, on=today)
    standings = [overview.standing for overview in overviews]
    wanted = request.GET.get("status", "")
    if wanted not in ComputedStatus.values:
        wanted = ""
    context = {
        **glance(found, standings, today),
        "listed": [overview for overview in overviews if not wanted or overview.standing.status == wanted],
        "count": len(standings),
        "wanted": wanted and ComputedStatus(wanted),
        "unclear": sum(bool(standing.gaps) for standing in standings),
    }
    return render(request, "plan/plan.html", context)


@require_safe
def commitment(request: Request, slug: str, number: str) -> HttpResponse:
    found, today = plan_or_404(request, slug), today_of(request)
    overviews = [each for each in overviews_of(found, on=today) if each.standing.measure.commitment.number == number]
    own = Commitment.objects.filter(plan=found, number=number).first()
    if own is None:
        raise Http404
    context = {
        "plan": found,
        "today": today,
        "commitment": own,
        "overviews": overviews,
        "counts": status_counts(overview.standing for overview in overviews),
    }
    return render(request, "plan/commitment.html", context)


@require_safe
def plans(request: Request) -> HttpResponse:
    """Every plan that was imported: Latvia's own and those of others, in the same form."""
    context = {
        "plans": Plan.objects.all(),
        "today": today_of(request),
        "may_import": can(request.actor, "plan.import_edition", None, request.now),
    }
    return render(request, "plan/plans.html", context)
