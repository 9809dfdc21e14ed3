"""The independent reviewer's pages: every measure with its assessments, and one to be assessed."""

from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balss.plan.forms.workplace import AssessmentForm
from balss.plan.models import Assessment, Measure, ProgressReport
from balss.plan.queries.plans import current_plan
from balss.plan.queries.status import standing_of, standings_of
from balss.plan.queries.values import told
from balss.plan.services.assessments import assess_measure
from balss.plan.services.refusals import DateInFuture, DateOutsidePeriod
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused


@require_safe
def assessing(request: Request) -> HttpResponse:
    """Every measure of the current plan, with its computed status and the newest assessment."""
    require(request.actor, "plan.review", None, request.now)
    today = timezone.localdate(request.now)
    plan = current_plan(on=today)
    newest: dict[int, Assessment] = {}
    for each in Assessment.objects.standing().filter(measure__plan=plan):
        newest.setdefault(each.measure_id, each)
    rows = [(standing, newest.get(standing.measure.pk)) for standing in (standings_of(plan, on=today) if plan else [])]
    context = {"plan": plan, "rows": rows, "done": sum(each is not None for _standing, each in rows)}
    return render(request, "plan/workplace/assessing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: Request, plan: str, key: str, corrects: UUID | None = None) -> HttpResponse:
    """Assess one measure with its evidence beside; with `corrects`, take the place of that assessment."""
    measure = get_object_or_404(Measure.objects.select_related("plan", "commitment"), plan__slug=plan, key=key)
    require(request.actor, "plan.review", None, request.now)
    earlier = get_object_or_404(Assessment, public_id=corrects, measure=measure) if corrects else None
    today = timezone.localdate(request.now)
    initial = {"completion": earlier.completion, "text": earlier.text} if earlier else {}
    form = AssessmentForm(request.POST if request.method == "POST" else None, initial={"as_of_date": today, **initial})
    if request.method == "POST" and form.is_valid() and _record(request, measure, earlier, form):
        return redirect("plan:assess", plan, key)
    reports = ProgressReport.objects.public().filter(measure=measure).select_related("institution", "status", "period")
    standing = standing_of(measure, on=today)
    indicators = [(each.indicator, *told(each.values)) for each in standing.indicators]
    prefetch_related_objects([value for _each, values, _older in indicators for value in values], "institution__names")
    context = {
        "measure": measure,
        "form": form,
        "corrects": earlier,
        "standing": standing,
        "indicators": indicators,
        "reports": reports.prefetch_related("institution__names"),
        "assessments": measure.assessments.all(),
        "is_independent": can(request.actor, "plan.assess_measure", measure, request.now),
        "superseded": set(measure.assessments.filter(supersedes__isnull=False).values_list("supersedes", flat=True)),
        "today": today,
    }
    return render(request, "plan/workplace/assess.html", context, status=422 if form.errors else 200)


def _record(request: Request, measure: Measure, earlier: Assessment | None, form: AssessmentForm) -> bool:
    try:
        assess_measure(measure=measure, corrects=earlier, by=request.actor, now=request.now, **form.cleaned_data)
    except (DateInFuture, DateOutsidePeriod) as refused:
        form.add_error("as_of_date", refused.message)
        return False
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, _("The assessment has been published."))
    return True
