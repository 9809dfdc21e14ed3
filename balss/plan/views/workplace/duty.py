"""One measure as one institution's task: what the plan asks, where it stands, and the reports on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balss.plan.models import Measure, ProgressReport
from balss.plan.queries.contacts import names_of_accounts
from balss.plan.queries.duties import duty_in
from balss.plan.queries.workload import task_of
from balss.plan.services.progress import own_institution, start_report
from balss.plan.services.refusals import AlreadyReported, DraftExists, NotYourMeasure
from balss.plan.views.workplace.refusing import refuse
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused


@require_safe
def duty(request: Request, plan: str, key: str) -> HttpResponse:
    require(request.actor, "plan.open_workplace", None, request.now)
    measure = get_object_or_404(Measure.objects.select_related("plan"), plan__slug=plan, key=key)
    own = own_institution(request.actor)
    today = timezone.localdate(request.now)
    found = duty_in(measure, own, on=today)
    if found is None:
        return refuse(request, NotYourMeasure(request.actor, measure), back=measure)
    task = task_of(found, on=today)
    context = {
        "task": task,
        "measure": found.measure,
        "results": measure.results.all(),
        "names": names_of_accounts(report.author for report in task.reports),
        "today": today,
    }
    return render(request, "plan/workplace/duty.html", context)


@require_POST
def start(request: Request, plan: str, key: str) -> HttpResponse:
    """Begin a report for the posted period (none: outside the periods) and open it."""
    measure = get_object_or_404(Measure.objects.select_related("plan"), plan__slug=plan, key=key)
    code = request.POST.get("period", "")
    period = get_object_or_404(measure.plan.periods.select_related("plan"), code=code) if code else None
    return _begin(request, measure, period, None)


@require_POST
def correct(request: Request, public_id: str) -> HttpResponse:
    """Begin a report that is to take the place of this one."""
    report = get_object_or_404(
        ProgressReport.objects.select_related("measure__plan", "period__plan"), public_id=public_id
    )
    return _begin(request, report.measure, report.period, report)


def _begin(request: Request, measure: Measure, period, corrects) -> HttpResponse:  # type: ignore[no-untyped-def]
    try:
        report = start_report(measure=measure, period=period, corrects=corrects, by=request.actor, now=request.now)
    except NotYourMeasure as refused:
        return refuse(request, refused, back=measure)
    except (AlreadyReported, DraftExists) as refused:
        messages.warning(request, refused.message)
        there = refused.report if isinstance(refused, AlreadyReported) else refused.draft
        return redirect("plan:report", there.public_id)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("plan:duty", measure.plan.slug, measure.key)
    return redirect("plan:edit_report", report.public_id)
