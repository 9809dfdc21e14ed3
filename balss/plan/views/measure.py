"""The page of one measure: everything that the plan says and that has been said about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balss.plan.models import Assessment, BodyPart, Measure, ProgressReport
from balss.plan.queries import history_of, standing_of
from balss.plan.views.finding import measure_or_404, plan_or_404, today_of
from balss.shared.http import Request

REPORTS = 10  # on the page; older ones in the history and the data
HISTORY = 25


@require_safe
def measure(request: Request, slug: str, key: str) -> HttpResponse:
    plan, today = plan_or_404(request, slug), today_of(request)
    found = measure_or_404(plan, key)
    bodies = list(found.bodies.select_related("institution").prefetch_related("institution__names"))
    context = {
        "plan": plan,
        "measure": found,
        "today": today,
        "standing": standing_of(found, on=today),
        "responsible": [part for part in bodies if part.part == BodyPart.Part.RESPONSIBLE],
        "co_responsible": [part for part in bodies if part.part == BodyPart.Part.CO_RESPONSIBLE],
        "results": found.results.all(),
        "gaps": found.gaps.filter(edition__in=plan.editions.in_force()),
        "footnotes": found.footnotes.filter(edition__in=plan.editions.in_force()),
        **_said_about(found),
    }
    return render(request, "plan/measure.html", context)


@require_safe
def history(request: Request, slug: str, key: str) -> HttpResponse:
    """Every change of a measure, newest first; `?page=` for older ones."""
    plan = plan_or_404(request, slug)
    found = measure_or_404(plan, key)
    page = _page_of(request)
    happenings = history_of(found, first=(page - 1) * HISTORY, most=HISTORY + 1)
    context = {
        "plan": plan,
        "measure": found,
        "happenings": happenings[:HISTORY],
        "newer": page - 1,
        "older": page + 1 if len(happenings) > HISTORY else 0,
    }
    return render(request, "plan/measure_history.html", context)


def _page_of(request: Request) -> int:
    text = request.GET.get("page", "")
    return min(int(text), 10_000) if text.isdecimal() and int(text) > 0 else 1


def _said_about(measure: Measure) -> dict[str, object]:
    """The latest reports and assessments, and the newest of what happened."""
    reports = (
        ProgressReport.objects.public()
        .filter(measure=measure)
        .select_related("institution", "status", "period")
        .prefetch_related("institution__names")[: REPORTS + 1]
    )
    assessments = list(Assessment.objects.standing().filter(measure=measure)[:2])
    happenings = history_of(measure, most=6)
    return {
        "reports": list(reports)[:REPORTS],
        "more_reports": len(reports) > REPORTS,
        "assessment": assessments[0] if assessments else None,
        "happenings": happenings[:5],
        "more_happenings": len(happenings) > 5,
    }
