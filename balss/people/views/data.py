"""One's own data: seeing it, taking it along, and having it erased."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.people.forms import EraseForm
from balss.people.models import Account
from balss.people.services.letters import send_erasure_letter
from balss.people.services.personal_data import erase_person, export_data
from balss.people.sign_in.acting import standing_of
from balss.people.sign_in.freshness import proven_just_now
from balss.shared.http import Request


@login_required
@never_cache
@require_safe
def data(request: Request) -> HttpResponse:
    held = export_data(person=_account(request).person, by=request.actor, now=request.now)
    return render(request, "people/data.html", {"held": held})


@login_required
@never_cache
@require_safe
def data_file(request: Request) -> HttpResponse:
    """All of it as JSON: {"exported_at", "data": [{"kind", "title", "rows": [{column: value}]}]}."""
    held = export_data(person=_account(request).person, by=request.actor, now=request.now)
    body = {
        "exported_at": request.now,
        "data": [{"kind": each.kind, "title": str(each.title), "rows": each.rows} for each in held],
    }
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="balss-{request.now:%Y-%m-%d}.json"'
    return answer


@login_required
@proven_just_now
@never_cache
@require_http_methods(["GET", "POST"])
def erase(request: Request) -> HttpResponse:
    account = _account(request)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = account.email
        erasures = erase_person(person=account.person, by=request.actor, now=request.now)
        logout(request)
        send_erasure_letter(address=address, erasures=erasures)
        return render(request, "people/erased.html", {"erasures": erasures})
    return render(request, "people/erase.html", {"form": form})


def _account(request: Request) -> Account:
    account = standing_of(request).account
    assert account is not None  # noqa: S101  login_required
    return account
