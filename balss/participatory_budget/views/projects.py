"""The page of a project: what it is, how people voted, and how it is carried out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participatory_budget.queries.followed import key_of
from balss.participatory_budget.queries.legal import clocks_of
from balss.participatory_budget.queries.results import count_of
from balss.participatory_budget.queries.showing import project_for_page, spent_on
from balss.shared.http import Request
from balss.shared.maps import shows_map
from balss.shared.permissions import can, require


@shows_map()
@require_safe
def project(request: Request, slug: str, number: int) -> HttpResponse:
    found = get_object_or_404(project_for_page(slug, number))
    require(request.actor, "participatory_budget.view_project", found, request.now)
    today = timezone.localdate(request.now)
    context: dict[str, Any] = {
        "project": found,
        "key": key_of(found) if found.call.projects_published_at else None,
        "call": found.call,
        "today": today,
        "has_count": found.votes is not None and count_of(found.call) is not None,
        "clocks": clocks_of(found, today=today),
        "spent": spent_on(found),
        "may_manage": can(request.actor, "participatory_budget.manage_call", found.call, request.now),
    }
    return render(request, "participatory_budget/project.html", context)
