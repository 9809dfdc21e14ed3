"""Ideas of a call, and the page of one: what is proposed, what the municipality found, what people say."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participation.queries.discussions import discussion_of
from balss.participation.queries.threads import (
    REPLIES_SHOWN,
    THREADS_ON_A_PAGE,
    Wanted,
    find_threads,
    tally_of,
    threads_of,
)
from balss.participatory_budget.forms.finding import IdeasForm
from balss.participatory_budget.models import Idea
from balss.participatory_budget.queries.authors import discussion_key
from balss.participatory_budget.queries.finding import ideas_found, sought_in
from balss.participatory_budget.queries.followed import key_of
from balss.participatory_budget.queries.showing import idea_for_page
from balss.participatory_budget.queries.similar import similar_ideas
from balss.participatory_budget.services.spreading import ORIGIN
from balss.participatory_budget.views.calls import readable_call
from balss.shared.http import Request
from balss.shared.maps import shows_map
from balss.shared.permissions import can, require

ON_A_PAGE = 24


@shows_map()
@require_safe
def ideas(request: Request, slug: str) -> HttpResponse:
    call = readable_call(request, slug)
    sought = sought_in(request.GET.dict())
    found = ideas_found(call, sought)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    on_the_map = query.copy()
    on_the_map["lauki"] = "karte"
    context = {
        "call": call,
        "phase": call.phase(request.now),
        "form": IdeasForm(request.GET.dict(), call=call),
        "sought": sought,
        "page": page,
        "query": f"?{query.urlencode()}" if query else "",
        "has_places": found.filter(geometry__isnull=False).exists(),
        "query_places": f"?{on_the_map.urlencode()}",
        "may_propose": call.takes_ideas(request.now),
    }
    return render(request, "participatory_budget/ideas.html", context)


@shows_map()
@require_safe
def idea(request: Request, slug: str, number: int) -> HttpResponse:
    found = readable_idea(request, slug, number)
    actor = request.actor
    vetting = getattr(found, "vetting", None)
    context: dict[str, Any] = {
        "idea": found,
        "call": found.call,
        "today": timezone.localdate(request.now),
        "project": _public_project(found),
        "vetting": vetting if vetting and vetting.decision else None,
        "versions": found.versions.all(),
        "similar": similar_ideas(found) if found.state == Idea.State.SUBMITTED else [],
        "is_author": can(actor, "participatory_budget.edit_idea", found, request.now),
        "may_vet": can(actor, "participatory_budget.vet", found, request.now),
        "key": key_of(found),
        "may_become_co_author": can(actor, "participatory_budget.be_co_author", found, request.now),
    }
    return render(request, "participatory_budget/idea.html", context | _discussed(request, found))


def _discussed(request: Request, found: Idea) -> dict[str, Any]:
    """A page of what people say about it, as templates of room `participation` show threads."""
    consultation = discussion_of(ORIGIN, discussion_key(found))
    if consultation is None:
        return {}
    opportunity, actor = consultation.opportunity, request.actor
    tally, roots = tally_of(consultation), find_threads(consultation, Wanted()).values_list("pk", flat=True)
    paginator = Paginator(roots, THREADS_ON_A_PAGE)
    paginator.count = tally.threads  # counted already
    page = paginator.get_page(request.GET.get("page"))
    is_open = opportunity.is_open(request.now)
    return {
        "opportunity": opportunity,
        "tally": tally,
        "page": page,
        "threads": threads_of(page.object_list, shown=REPLIES_SHOWN, person_id=actor.person_id),
        "up": reverse("participation:opportunity", args=[opportunity.public_id]),
        "is_open": is_open,
        "may_say": can(actor, "participation.contribute", consultation, request.now),
        "may_reply": is_open and consultation.takes_replies,
        "may_support": is_open and actor.is_signed_in,
        "may_moderate": can(actor, "participation.moderate", consultation, request.now),
        "person_id": actor.person_id,
    }


def readable_idea(request: Request, slug: str, number: int) -> Idea:
    """The idea, for who may read it. Raises NotAllowed."""
    if number > 2_000_000_000:
        raise Http404
    found = get_object_or_404(idea_for_page(slug, number))
    require(request.actor, "participatory_budget.view_idea", found, request.now)
    return found


def _public_project(found: Idea) -> Any:
    project = getattr(found, "project", None)
    return project if project and found.call.projects_published_at else None
