"""Who has promised what: institutions with a part in the plan, and the obligations of each."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from balss.places.models import Institution
from balss.plan.models import BodyPart, Plan, ProgressReport
from balss.plan.queries import MeasureOverview, current_plan, obligations_of, overviews_of
from balss.plan.queries.latest import newest_reports_of
from balss.plan.views.finding import plan_or_404, today_of
from balss.shared.http import Request


@require_safe
def institutions(request: Request, slug: str) -> HttpResponse:
    """Bodies that the plan names, with how many measures each answers for and supports; unknown bodies in its words."""
    plan, today = plan_or_404(request, slug), today_of(request)
    parts = (
        BodyPart.objects.filter(measure__plan=plan, measure__withdrawn_in=None)
        .select_related("institution")
        .prefetch_related("institution__names")
    )
    answers: defaultdict[Institution, set[int]] = defaultdict(set)
    supports: defaultdict[Institution, set[int]] = defaultdict(set)
    unknown: set[str] = set()
    for part in parts:
        if part.institution is None:
            unknown.add(part.words)
        elif part.part == BodyPart.Part.RESPONSIBLE:
            answers[part.institution].add(part.measure_id)
        else:
            supports[part.institution].add(part.measure_id)
    counted = [(body, len(answers[body]), len(supports[body])) for body in {*answers, *supports}]
    rows = sorted(counted, key=lambda row: (-row[1], -row[2], row[0].code))
    context = {
        "plan": plan,
        "today": today,
        "bodies": [row for row in rows if not row[0].is_group],
        "groups": [row for row in rows if row[0].is_group],
        "unknown": sorted(unknown),
    }
    return render(request, "plan/institutions.html", context)


@require_safe
def institution(request: Request, slug: str, institution_slug: str) -> HttpResponse:
    """The obligations of one institution, its own and those of its groups, with what it reported."""
    plan = plan_or_404(request, slug)
    body = get_object_or_404(Institution.objects.prefetch_related("names"), slug=institution_slug)
    return render(request, "plan/institution.html", _obligations(plan, body, request))


def panel(body: Institution, request: Request) -> str | None:
    """On the institution's own page: its obligations in the plan that runs today; None where it has none."""
    plan = current_plan(on=today_of(request))
    if plan is None:
        return None
    context = _obligations(plan, body, request)
    return render_to_string("plan/panel.html", context, request) if context["obligations"] else None


def panel_feed(body: Institution, request: Request) -> str | None:
    plan = current_plan(on=today_of(request))
    return reverse("plan:institution_atom", args=[plan.slug, body.slug]) if plan else None


@dataclass(frozen=True)
class Obligation:
    """One measure in which a body has parts, by name or through its groups; `report` is its own latest public one."""

    overview: MeasureOverview
    parts: list[BodyPart]
    report: ProgressReport | None


def _obligations(plan: Plan, body: Institution, request: Request) -> dict[str, object]:
    today = today_of(request)
    parts = list(obligations_of(body, plan=plan, on=today))
    reports = newest_reports_of(body, plan=plan)
    obligations = [
        Obligation(
            overview,
            [part for part in parts if part.measure_id == overview.standing.measure.pk],
            reports.get(overview.standing.measure.pk),
        )
        for overview in (overviews_of(plan, on=today) if parts else [])
    ]
    return {"plan": plan, "body": body, "today": today, "obligations": [each for each in obligations if each.parts]}
