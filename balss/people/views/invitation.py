"""Accepting a role that was offered by e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.people.models import Invitation
from balss.people.services.invitations import InvitationClosed, InvitedAnother, accept_invitation
from balss.people.services.roles import RoleAlreadyHeld
from balss.people.sign_in.acting import act_as, standing_of
from balss.shared.http import Request


@login_required
@require_http_methods(["GET", "POST"])
def invitation(request: Request, key: str) -> HttpResponse:
    offered = get_object_or_404(Invitation.objects.select_related("institution", "invited_by"), key=key)
    account = standing_of(request).account
    assert account is not None  # noqa: S101  login_required
    if request.method == "POST":
        try:
            role = accept_invitation(invitation=offered, account=account, now=request.now)
        except InvitedAnother:
            messages.error(request, _("The invitation was sent to another address than the one you sign in with."))
        except InvitationClosed:
            messages.error(request, _("This invitation is no longer open. Ask for a new one."))
        except RoleAlreadyHeld:
            messages.info(request, _("You hold this role already."))
        else:
            act_as(request, role)
            messages.success(request, _("The role is yours, and you act in it from now on."))
        return redirect("people:account")
    name = offered.institution.name_on(timezone.localdate(request.now))
    return render(request, "people/invitation.html", {"invitation": offered, "name": name})
