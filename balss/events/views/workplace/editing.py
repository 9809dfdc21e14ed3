"""Writing an event."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balss.design.forms import show_both
from balss.events import services
from balss.events.forms import EventForm
from balss.events.models import Event
from balss.events.services.refusals import CapacityTooSmall, ChangedMeanwhile
from balss.events.views.workplace.overview import own_event, own_institution
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_event(request: Request) -> HttpResponse:
    institution = own_institution(request)
    require(request.actor, "events.create_event", institution, request.now)
    form = EventForm(request.POST or None, institution=institution, today=timezone.localdate(request.now))
    if request.method == "POST" and form.is_valid():
        made = services.create_event(
            institution=institution,
            content=form.content(),
            schedule=form.schedule(),
            by=request.actor,
            now=request.now,
        )
        messages.success(request, _("The draft is saved. Only your institution sees it."))
        return redirect("events:manage", made.slug)
    return _page(request, form, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_event(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.edit_event")
    form = EventForm(
        request.POST or None, institution=found.institution, event=found, today=timezone.localdate(request.now)
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, found)
    try:
        services.change_event(
            event=found,
            content=form.content(),
            schedule=None if form.is_announced else form.schedule(),
            revision=form.cleaned_data["revision"] or 0,
            by=request.actor,
            now=request.now,
        )
    except ChangedMeanwhile as refused:
        again = request.POST.copy()
        again["revision"] = str(Event.objects.values_list("revision", flat=True).get(pk=found.pk))
        form = EventForm(again, institution=found.institution, event=found, today=timezone.localdate(request.now))
        show_both(form, version="revision")
        form.add_error(None, refused.message)
        return _page(request, form, found, status=409)
    except CapacityTooSmall as refused:
        form.add_error("capacity", refused.message)
        return _page(request, form, found)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("events:manage", slug)
    messages.success(request, _("The event is saved."))
    return redirect("events:manage", slug)


@require_POST
def discard(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.edit_event")
    try:
        services.discard_draft(event=found, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("events:manage", slug)
    messages.success(request, _("The draft has been discarded."))
    return redirect("events:workplace")


def _page(request: Request, form: EventForm, found: Event | None, *, status: int | None = None) -> HttpResponse:
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "events/workplace/edit.html", {"form": form, "event": found}, status=status)
