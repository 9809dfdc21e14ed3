"""Writing the outcome report: what is missing before it can be published, and the figures as they stand."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.participation.forms.answers import OutcomeForm
from balss.participation.forms.processes import ReasonForm
from balss.participation.forms.refused import tell
from balss.participation.models import Consultation, OutcomeReport
from balss.participation.services.outcomes import publish_report, save_report, withdraw_report
from balss.participation.services.outcomes.reports import faults_of_report, is_public_discussion
from balss.participation.services.refusals import NotPublishable
from balss.participation.views.workplace.answering import CONSULTATIONS
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused

State = OutcomeReport.State


@require_http_methods(["GET", "HEAD", "POST"])
def keep_report(request: Request, public_id: UUID) -> HttpResponse:
    consultation = get_object_or_404(CONSULTATIONS, opportunity__public_id=public_id)
    require(request.actor, "participation.report_outcome", consultation, request.now)
    report = OutcomeReport.objects.filter(consultation=consultation).first()
    blank = OutcomeReport(consultation=consultation, introduction=consultation.opportunity.question, version=0)
    form = OutcomeForm(
        request.POST if "save" in request.POST or "publish" in request.POST else None, instance=report or blank,
        initial={"version": (report or blank).version},
    )  # fmt: skip
    if not is_public_discussion(consultation):
        del form.fields["approved_date"]
    reason = ReasonForm(request.POST if "withdraw" in request.POST else None)
    if request.method == "POST":
        try:
            if _do(request, consultation, form, reason):
                return redirect("participation:keep_report", public_id)
        except NotPublishable:
            messages.error(request, _("Saved, but not published yet: see below what has to be mended."))
            return redirect("participation:keep_report", public_id)
        except Refused as refused:
            tell(form, refused)
    saved = OutcomeReport.objects.filter(consultation=consultation).first() or blank
    saved.consultation = consultation
    context = {
        "report": saved,
        "form": form,
        "reason": reason,
        "faults": faults_of_report(saved, request.now) if saved.state == State.DRAFT else [],
        "opportunity": consultation.opportunity,
        "process": consultation.opportunity.process,
        "today": timezone.localdate(request.now),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/workplace/report.html", context, status=status)


def _do(request: Request, consultation: Consultation, form: OutcomeForm, reason: ReasonForm) -> bool:
    """Whether something was done; what was wrong stands on the forms."""
    if "withdraw" in request.POST:
        if not reason.is_valid():
            return False
        withdraw_report(
            consultation=consultation, reason=reason.cleaned_data["reason"], by=request.actor, now=request.now
        )
        messages.success(request, _("Withdrawn. It stays readable, with the reason."))
        return True
    if not form.is_valid():
        return False
    version = form.cleaned_data["version"] or 0
    report = save_report(
        consultation=consultation, content=form.content, version=version, by=request.actor, now=request.now
    )
    if "publish" in request.POST:
        publish_report(consultation=consultation, version=report.version, by=request.actor, now=request.now)
        messages.success(request, _("Published. Everybody who took part is told."))
    else:
        messages.success(request, _("The draft is saved. Only your institution sees it."))
    return True
