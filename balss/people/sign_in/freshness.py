"""Asking once more who it is, before what cannot be undone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.utils.translation import gettext as _

from balss.shared.http import Request

P = ParamSpec("P")


def proven_just_now(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Ask for the password or the second step first, unless that was done within the last minutes.

    An account with neither is signed in to through a provider alone; allauth would let it pass. It must have signed in
    within the same time, or signs in again. For somebody signed in.
    """
    asking_again: Callable[Concatenate[Request, P], HttpResponse] = reauthentication_required(view)

    @wraps(view)
    def proven(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if get_reauthentication_flows(request.user) or _has_just_signed_in(request):
            return asking_again(request, *args, **kwargs)
        way_back = request.get_full_path()
        logout(request)
        messages.info(request, _("To be sure that it is you, sign in once more. Then you come back to this page."))
        return redirect_to_login(way_back)

    return proven


def _has_just_signed_in(request: Request) -> bool:
    records = get_authentication_records(request, request.user)
    at = max((record["at"] for record in records), default=0.0)
    return bool(request.now.timestamp() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
