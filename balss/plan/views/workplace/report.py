"""One report as it was sent, and what can be done with it: withdraw, correct, accept, return."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from balss.plan.forms.workplace import ReturnForm
from balss.plan.models import Plan, ProgressReport
from balss.plan.queries.contacts import names_of_accounts
from balss.plan.queries.status import standing_of
from balss.plan.services.progress import accept_reports, return_report, withdraw_report
from balss.plan.services.refusals import DraftExists
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused

State = ProgressReport.State
REPORTS = ProgressReport.objects.select_related(
    "measure__plan", "measure__commitment", "institution", "period", "status", "supersedes"
)


@require_safe
def report(request: Request, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(REPORTS, public_id=public_id)
    require(request.actor, "plan.view_report", found, request.now)
    return _show(request, found, ReturnForm())


def _show(request: Request, found: ProgressReport, form: ReturnForm, status: int = 200) -> HttpResponse:
    own = can(request.actor, "plan.edit_report", found, request.now)
    decides = can(request.actor, "plan.decide_report", found, request.now)
    newer = ProgressReport.objects.filter(supersedes=found).first()
    values = found.values.select_related("indicator", "document").order_by("indicator__place", "metric", "id")
    context = {
        "report": found,
        "values": values,
        "form": form,
        "names": names_of_accounts([found.author, found.decided_by]) if own or decides else {},
        "newer": newer if newer and can(request.actor, "plan.view_report", newer, request.now) else None,
        "standing": standing_of(found.measure, on=timezone.localdate(request.now)) if own or decides else None,
        "own": own,
        "decides": decides,
        "may_edit": own and found.state == State.DRAFT,
        "may_withdraw": own and found.state == State.SUBMITTED,
        "may_correct": own and found.state in (State.ACCEPTED, State.RETURNED) and newer is None,
        "may_decide": decides and found.state == State.SUBMITTED,
    }
    return render(request, "plan/workplace/report.html", context, status=status)


@require_POST
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(REPORTS, public_id=public_id)
    try:
        withdraw_report(report=found, by=request.actor, now=request.now)
    except DraftExists as refused:
        messages.warning(request, refused.message)
        return redirect("plan:edit_report", refused.draft.public_id)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("plan:report", public_id)
    messages.success(request, _("The report is a draft again and no longer public."))
    return redirect("plan:edit_report", public_id)


@require_POST
def send_back(request: Request, public_id: UUID) -> HttpResponse:
    """Return the report with a reason."""
    found = get_object_or_404(REPORTS, public_id=public_id)
    require(request.actor, "plan.decide_report", found, request.now)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        return_report(report=found, reason=form.cleaned_data["reason"], by=request.actor, now=request.now)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _show(request, get_object_or_404(REPORTS, public_id=public_id), form, status=409)
    messages.success(request, _("The report has been returned, and its institution has been told why."))
    return redirect("plan:desk")


@require_POST
def accept(request: Request) -> HttpResponse:
    """Accept the posted reports, one or many."""
    _plans_to_decide(request)
    public_ids = [each for each in request.POST.getlist("report") if _is_uuid(each)]
    chosen = list(REPORTS.filter(public_id__in=public_ids))
    if not chosen:
        messages.warning(request, _("Choose at least one report to accept."))
        return redirect("plan:desk")
    outcome = accept_reports(reports=chosen, by=request.actor, now=request.now)
    if outcome.accepted:
        words = ngettext(
            "%(count)d report has been accepted.", "%(count)d reports have been accepted.", len(outcome.accepted)
        )
        messages.success(request, words % {"count": len(outcome.accepted)})
    for passed_over in outcome.passed_over:
        words = _("The report on %(number)s was not accepted: meanwhile it is %(state)s.")
        state = State(passed_over.state).label
        messages.warning(request, words % {"number": passed_over.measure.number, "state": state})
    return redirect("plan:desk")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _plans_to_decide(request: Request) -> list[Plan]:
    """The plans whose reports one decides on. Raises NotAllowed for who decides on none."""
    plans = [plan for plan in Plan.objects.all() if can(request.actor, "plan.decide_reports", plan, request.now)]
    if not plans:
        require(request.actor, "plan.decide_reports", Plan.objects.first() or Plan(), request.now)
    return plans


@require_safe
def desk(request: Request) -> HttpResponse:
    """What waits for the coordinator: reports to decide on, oldest first, and requests."""
    plans = _plans_to_decide(request)
    waiting = REPORTS.filter(state=State.SUBMITTED, measure__plan__in=plans).prefetch_related("institution__names")
    context = {
        "waiting": waiting.order_by("submitted_at", "id"),
        "plans": plans,
        "requests": [each for plan in plans for each in plan.information_requests.all()],
    }
    return render(request, "plan/workplace/desk.html", context)
