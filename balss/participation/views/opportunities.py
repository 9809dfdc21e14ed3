"""An opportunity as its pages show it: found for somebody who may read it, with all that stands around it."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from balss.participation.models import Opportunity
from balss.participation.queries.facts import state_of
from balss.participation.queries.reading import has_public_outcome, opportunity_with_all
from balss.shared.http import Request
from balss.shared.permissions import can, require


def readable(request: Request, public_id: UUID) -> Opportunity:
    """The opportunity of an address, for somebody who may read it."""
    found = get_object_or_404(opportunity_with_all(public_id))
    require(request.actor, "participation.view_opportunity", found, request.now)
    return found


def own_or_404(found: Opportunity) -> Opportunity:
    """Only what this room keeps itself. Raises Http404 for what other rooms and sites announce."""
    if found.origin:
        raise Http404
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
