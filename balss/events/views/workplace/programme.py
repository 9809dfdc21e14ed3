"""The programme of an event, part by part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balss.events import services
from balss.events.forms import ItemForm
from balss.events.models import Event, ProgrammeItem
from balss.events.services.refusals import OutsideTheEvent
from balss.events.views.workplace.overview import own_event
from balss.shared.http import Request
from balss.shared.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: Request, slug: str) -> HttpResponse:
    """All parts, and a form for one more."""
    return _edit(request, own_event(request, slug, "events.edit_event"), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Request, slug: str, item_id: int) -> HttpResponse:
    found = own_event(request, slug, "events.edit_event")
    return _edit(request, found, get_object_or_404(found.programme, pk=item_id))


def _edit(request: Request, found: Event, part: ProgrammeItem | None) -> HttpResponse:
    form = ItemForm(request.POST or None, event=found, item=part)
    if request.method == "POST" and form.is_valid():
        starts_at, ends_at = form.times()
        try:
            services.save_item(
                event=found, item=part, starts_at=starts_at, ends_at=ends_at, title=form.cleaned_data["title"],
                speakers=form.speakers(), by=request.actor, now=request.now,
            )  # fmt: skip
        except OutsideTheEvent as refused:
            form.add_error("starts", refused.message)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The programme is saved."))
            return redirect("events:programme", found.slug)
    status = 422 if request.method == "POST" else 200
    context = {"event": found, "form": form, "part": part}
    return render(request, "events/workplace/programme.html", context, status=status)


@require_POST
def remove(request: Request, slug: str, item_id: int) -> HttpResponse:
    found = own_event(request, slug, "events.edit_event")
    part = get_object_or_404(found.programme, pk=item_id)
    try:
        services.remove_item(item=part, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The part has been taken out of the programme."))
    return redirect("events:programme", slug)
