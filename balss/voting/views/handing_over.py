"""A librarian or clerk lends the own screen to who votes: everything of theirs goes first, everything of the voter's
afterwards.

Handing over signs the helper out and marks the new session. Its pages show neither menu nor account; it runs out by
itself, ends with the vote, and is wiped from the browser by the button that ends it.
"""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.voting.models import Election

HANDED_OVER = "handed_over"  # in the session: the election that the voter came for
DESK_WORD = "desk_word"
LENT_FOR = timedelta(minutes=20)


@never_cache
@require_safe
def help_voters(request: Request) -> HttpResponse:
    """For helpers of libraries and service centres: the elections that are open."""
    require(request.actor, "voting.help_voters", None, request.now)
    found = Election.objects.filter(
        opens_at__lte=request.now, closes_at__gt=request.now, sealed_date=None, called_off_date=None
    )
    context = {
        "elections": found.select_related("institution").prefetch_related("institution__names").order_by("closes_at"),
        "today": timezone.localdate(request.now),
    }
    return render(request, "voting/workplace/help_voters.html", context)


@sensitive_post_parameters("word")
@never_cache
@require_POST
def hand_over(request: Request) -> HttpResponse:
    """Sign out, and lend the screen for one vote: with a desk code, or to who signs in by themselves."""
    found = Election.objects.select_related("institution")
    election = get_object_or_404(found, pk=uuid_of(request.POST.get("election", "")))
    if not can(request.actor, "voting.serve_desk", election, request.now):
        require(request.actor, "voting.help_voters", None, request.now)
    word = request.POST.get("word", "")
    logout(request)
    request.session[HANDED_OVER] = str(election.pk)
    request.session.set_expiry(LENT_FOR)
    if word:
        request.session[DESK_WORD] = word[:20]
        return redirect("voting:at_desk", election.pk)
    return redirect("voting:lent")


@never_cache
@require_safe
def lent(request: Request) -> HttpResponse:
    """The first that a voter sees on a lent screen."""
    election = Election.objects.filter(pk=uuid_of(request.session.get(HANDED_OVER, ""))).first()
    if election is None:
        return redirect("/")
    return render(request, "voting/lent.html", {"election": election})


@never_cache
@require_POST
def give_back(request: Request) -> HttpResponse:
    """End the voter's session; what the browser kept of it is wiped."""
    logout(request)
    election = Election.objects.filter(pk=uuid_of(request.POST.get("election", ""))).first()
    answer = render(request, "voting/given_back.html", {"next_election": election})
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def uuid_of(text: str) -> UUID:
    """What a form or session names; that of nothing where it names nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def end_if_lent(request: Request) -> bool:
    """After the vote was cast on a lent screen: nobody stays signed in."""
    if HANDED_OVER not in request.session:
        return False
    logout(request)
    return True
