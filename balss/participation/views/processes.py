"""The page of a process: what is decided, what can be influenced, when, and what one can take part in."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participation.models import Process
from balss.participation.queries.facts import process_facts
from balss.participation.queries.reading import process_with_all
from balss.shared.http import Request
from balss.shared.permissions import can, require


@require_safe
def process(request: Request, slug: str) -> HttpResponse:
    found = _readable(request, slug)
    opportunities = list(found.opportunities.all())
    context: dict[str, Any] = {
        "process": found,
        "today": timezone.localdate(request.now),
        "open": [each for each in opportunities if each.is_open(request.now)],
        "coming": [each for each in opportunities if each.is_public and not each.is_begun(request.now)],
        "over": [each for each in opportunities if each.is_over(request.now) or not each.is_public],
        "may_manage": can(request.actor, "participation.manage_process", found, request.now),
    }
    return render(request, "participation/process.html", context)


@require_safe
def data(request: Request, slug: str) -> JsonResponse:
    return JsonResponse(process_facts(_readable(request, slug), request.now), json_dumps_params={"ensure_ascii": False})


def _readable(request: Request, slug: str) -> Process:
    found = get_object_or_404(process_with_all(slug))
    require(request.actor, "participation.view_process", found, request.now)
    return found
