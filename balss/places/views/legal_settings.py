"""What an institution's own acts decide where the law leaves a number open: set by its administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.core.calendar import rule_book
from balss.places.forms import LegalParameterForm, unit_name
from balss.places.models import Institution
from balss.places.services import set_legal_parameter
from balss.shared.http import Request
from balss.shared.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def legal_settings(request: Request, slug: str) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.prefetch_related("names"), slug=slug)
    require(request.actor, "places.set_legal_parameter", institution, request.now)
    form = LegalParameterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_legal_parameter(institution=institution, by=request.actor, now=request.now, **form.cleaned_data)
        messages.success(request, _("The number is set. Everybody can see it on the institution's page."))
        return redirect("places:legal_settings", slug=slug)
    language = request.LANGUAGE_CODE
    context = {
        "institution": institution,
        "day": timezone.localdate(request.now),
        "form": form,
        "settings": [
            (
                rule_book().rule(setting.rule_id).words.in_language(language),
                setting,
                unit_name(setting.unit, language),
            )
            for setting in institution.settings.all()
        ],
    }
    return render(request, "places/legal_settings.html", context, status=422 if form.errors else 200)
