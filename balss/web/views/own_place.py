"""“My place”: finding it, and keeping it, with the account or for everybody else in the address of the page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.participation.queries.interests import Interests, interests_called, interests_of
from balss.participation.services.interests import choose_interests
from balss.places.models import Territory, Topic
from balss.shared.http import Request
from balss.shared.permissions import can, require


@require_http_methods(["GET", "HEAD", "POST"])
def own_place(request: Request) -> HttpResponse:
    """`?vieta=` asks for a place: who has no account keeps it in the address; an account, by posting it."""
    if request.method == "POST":
        return _keep_or_leave(request)
    may_keep = can(request.actor, "participation.choose_interests", None, request.now)
    kept = interests_of(request.actor.person_id or 0, request.now) if may_keep else Interests()
    asked = interests_called(request.GET.getlist("vieta"), (), request.now)
    context = {
        "kept": kept.places,
        "asked": [place for place in asked.places if place not in kept.places],
        "may_keep": may_keep,
        "address": request.build_absolute_uri() if asked.places else "",
    }
    return render(request, "web/own_place.html", context)


def _keep_or_leave(request: Request) -> HttpResponse:
    """Add the place in `vieta` to those that come first, or take it away; topics stay as they are."""
    require(request.actor, "participation.choose_interests", None, request.now)
    territory = get_object_or_404(Territory, slug=request.POST.get("vieta", ""))
    kept = interests_of(request.actor.person_id or 0, request.now)
    slugs = {slug for slug, _name in kept.places} - {territory.slug}
    leaves = "nonemt" in request.POST
    choose_interests(
        places=Territory.objects.filter(slug__in=slugs if leaves else slugs | {territory.slug}),
        topics=Topic.objects.filter(code__in=[code for code, _name in kept.topics]),
        by=request.actor,
        now=request.now,
    )
    messages.success(request, _("Taken away from your places.") if leaves else _("Kept as your place."))
    query = f"?{urlencode({'vieta': territory.slug})}" if leaves else ""  # so that it can be kept again
    return redirect(f"{request.path}{query}")
