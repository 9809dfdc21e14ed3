"""Where staff enter what came on paper, at a meeting, spoken or by mail; and where helpers find what for."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.participation.forms.entering import EnterForm
from balss.participation.models import Consultation, Contribution, Opportunity
from balss.participation.services.contributions import Received, enter
from balss.participation.views.contributions.reading import consultation_of
from balss.participation.views.opportunities import readable
from balss.shared.files import FileRefused, StoreUnavailable, store
from balss.shared.http import Request
from balss.shared.permissions import Role, require
from balss.shared.refusals import Refused

ORIGINAL = "participation.original"
KEPT = ("channel", "received_date")  # of the one before, when the next is entered
MOST = 200


@require_safe
def help_people(request: Request) -> HttpResponse:
    """What helpers of libraries and service centres can enter for: all that is open here, what closes first on top."""
    require(request.actor, "participation.help_people", None, request.now)
    found = Opportunity.objects.open(request.now).filter(origin="").select_related("institution")
    context = {
        "opportunities": found.prefetch_related("institution__names")[:MOST],
        "today": timezone.localdate(request.now),
    }
    return render(request, "participation/workplace/help_people.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_contribution(request: Request, public_id: UUID) -> HttpResponse:
    consultation = consultation_of(readable(request, public_id))
    require(request.actor, "participation.enter_contribution", consultation, request.now)
    on = timezone.localdate(request.now)
    if request.method != "POST":
        kept = {name: request.GET[name] for name in KEPT if name in request.GET}
        first: dict[str, Any] = {"submission_key": uuid4(), "received_date": on, **kept}
        return _show(request, consultation, EnterForm(initial=first, consultation=consultation, on=on))
    form = EnterForm(request.POST, request.FILES, consultation=consultation, on=on)
    if not form.is_valid():
        return _show(request, consultation, form, status=422)
    try:
        entered = _enter(request, consultation, form)
    except FileRefused as refused:
        return _refused(request, consultation, form, refused.message, 422)
    except StoreUnavailable as unavailable:
        return _refused(request, consultation, form, unavailable.message, 503)
    except Refused as refused:
        return _refused(request, consultation, form, refused.message, 409)
    messages.success(request, _("Entered. Receipt number for the person: %(number)s") % {"number": entered.receipt})
    if "next" in request.POST:
        return redirect(f"{request.path}?{urlencode({name: form.data[name] for name in KEPT})}")
    return redirect(f"{consultation.opportunity.get_absolute_url()}#voices")


@transaction.atomic
def _enter(request: Request, consultation: Consultation, form: EnterForm) -> Contribution:
    """The original is kept together with what it says, or not at all."""
    typed = form.cleaned_data
    upload = typed.get("original")
    original = upload and store(
        upload, by=request.actor, now=request.now, name=upload.name or "", public=False, guard=ORIGINAL
    )
    received = Received(typed["channel"], typed["received_date"], original or None, typed["read_back"])
    return enter(
        consultation=consultation, submission_key=typed["submission_key"], said=form.said, speaker=form.speaker,
        received=received, by=request.actor, now=request.now,
    )  # fmt: skip


def _refused(request: Request, consultation: Consultation, form: EnterForm, why: str, status: int) -> HttpResponse:
    form.add_error(None, why)
    return _show(request, consultation, form, status=status)


def _show(request: Request, consultation: Consultation, form: EnterForm, *, status: int = 200) -> HttpResponse:
    context = {
        "opportunity": consultation.opportunity,
        "form": form,
        "is_helper": request.actor.holds(Role.HELPER),
        "today": timezone.localdate(request.now),
    }
    return render(request, "participation/workplace/enter.html", context, status=status)
