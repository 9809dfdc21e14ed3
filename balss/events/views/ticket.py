"""A guest's own page, opened by the link in the letter: confirming, seeing, cancelling; and "my events" of an account.

Opening the link changes nothing, because programs that check letters open links too: a button does.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balss.events import services
from balss.events.models import Event
from balss.events.queries import for_page, places_of, registrations_by_account
from balss.events.services import Ticket
from balss.events.services.refusals import RegistrationClosed
from balss.events.views.event import shown, standing_words
from balss.shared.http import Request
from balss.shared.permissions import can, require


def ticket_or_404(request: Request, link: str) -> Ticket:
    ticket = services.ticket_of(link)
    if ticket is None:
        raise Http404(_("This link leads nowhere. The registration may have been erased after the event."))
    require(request.actor, "events.manage_registration", ticket, request.now)
    return ticket


@never_cache
@require_safe
def ticket(request: Request, link: str) -> HttpResponse:
    held = ticket_or_404(request, link)
    event = for_page(Event.objects.all()).get(pk=held.registration.event_id)
    context = {
        **shown(event, request),
        "registration": held.registration,
        "link": link,
        "may_see_link": can(request.actor, "events.see_online_link", held, request.now),
    }
    return render(request, "events/ticket.html", context)


@require_POST
def confirm(request: Request, link: str) -> HttpResponse:
    held = ticket_or_404(request, link)
    try:
        registration = services.confirm_registration(ticket=held, by=request.actor, now=request.now)
    except RegistrationClosed as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, standing_words(registration))
    return redirect("events:ticket", link)


@require_POST
def cancel(request: Request, link: str) -> HttpResponse:
    services.cancel_registration(ticket=ticket_or_404(request, link), by=request.actor, now=request.now)
    messages.success(request, _("Your registration is cancelled."))
    return redirect("events:ticket", link)


@login_required
@never_cache
@require_safe
def own(request: Request) -> HttpResponse:
    """What the account registered for."""
    registrations = list(registrations_by_account(request.actor))
    today = timezone.localdate(request.now)
    context = {
        "coming": [each for each in registrations if each.event.ends_at >= request.now],
        "past": [each for each in reversed(registrations) if each.event.ends_at < request.now],
        "places": places_of([each.event for each in registrations], on=today),
        "today": today,
    }
    return render(request, "events/own.html", context)
