"""Supporting what another said, and reporting what is against the law or the rules."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balss.participation.forms.moderation import ReportForm
from balss.participation.models import Contribution
from balss.participation.services.contributions import support as give_support
from balss.participation.services.contributions import take_support_back
from balss.participation.services.moderation import report_content as report
from balss.participation.views.contributions.reading import consultation_of
from balss.participation.views.opportunities import readable
from balss.shared.http import Request
from balss.shared.rate_limits import rate_limit
from balss.shared.refusals import Refused

WHOLE = Contribution.objects.select_related("consultation__opportunity__institution")


@require_POST
@rate_limit("participation.support", 300, per=timedelta(hours=1))
def support(request: Request, public_id: UUID) -> HttpResponse:
    """One form for all contributions of a page: the button that was pressed names the contribution."""
    found = readable(request, public_id)
    number = request.POST.get("support") or request.POST.get("take_back", "")
    said = get_object_or_404(WHOLE, consultation=consultation_of(found), receipt=number)
    act = give_support if "support" in request.POST else take_support_back
    try:
        act(contribution=said, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = found.get_absolute_url()
    return redirect(f"{back.partition('#')[0]}#{said.receipt}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("participation.report", 20, per=timedelta(hours=1))
def report_content(request: Request, public_id: UUID) -> HttpResponse:
    """DSA Art. 16: anybody may, without an account, and need not say who they are."""
    found = readable(request, public_id)
    said = get_object_or_404(
        WHOLE.counted(), consultation=consultation_of(found), receipt=request.GET.get("viedoklis", "")
    )
    form = ReportForm(request.POST or None, is_signed_in=request.actor.is_signed_in)
    context = {"opportunity": found, "said": said, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            report(contribution=said, by=request.actor, now=request.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
            return render(request, "participation/contributions/report.html", context, status=409)
        messages.success(request, _("Thank you. The institution reads it and decides."))
        return redirect(f"{found.get_absolute_url()}#voices")
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/contributions/report.html", context, status=status)
