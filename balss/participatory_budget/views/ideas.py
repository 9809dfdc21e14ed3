"""Ideas of a call, and the page of one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participatory_budget.queries.showing import idea_for_page
from balss.shared.http import Request
from balss.shared.permissions import require


@require_safe
def idea(request: Request, slug: str, number: int) -> HttpResponse:
    found = get_object_or_404(idea_for_page(slug, number))
    require(request.actor, "participatory_budget.view_idea", found, request.now)
    context: dict[str, Any] = {"idea": found, "call": found.call, "today": timezone.localdate(request.now)}
    return render(request, "participatory_budget/idea.html", context)
