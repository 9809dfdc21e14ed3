"""The places and topics that come first in the feed: kept with the account, or for everybody else in the address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.participation.forms.interests import InterestsForm, asked_in
from balss.participation.queries.interests import Interests, interests_called, interests_of
from balss.participation.services.interests import choose_interests
from balss.places.models import Territory, Topic
from balss.shared.http import Request
from balss.shared.permissions import can, require


def first_for(request: Request) -> Interests:
    """What comes first for the visitor: what the address asks for, else what somebody signed in has declared."""
    places, topics = asked_in(request.GET)
    if places or topics or request.actor.person_id is None:
        return interests_called(places, topics, request.now)
    return interests_of(request.actor.person_id, request.now)


@require_http_methods(["GET", "HEAD", "POST"])
def interests(request: Request) -> HttpResponse:
    """For somebody signed in a form that is kept; for others one that leads to the feed, the choice in its address."""
    may_keep = can(request.actor, "participation.choose_interests", None, request.now)
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        require(request.actor, "participation.choose_interests", None, request.now)
    chosen = first_for(request)
    form = InterestsForm(sent, chosen=chosen, on=timezone.localdate(request.now))
    if request.method == "POST" and form.is_valid():
        choose_interests(
            places=Territory.objects.filter(slug__in=form.places),
            topics=Topic.objects.filter(code__in=form.topics),
            by=request.actor,
            now=request.now,
        )
        messages.success(request, _("Saved. What concerns these comes first."))
        return redirect("participation:interests")
    context = {"form": form, "chosen": chosen, "may_keep": may_keep}
    return render(request, "participation/interests.html", context, status=422 if form.errors else 200)
