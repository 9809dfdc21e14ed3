"""What who proposes sees of the own idea, and does with it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from balss.participatory_budget.models import Idea
from balss.shared.http import Request
from balss.shared.permissions import require


@require_safe
def own_idea(request: Request, key: UUID) -> HttpResponse:
    found = get_object_or_404(Idea.objects.select_related("call__institution"), key=key)
    require(request.actor, "participatory_budget.edit_idea", found, request.now)
    return render(request, "participatory_budget/own_idea.html", {"idea": found, "call": found.call})
