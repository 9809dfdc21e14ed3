"""The page of an opportunity: the one question first, then what it is about, how to answer and what happens then."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participation.models import Opportunity
from balss.participation.queries.facts import state_of
from balss.participation.queries.reading import has_public_outcome, opportunity_with_all
from balss.shared.http import Request
from balss.shared.permissions import can, require


@require_safe
def opportunity(request: Request, public_id: UUID) -> HttpResponse:
    found = readable(request, public_id)
    if found.origin:
        return redirect(found.address)
    return render(request, "participation/opportunity.html", context_of(request, found))


def readable(request: Request, public_id: UUID) -> Opportunity:
    """The opportunity of an address, for somebody who may read it."""
    found = get_object_or_404(opportunity_with_all(public_id))
    require(request.actor, "participation.view_opportunity", found, request.now)
    return found


def context_of(request: Request, found: Opportunity) -> dict[str, Any]:
    """What every page about an opportunity shows of it."""
    return {
        "opportunity": found,
        "process": found.process,
        "state": state_of(found, request.now),
        "discussion": getattr(getattr(found, "consultation", None), "public_discussion", None),
        "today": timezone.localdate(request.now),
        "outcome_is_public": has_public_outcome(found),
        "may_manage": can(request.actor, "participation.manage_opportunity", found, request.now),
    }
