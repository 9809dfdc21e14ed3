"""The steps of an event: announced, moved, cancelled; and its materials."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balss.events import services
from balss.events.forms import EventForm, MaterialForm, MoveForm, ReasonForm
from balss.events.forms.event import initial_of
from balss.events.queries import expected_of
from balss.events.services.refusals import EventIncomplete
from balss.events.views.workplace.overview import own_event
from balss.shared.files import FileRefused
from balss.shared.http import Request
from balss.shared.refusals import Refused


@require_POST
def publish(request: Request, slug: str) -> HttpResponse:
    """Announce it; what is missing is marked in its form."""
    found = own_event(request, slug, "events.publish_event")
    try:
        services.publish_event(event=found, by=request.actor, now=request.now)
    except EventIncomplete as refused:
        today = timezone.localdate(request.now)
        bound = EventForm(initial_of(found), institution=found.institution, event=found, today=today)
        bound.add_error(None, refused.message)
        for name in refused.missing:
            bound.add_error(name, _("Residents need to know this."))
        context = {"form": bound, "event": found, "is_refused": True}
        return render(request, "events/workplace/edit.html", context, status=422)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The event is announced: everybody sees it, and people can register."))
    return redirect("events:manage", slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.move_event")
    form = MoveForm(request.POST or None, event=found, today=timezone.localdate(request.now))
    if request.method == "POST" and form.is_valid():
        try:
            services.move_event(
                event=found,
                schedule=form.schedule(),
                reason=form.cleaned_data["reason"],
                by=request.actor,
                now=request.now,
            )
        except EventIncomplete as refused:
            for name in refused.missing:
                form.add_error(name if name in form.fields else None, _("Residents need to know this."))
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The event is moved, and everybody who registered is told."))
            return redirect("events:manage", slug)
    return _page(request, "move", {"form": form, "event": found, "expected": expected_of(found)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.cancel_event")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_event(event=found, reason=form.cleaned_data["reason"], by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The event is cancelled, and everybody who registered is told."))
            return redirect("events:manage", slug)
    return _page(request, "cancel", {"form": form, "event": found, "expected": expected_of(found)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: Request, slug: str) -> HttpResponse:
    found = own_event(request, slug, "events.manage_materials")
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_material(event=found, material=form.material(), by=request.actor, now=request.now)
        except (Refused, FileRefused) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The material is added."))
            return redirect("events:materials", slug)
    return _page(request, "materials", {"form": form, "event": found})


@require_POST
def remove_material(request: Request, slug: str, public_id: UUID) -> HttpResponse:
    found = own_event(request, slug, "events.manage_materials")
    material = get_object_or_404(found.materials.select_related("event", "file"), public_id=public_id)
    try:
        services.remove_material(material=material, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The material is removed."))
    return redirect("events:materials", slug)


def _page(request: Request, name: str, context: dict[str, object]) -> HttpResponse:
    return render(request, f"events/workplace/{name}.html", context, status=422 if request.method == "POST" else 200)
