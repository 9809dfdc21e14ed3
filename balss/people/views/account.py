"""One's own account, and the choice of the role to act in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balss.people.forms import AccountForm
from balss.people.queries import account_overview
from balss.people.services.accounts import change_account
from balss.people.sign_in.acting import act_as, standing_of
from balss.shared.http import Request
from balss.shared.permissions import can
from balss.shared.shell import account_notes


@login_required
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    standing = standing_of(request)
    assert standing.account is not None  # noqa: S101  login_required
    person = standing.account.person
    form = AccountForm(request.POST or None, initial={"name": person.name, "language": standing.account.language})
    if request.method == "POST" and form.is_valid():
        change_account(account=standing.account, by=request.actor, now=request.now, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:account")
    context = {
        "form": form,
        "standing": standing,
        "notes": [note for each in account_notes if (note := each.render(request))],
        "overview": account_overview(standing.account, request.now),
        "manages_staff": can(request.actor, "people.manage_staff", None, request.now),
    }
    return render(request, "people/account.html", context)


@login_required
@require_POST
def choose_role(request: Request) -> HttpResponse:
    """Act in one of one's own roles, or privately; then back to the page where one was."""
    chosen = request.POST.get("role", "")
    role = next((role for role in standing_of(request).roles if str(role.pk) == chosen), None)
    act_as(request, role)
    way_back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(way_back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(way_back) if is_ours else redirect("people:account")
