"""The desk: who registered, registering for somebody, checking people in, and the list to print."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.core.paper import Facts, Paper, Paragraph, Table, Text, write_pdf
from balss.events import services
from balss.events.forms import DeskForm
from balss.events.models import Channel, Event, Registration, Standing
from balss.events.queries import expected_of, registrations_of
from balss.events.queries.spans import span_words
from balss.events.services import Ticket
from balss.events.services.desk import DOORS_OPEN
from balss.events.views.workplace.overview import own_event
from balss.shared.http import Request
from balss.shared.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: Request, slug: str) -> HttpResponse:
    """All registrations, and a form for somebody who called or wrote."""
    found = own_event(request, slug, "events.manage_registrations")
    form = DeskForm(request.POST or None, event=found, initial={"channel": Channel.PHONE.value, "way": found.form})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.enter_registration(
                event=found,
                attendee=form.attendee(language="lv"),
                channel=Channel(form.cleaned_data["channel"]),
                by=request.actor,
                now=request.now,
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _entered_words(made))
            return redirect("events:registrations", slug)
    rows = list(registrations_of(found))
    context = {
        "event": found,
        "form": form,
        "going": [each for each in rows if each.standing == Standing.GOING],
        "waiting": sorted(
            (each for each in rows if each.standing == Standing.WAITING), key=lambda each: (each.queued_at, each.pk)
        ),
        "cancelled": [each for each in rows if each.standing == Standing.CANCELLED],
        "expected": expected_of(found),
        "doors_open": request.now >= found.starts_at - DOORS_OPEN,
        "erased_at": found.ends_at + timedelta(days=form.kept_days),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/workplace/registrations.html", context, status=status)


def _entered_words(made: Registration) -> str:
    if made.standing == Standing.WAITING:
        return _("All places are taken: %(name)s is on the waiting list.") % {"name": made.name}
    return _("%(name)s has a place.") % {"name": made.name}


@require_POST
def mark(request: Request, slug: str, public_id: UUID) -> HttpResponse:
    """Somebody came, did not come after all, or gives the place back: told by the button that was pressed."""
    found = own_event(request, slug, "events.manage_registrations")
    registration = get_object_or_404(
        Registration.objects.select_related("event__institution"), event=found, public_id=public_id
    )
    try:
        if "cancel" in request.POST:
            services.cancel_registration(ticket=Ticket(registration), by=request.actor, now=request.now)
            messages.success(request, _("The registration of %(name)s is cancelled.") % {"name": registration.name})
        else:
            came = request.POST.get("came") == "1"
            services.check_in(registration=registration, came=came, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("events:registrations", slug)


@never_cache
@require_safe
def check_in_list(request: Request, slug: str) -> HttpResponse:
    """Who is expected on site, to be printed and ticked at the door."""
    found = own_event(request, slug, "events.manage_registrations")
    context = {"event": found, "expected": _expected_onsite(found)}
    return render(request, "events/workplace/check_in_list.html", context)


@never_cache
@require_safe
def check_in_pdf(request: Request, slug: str) -> HttpResponse:
    """The same as a tagged PDF (PDF/UA-1)."""
    found = own_event(request, slug, "events.manage_registrations")
    rows = [[Text(each.name), Text(each.organisation), Text(each.needs), Text(" ")] for each in _expected_onsite(found)]
    title = _("Check-in list")
    blocks = [
        Facts([(_("When"), [Text(span_words(found.starts_at, found.ends_at))]), (_("Where"), [Text(_where(found))])]),
        Table(_("Who is expected"), [_("Name"), _("Organisation"), _("Needs"), _("Came")], rows, [4, 4, 4, 1])
        if rows
        else Paragraph(Text(_("Nobody has registered yet."))),
    ]
    paper = Paper(
        title=title,
        subtitle=found.title,
        language=get_language() or "lv",
        author=str(found.institution.name_on(timezone.localdate(request.now))),
        made_at=request.now,
        foot=_("Personal data: destroy the list when the event is closed."),
        blocks=blocks,
    )
    headers = {"Content-Disposition": f'inline; filename="{found.slug}.pdf"'}
    return HttpResponse(write_pdf(paper), content_type="application/pdf", headers=headers)


def _expected_onsite(found: Event) -> list[Registration]:
    return list(registrations_of(found).going().filter(is_online=False))


def _where(found: Event) -> str:
    return ", ".join(filter(None, [found.place, found.address])) if found.has_site else _("online")
