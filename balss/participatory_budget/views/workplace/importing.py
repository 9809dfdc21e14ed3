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

MOST_NAMED = 30  # rows, in a message


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
    taken = IMPORTS[filled["what"]](**who)
    done = ngettext("%(count)d row was taken in.", "%(count)d rows were taken in.", taken.count)
    done %= {"count": taken.count}
    if not taken.left_out:
        return done
    left_out = ngettext(
        "%(count)d row was left out, because its idea was decided on, merged or taken back already: row %(rows)s.",
        "%(count)d rows were left out, because their ideas were decided on, merged or taken back already: rows "
        "%(rows)s.",
        len(taken.left_out),
    )
    rows = "., ".join(str(row) for row in taken.left_out[:MOST_NAMED])
    if len(taken.left_out) > MOST_NAMED:
        rows += " …"
    return f"{done} {left_out % {'count': len(taken.left_out), 'rows': rows}}"
