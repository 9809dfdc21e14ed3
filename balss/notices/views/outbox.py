"""The outbox for those who run the installation, and, where it is a demonstration, the letters for everybody."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balss.notices import services
from balss.notices.forms import StopForm
from balss.notices.models import Notice
from balss.notices.queries import failed_notices, latest_notices, outbox_figures
from balss.notices.queries.bulk import bulk_stop
from balss.notices.services import stopping
from balss.shared.http import Request
from balss.shared.permissions import can, require

PAGE_LENGTH = 50


@require_safe
@never_cache
def outbox(request: Request) -> HttpResponse:
    """How many letters wait, went out and failed; the failed ones, each with the server's answer and a retry."""
    require(request.actor, "notices.see_outbox", None, request.now)
    return _outbox(request, StopForm())


@require_POST
def stop(request: Request) -> HttpResponse:
    """Stop all news; the reason is public."""
    form = StopForm(request.POST)
    require(request.actor, "notices.stop_bulk", None, request.now)
    if not form.is_valid():
        return _outbox(request, form)
    try:
        stopping.stop_bulk(reason=form.cleaned_data["reason"], by=request.actor, now=request.now)
        messages.success(request, _("All news is stopped."))
    except stopping.StoppedAlready:
        messages.info(request, _("Somebody else has stopped it already."))
    return redirect("notices:outbox")


@require_POST
def go_on(request: Request) -> HttpResponse:
    """Let news go again."""
    try:
        stopping.resume_bulk(by=request.actor, now=request.now)
        messages.success(request, _("News is sent again."))
    except stopping.NothingStopped:
        messages.info(request, _("Nothing was stopped."))
    return redirect("notices:outbox")


def _outbox(request: Request, form: StopForm) -> HttpResponse:
    counted = outbox_figures(request.now)
    context = {
        "heading": _("Outgoing letters"),
        "figures": [
            (counted.waiting, _("waiting")),
            (counted.sent, _("sent in the last 24 hours")),
            (counted.held, _("held for paused addresses")),
            (counted.failed, _("not delivered")),
        ],
        "waiting_since": counted.waiting_since,
        "stop": bulk_stop(),
        "stop_form": form,
        "list_caption": _("Letters that were not delivered"),
        "page": Paginator(failed_notices(), PAGE_LENGTH).get_page(request.GET.get("page")),
    }
    return render(request, "notices/outbox.html", context)


def account_note(request: Request) -> SafeString | None:
    """The way to the outbox, for who runs the installation."""
    if not can(request.actor, "notices.see_outbox", None, request.now):
        return None
    context = {"figures": outbox_figures(request.now), "stop": bulk_stop()}
    return render_to_string("notices/_operating_note.html", context, request=request)


@require_POST
def retry(request: Request, notice_id: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=notice_id)
    services.retry(notice, by=request.actor, now=request.now)
    messages.success(request, _("The letter will be tried again."))
    return redirect("notices:outbox")


@require_safe
@never_cache
def demonstration_letters(request: Request) -> HttpResponse:
    """All letters with their words, so that a demonstration needs no mail server; 404 in production."""
    if settings.PRODUCTION:
        raise Http404
    page = Paginator(latest_notices(), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "notices/demonstration_letters.html", {"page": page})
