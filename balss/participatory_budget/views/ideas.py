"""Ideas of a call, and the page of one: what is proposed, what the municipality found, what people say."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balss.participatory_budget.forms.finding import IdeasForm
from balss.participatory_budget.models import Follower, Idea
from balss.participatory_budget.queries.finding import ideas_found, sought_in
from balss.participatory_budget.queries.showing import idea_for_page
from balss.participatory_budget.queries.similar import similar_ideas
from balss.participatory_budget.services import follow, unfollow
from balss.participatory_budget.views.calls import readable_call
from balss.shared.http import Request
from balss.shared.permissions import can, require

ON_A_PAGE = 24


@require_safe
def ideas(request: Request, slug: str) -> HttpResponse:
    call = readable_call(request, slug)
    sought = sought_in(request.GET.dict())
    page = Paginator(ideas_found(call, sought), ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "call": call,
        "phase": call.phase(request.now),
        "form": IdeasForm(request.GET.dict(), call=call),
        "sought": sought,
        "page": page,
        "query": f"?{query.urlencode()}" if query else "",
        "may_propose": call.takes_ideas(request.now),
    }
    return render(request, "participatory_budget/ideas.html", context)


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
        "may_follow": can(actor, "participatory_budget.follow", found, request.now),
        "follows": actor.is_signed_in and Follower.objects.filter(idea=found, account=actor.account_id).exists(),
        "may_become_co_author": can(actor, "participatory_budget.be_co_author", found, request.now),
        "followers": found.followers.count(),
    }
    return render(request, "participatory_budget/idea.html", context)


@require_POST
def follow_idea(request: Request, slug: str, number: int) -> HttpResponse:
    found = readable_idea(request, slug, number)
    if "stop" in request.POST:
        unfollow(idea=found, by=request.actor, now=request.now)
        messages.success(request, _("You get no more letters about it."))
    else:
        follow(idea=found, by=request.actor, now=request.now)
        messages.success(request, _("You will be told what becomes of it."))
    return redirect(found.get_absolute_url())


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
