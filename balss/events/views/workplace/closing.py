"""Closing an event, which is all that has to be done for the plan; correcting that, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.events import services
from balss.events.forms import ClosingForm, ReopenForm
from balss.events.models import State
from balss.events.queries import expected_of
from balss.events.services.refusals import ClosingIncomplete, MoreThanCame
from balss.events.views.workplace.overview import own_event
from balss.shared.files import FileRefused
from balss.shared.http import Request
from balss.shared.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.close_event")
    expected = expected_of(found)
    form = ClosingForm(request.POST or None, request.FILES or None, event=found, expected=expected)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_event(event=found, account=form.account(), by=request.actor, now=request.now)
        except ClosingIncomplete as refused:
            form.add_error(None, refused.message)
            for name in refused.missing:
                form.add_error(name, _("This is needed to close the event."))
        except (MoreThanCame, Refused, FileRefused) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(
                request, _("The event is closed and counts for the plan. Nothing else has to be reported.")
            )
            return redirect("events:manage", slug)
    context = {
        "event": found,
        "form": form,
        "expected": expected,
        "has_begun": found.starts_at <= request.now,
        "may_close": found.is_announced or found.state == State.HELD,
    }
    return render(request, "events/workplace/close.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.reopen_event")
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reopen_event(event=found, reason=form.cleaned_data["reason"], by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(
                request, _("The closing is taken back; the event does not count until it is closed again.")
            )
            return redirect("events:manage", slug)
    context = {"event": found, "form": form}
    return render(request, "events/workplace/reopen.html", context, status=422 if request.method == "POST" else 200)
