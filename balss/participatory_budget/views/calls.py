"""Calls of all municipalities, and the page of one: money, times, areas, ballot, projects."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participatory_budget.models import CITED, Call, Phase
from balss.participatory_budget.queries.elections import election_here
from balss.participatory_budget.queries.legal import least_money
from balss.participatory_budget.queries.results import corrections_of, count_of
from balss.participatory_budget.queries.showing import call_for_page, calls_for_list, projects_for_list
from balss.shared.http import Request
from balss.shared.maps import shows_map
from balss.shared.permissions import can, require

ON_A_PAGE = 20


@require_safe
def calls(request: Request) -> HttpResponse:
    page = Paginator(calls_for_list(Call.objects.public()), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, each.phase(request.now)) for each in page],
        "today": timezone.localdate(request.now),
    }
    return render(request, "participatory_budget/calls.html", context)


@shows_map()
@require_safe
def call(request: Request, slug: str) -> HttpResponse:
    found = readable_call(request, slug)
    phase = found.phase(request.now)
    projects = list(projects_for_list(found)) if found.projects_published_at else []
    context: dict[str, Any] = {
        "call": found,
        "phase": phase,
        "today": timezone.localdate(request.now),
        "least": least_money(found),
        "points": [(CITED[name], found.points[name]) for name in CITED if found.points.get(name)],
        "ballot": ballot_of(found),
        "election": election_here(found),
        "projects": projects,
        "has_places": any(each.geometry for each in projects),
        "has_count": found.results_announced_at is not None and count_of(found) is not None,
        "corrections": corrections_of(found) if found.results_announced_at else [],
        "takes_ideas": phase == Phase.IDEAS,
        "may_manage": can(request.actor, "participatory_budget.manage_call", found, request.now),
    }
    return render(request, "participatory_budget/call.html", context)


def readable_call(request: Request, slug: str) -> Call:
    """The call, for who may read it. Raises NotAllowed."""
    found = get_object_or_404(call_for_page(slug))
    require(request.actor, "participatory_budget.view_call", found, request.now)
    return found


def ballot_of(found: Call) -> Any:
    return getattr(found, "ballot", None)
