"""Taking in a file of ideas, projects or results."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.participatory_budget.forms.calls import ImportForm
from balss.participatory_budget.models import Call
from balss.participatory_budget.services.importing import IMPORTS, import_results
from balss.participatory_budget.views.workplace.calls import own_call
from balss.shared.http import Request
from balss.shared.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: Request, slug: str) -> HttpResponse:
    call = own_call(request, slug)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _take_in(request, call, form.cleaned_data))
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("participatory_budget:keep_call", slug)
    context = {"call": call, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "participatory_budget/workplace/import_file.html", context, status=status)


def _take_in(request: Request, call: Call, filled: dict[str, Any]) -> str:
    """What was done, in words."""
    who: dict[str, Any] = {"call": call, "content": filled["upload"].read(), "by": request.actor, "now": request.now}
    if filled["what"] == "results":
        import_results(voters=filled["voters"], **who)
        return _("The results are public. Authors and followers are told.")
    number = IMPORTS[filled["what"]](**who)
    return ngettext("%(count)d row was taken in.", "%(count)d rows were taken in.", number) % {"count": number}
