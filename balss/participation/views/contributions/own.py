"""The page of the own contribution: where it stands, its words and earlier ones, changing it and taking it back.

Somebody signed in comes by the receipt number, a guest by the link that was sent; the page is the same.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.participation.models import Contribution, Removal
from balss.participation.services.answers import say_whether_answered
from balss.participation.services.contributions import confirm, guest_of, withdraw_contribution
from balss.participation.services.contributions.authors import own_page
from balss.participation.services.contributions.own import ALIVE
from balss.participation.services.moderation import contest
from balss.shared.http import Request
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])
ALL = Contribution.objects.select_related(
    "consultation__opportunity__institution",
    "consultation__opportunity__process",
    "response",
    "person",
    "parent",
    "satisfaction",
).prefetch_related("versions", "attachments__file", "removals", "response__changes")


@never_cache
@forms_only
def own(request: Request, receipt: str) -> HttpResponse:
    contribution = get_object_or_404(ALL, receipt=receipt)
    return _page(request, contribution, request.actor)


@never_cache
@forms_only
def by_link(request: Request, token: str) -> HttpResponse:
    """Opening the link changes nothing: a mail program that looks at links must not confirm in a person's place."""
    found = guest_of(token)
    if found is None:
        raise Http404
    contribution, guest = found
    return _page(request, ALL.get(pk=contribution.pk), guest)


def _page(request: Request, contribution: Contribution, actor: Actor) -> HttpResponse:
    require(actor, "participation.edit_contribution", contribution, request.now)
    if contribution.state == Contribution.State.DRAFT:
        return redirect(_where_written(contribution))
    if request.method == "POST":
        try:
            _do(request, contribution, actor)
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect(own_page(contribution))
    opportunity = contribution.consultation.opportunity
    context: dict[str, Any] = {
        "contribution": contribution,
        "opportunity": opportunity,
        "is_open": opportunity.is_open(request.now),
        "may_change": _may_change(contribution, request),
        "change_page": f"{own_page(contribution)}labot/",
        "removal": next(iter(contribution.removals.all()), None),
        "today": timezone.localdate(request.now),
    }
    return render(request, "participation/contributions/own.html", context)


def _where_written(draft: Contribution) -> str:
    address = reverse("participation:say", args=[draft.consultation.opportunity.public_id])
    return f"{address}?atbilde={draft.parent.receipt}" if draft.parent else address


def _may_change(contribution: Contribution, request: Request) -> bool:
    answer = contribution.response
    is_answered = answer is not None and answer.state == answer.State.PUBLISHED
    return (
        contribution.state in ALIVE and not is_answered and contribution.consultation.opportunity.is_open(request.now)
    )


def _do(request: Request, contribution: Contribution, actor: Actor) -> None:
    now = request.now
    if "confirm" in request.POST:
        confirm(contribution=contribution, by=actor, now=now)
        messages.success(request, _("Confirmed. Thank you: what you said counts."))
    elif "withdraw" in request.POST:
        withdraw_contribution(contribution=contribution, by=actor, now=now)
        messages.success(request, _("Taken back. Its words are no longer shown."))
    elif request.POST.get("satisfied") in ("yes", "no"):
        say_whether_answered(
            contribution=contribution, is_answered=request.POST["satisfied"] == "yes",
            comment=request.POST.get("comment", "")[:2000], by=actor, now=now,
        )  # fmt: skip
        messages.success(request, _("Thank you. The sums are public, your words are for the institution alone."))
    elif "contest" in request.POST:
        removal = get_object_or_404(Removal, contribution=contribution, state=Removal.State.STANDING)
        contest(removal=removal, objection=request.POST.get("objection", ""), by=actor, now=now)
        messages.success(request, _("Contested. Somebody else will look at it again and write to you."))
