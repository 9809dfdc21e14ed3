"""Until when reports for a period are taken."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.plan.forms.workplace import ClosingDateForm
from balss.plan.models import ReportingPeriod
from balss.plan.services.periods import set_closing_date
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def closing_date(request: Request, plan: str, code: str) -> HttpResponse:
    found = get_object_or_404(ReportingPeriod.objects.select_related("plan"), plan__slug=plan, code=code)
    require(request.actor, "plan.manage_periods", found.plan, request.now)
    posted = request.POST if request.method == "POST" else None
    form = ClosingDateForm(posted, initial={"closes_date": found.closes_date})
    if posted is not None and form.is_valid():
        day = form.cleaned_data["closes_date"]
        try:
            set_closing_date(period=found, closes_date=day, by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error("closes_date", refused.message)
        else:
            messages.success(request, _("The last day for reports has been set."))
            return redirect("plan:desk")
    status = 422 if form.errors else 200
    return render(request, "plan/workplace/period.html", {"period": found, "form": form}, status=status)
