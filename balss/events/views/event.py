"""The page of one event, and registering for it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.events import services
from balss.events.forms import RegistrationForm
from balss.events.models import ACCESSIBILITY, Event, Registration, Standing, State
from balss.events.queries import for_page, place_of, registration_of
from balss.events.queries.facts import details_of
from balss.events.services import Ticket
from balss.events.services.refusals import AlreadyRegistered, RegistrationClosed
from balss.people.models import Account
from balss.shared.downloads import OPEN
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.rate_limits import rate_limit


def event_or_404(request: Request, slug: str) -> Event:
    """The event with all that its page shows; one that the visitor may not see is not there."""
    found = get_object_or_404(for_page(Event.objects.all()), slug=slug)
    if not can(request.actor, "events.view_event", found, request.now):
        raise Http404
    return found


@require_safe
def event(request: Request, slug: str) -> HttpResponse:
    found = event_or_404(request, slug)
    own = registration_of(found, request.actor)
    context = {
        **shown(found, request),
        "own": own,
        "may_see_link": own is not None and can(request.actor, "events.see_online_link", Ticket(own), request.now),
        "manages": can(request.actor, "events.edit_event", found, request.now),
    }
    return render(request, "events/event.html", context)


def shown(found: Event, request: Request) -> dict[str, Any]:
    """What pages say of an event."""
    attendance = list(found.attendance.all())
    return {
        "event": found,
        "place": place_of(found, on=timezone.localdate(request.now)),
        "accessibility": [ACCESSIBILITY[key] for key in found.accessibility if key in ACCESSIBILITY],
        "groups": [each for each in attendance if each.audience_id],
        "bodies": [each for each in attendance if not each.audience_id],
        "is_open": found.registration_is_open(request.now),
        "is_over": found.ends_at < request.now,
        "is_held": found.state == State.HELD,
        "today": timezone.localdate(request.now),
    }


@require_safe
def event_json(request: Request, slug: str) -> HttpResponse:
    """The public facts of one event."""
    found = get_object_or_404(for_page(Event.objects.public()), slug=slug)
    place = place_of(found, on=timezone.localdate(request.now))
    return JsonResponse(details_of(found, place), json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=OPEN)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("events.register", 20, per=timedelta(hours=1))
def register(request: Request, slug: str) -> HttpResponse:
    found = event_or_404(request, slug)
    require(request.actor, "events.register", found, request.now)
    if registration_of(found, request.actor) is not None:
        return redirect(found)
    if not found.registration_is_open(request.now):
        return _page(request, found, None, status=409 if request.method == "POST" else 200)
    initial = {"name": _name_of(request), "way": found.form}
    is_guest = not request.actor.is_signed_in
    form = RegistrationForm(request.POST or None, event=found, is_guest=is_guest, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, status=422 if request.method == "POST" else 200)
    try:
        made = services.register(
            event=found, attendee=form.attendee(language=get_language() or "lv"), by=request.actor, now=request.now
        )
    except AlreadyRegistered as refused:
        messages.info(request, refused.message)
        return redirect(found)
    except RegistrationClosed:
        return _page(request, found, None, status=409)
    if is_guest:
        context = {"event": found, "address": form.cleaned_data["email"]}
        return render(request, "events/letter_sent.html", context)
    messages.success(request, standing_words(made))
    return redirect(found)


def standing_words(registration: Registration) -> str:
    if registration.standing == Standing.GOING:
        return _("You have a place. A letter with all that you need is on its way.")
    return _("All places are taken: you are on the waiting list. We write to you when a place becomes free.")


@require_POST
def cancel_own(request: Request, slug: str, public_id: UUID) -> HttpResponse:
    """Give back the place of the own account."""
    registration = get_object_or_404(
        Registration.objects.select_related("event__institution"), public_id=public_id, event__slug=slug
    )
    services.cancel_registration(ticket=Ticket(registration), by=request.actor, now=request.now)
    messages.success(request, _("Your registration is cancelled."))
    return redirect(registration.event)


def _page(request: Request, found: Event, form: RegistrationForm | None, *, status: int) -> HttpResponse:
    context = {**shown(found, request), "form": form, "refusal": RegistrationClosed(found).message}
    return render(request, "events/register.html", context, status=status)


def _name_of(request: Request) -> str:
    account = Account.objects.select_related("person").filter(pk=request.actor.account_id or 0).first()
    return account.person.name if account else ""
