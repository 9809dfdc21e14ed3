"""The plan at a glance, one commitment of it, and the list of all plans."""

from datetime import date
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.plan.models import Commitment, Plan
from balss.plan.queries import ComputedStatus, MeasureOverview, overviews_of, status_counts
from balss.plan.views.finding import plan_or_404, today_of
from balss.shared.http import Request


@require_safe
def plan(request: Request, slug: str | None = None) -> HttpResponse:
    """All measures with their three statuses; `?status=overdue` lists those of one computed status only."""
    found, today = plan_or_404(request, slug), today_of(request)
    overviews = overviews_of(found, on=today)
    wanted = request.GET.get("status", "")
    if wanted not in ComputedStatus.values:
        wanted = ""
    listed = [each for each in overviews if not wanted or each.standing.status == wanted]
    context = {
        "plan": found,
        "today": today,
        **_next_due(overviews, today),
        "commitments": by_commitment(overviews),
        "listed": by_commitment(listed),
        "counts": status_counts(overviews),
        "count": len(overviews),
        "wanted": wanted and ComputedStatus(wanted),
        "unclear": sum(bool(each.standing.gaps) for each in overviews),
    }
    return render(request, "plan/plan.html", context)


def _next_due(overviews: list[MeasureOverview], today: date) -> dict[str, object]:
    """The nearest day on which something is due, what is, and what a footnote would have due on the same day."""
    waiting = [
        (each.deadline.due_date, overview.standing)
        for overview in overviews
        for each in overview.standing.deadlines
        if each.status == ComputedStatus.DUE and each.deadline.due_date
    ]
    nearest = min((day for day, _ in waiting), default=None)
    conflicts = [(overview.standing.measure, gap) for overview in overviews for gap in overview.standing.conflicts]
    return {
        "next_due_date": nearest,
        "next_due": [standing for day, standing in waiting if day == nearest],
        "other_dates": [(measure, gap) for measure, gap in conflicts if gap.due_date == nearest],
    }


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
        "counts": status_counts(overviews),
        "count": len(overviews),
    }
    return render(request, "plan/commitment.html", context)


@require_safe
def plans(request: Request) -> HttpResponse:
    """Every plan that was imported: Latvia's own and those of others, in the same form."""
    return render(request, "plan/plans.html", {"plans": Plan.objects.all(), "today": today_of(request)})


def by_commitment(overviews: list[MeasureOverview]) -> list[tuple[Commitment, list[MeasureOverview]]]:
    """The measures below their commitments, in the plan's order."""
    return [
        (group, list(members))
        for group, members in groupby(overviews, key=lambda each: each.standing.measure.commitment)
    ]
