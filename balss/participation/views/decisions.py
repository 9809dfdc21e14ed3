"""Decisions as those read them whom they affect: in plain words, how to contest, how far the carrying out is."""

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participation.models import Decision
from balss.participation.queries.facts import decision_facts
from balss.participation.queries.reading import decision_with_all, public_decisions
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.words import with_words

ON_A_PAGE = 30
IN_DATA = 1000


@require_safe
def decisions(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    progress = request.GET.get("gaita", "")
    found = public_decisions()
    if progress in Decision.Progress.values:
        found = found.filter(progress=progress)
    found = with_words(found, words, "title", "text", "translations")
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "progress": progress,
        "choices": Decision.Progress.choices,
        "today": timezone.localdate(request.now),
    }
    return render(request, "participation/decisions.html", context)


@require_safe
def decisions_json(request: Request) -> JsonResponse:
    found = public_decisions().select_related("process", "measure__plan", "document")
    rows = found.prefetch_related("audiences", "territories__versions", "tellings", "updates")[:IN_DATA]
    return _json({"decisions": [decision_facts(each, request.now) for each in rows]})


@require_safe
def decision(request: Request, slug: str) -> HttpResponse:
    found = _readable(request, slug)
    context = {
        "decision": found,
        "today": timezone.localdate(request.now),
        "may_manage": can(request.actor, "participation.manage_decision", found, request.now),
    }
    return render(request, "participation/decision.html", context)


@require_safe
def data(request: Request, slug: str) -> JsonResponse:
    return _json(decision_facts(_readable(request, slug), request.now))


def _readable(request: Request, slug: str) -> Decision:
    found = get_object_or_404(decision_with_all(slug))
    require(request.actor, "participation.view_decision", found, request.now)
    return found


def _json(content: dict[str, object]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})
