"""What somebody is told who may not do something: which role it takes, and whom to ask for it."""

from dataclasses import replace

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from balss.people.models import ROLE_NAMES
from balss.people.models.role import AT_AN_INSTITUTION
from balss.people.queries import administrators_of
from balss.people.sign_in.acting import standing_of
from balss.shared.api import problem
from balss.shared.http import Request
from balss.shared.permissions import Grant, NotAllowed, Role, can


def refuse(request: Request, refused: NotAllowed) -> HttpResponse:
    """A problem in JSON under /api/, the sign-in page for nobody, else a page that says what it would take."""
    if request.path.startswith("/api/"):
        return problem(403 if refused.actor.is_signed_in else 401)
    standing = standing_of(request)
    if standing.account is None:
        return redirect_to_login(_way_back(request))
    now = request.now
    roles = [
        role
        for role in Role
        if can(replace(standing.actor, grant=Grant(role)), refused.action, refused.obj, now)
    ]  # fmt: skip
    institutions = {role.institution_id: role.institution for role in standing.roles if role.institution}
    context = {
        "needed": [ROLE_NAMES[role] for role in roles],
        "own": [
            role
            for role in standing.roles
            if can(replace(standing.actor, grant=role.as_grant), refused.action, refused.obj, now)
        ],
        "way_back": _way_back(request),
        "administrators": [
            (institution, administrators_of(institution, now))
            for institution in institutions.values()
            if set(roles) & set(AT_AN_INSTITUTION)
        ],
        "contact": settings.CONTACT,
    }
    return render(request, "people/not_allowed.html", context, status=403)


def _way_back(request: Request) -> str:
    """Where to return to afterwards: this page, or for a form the page it stood on; never another host."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours else settings.LOGOUT_REDIRECT_URL
