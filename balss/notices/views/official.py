"""Official e-address: what a person agreed to and got, and the page on which an institution runs its gateway."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from balss.core.calendar import day_in_riga
from balss.notices.forms import OfficialForm
from balss.notices.models import Consent
from balss.notices.queries.official import (
    consents_of,
    dispatches_to,
    gateway_figures,
    latest_test,
    senders,
    standing_gateway,
)
from balss.notices.services.official import consents, running
from balss.notices.services.official.connections import connections
from balss.people.models import Person
from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.rate_limits import rate_limit

PAGE_LENGTH = 20


def _account(request: Request) -> str:
    return str(request.actor.account_id)


@login_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("official e-address", 20, per=timedelta(hours=1), whom=_account)
def own(request: Request) -> HttpResponse:
    """What one agreed to, agreeing, and what was sent; wrong input is shown again with what is wrong."""
    person = get_object_or_404(Person, pk=request.actor.person_id)
    choices = senders(connections(), day_in_riga(request.now))
    form = OfficialForm(request.POST or None, institutions=choices, day=day_in_riga(request.now))
    if request.method == "POST" and form.is_valid() and _give(request, person, form):
        return redirect("notices:official")
    context = {
        "form": form,
        "senders": choices,
        "identified": consents.is_identified(person, request.now),
        "consents": consents_of(person),
        "page": Paginator(dispatches_to(person), PAGE_LENGTH).get_page(request.GET.get("page")),
    }
    return render(request, "notices/official.html", context)


def _give(request: Request, person: Person, form: OfficialForm) -> bool:
    """Whether it was given; otherwise the form says why not."""
    institution: Institution = form.cleaned_data["institution"]
    try:
        consents.give(
            person=person, institution=institution, code=form.cleaned_data["code"], news=form.cleaned_data["news"],
            by=request.actor, now=request.now,
        )  # fmt: skip
    except consents.NotYourCode:
        form.add_error("code", _("This is not the personal code with which you signed in. Only your own can be given."))
    except consents.NotIdentified:
        form.add_error(None, _("First link a sign-in that knows surely who you are."))
    except consents.TooYoung as young:
        form.add_error(None, _("The law gives an official e-address from the age of %(age)d.") % {"age": young.age})
    except consents.NoGateway:
        form.add_error("institution", _("This institution does not send to official e-addresses now."))
    else:
        messages.success(request, _("Done. What the institution has for you now goes to your official e-address."))
        return True
    return False


@require_POST
@login_required
def withdraw(request: Request, consent_id: int) -> HttpResponse:
    consent = get_object_or_404(Consent.objects.select_related("person"), pk=consent_id)
    consents.withdraw(consent=consent, by=request.actor, now=request.now)
    messages.success(request, _("Taken back, and the address is forgotten. What follows comes by e-mail."))
    return redirect("notices:official")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gateway(request: Request, slug: str) -> HttpResponse:
    """Counts of an institution's messages, switching, testing, trying again."""
    institution = get_object_or_404(Institution.objects.prefetch_related("names"), slug=slug)
    require(request.actor, "notices.see_gateway", institution, request.now)
    if request.method == "POST":
        return _run(request, institution)
    test = latest_test(institution)
    context = {
        "institution": institution,
        "name": institution.name_on(day_in_riga(request.now)),
        "connection": connections().get(institution.code),
        "connected": running.is_connected(institution),
        "is_on": standing_gateway(institution) is not None,
        "figures": gateway_figures(institution),
        "test": test,
        "may_run": can(request.actor, "notices.run_gateway", institution, request.now),
    }
    return render(request, "notices/gateway.html", context)


def _run(request: Request, institution: Institution) -> HttpResponse:
    who: dict[str, Any] = {"institution": institution, "by": request.actor, "now": request.now}
    wish = request.POST.get("do", "")
    try:
        if wish in ("on", "off"):
            running.switch(**who, is_on=wish == "on")
            messages.success(request, _("Switched on.") if wish == "on" else _("Switched off. What waits is kept."))
        elif wish == "test":
            running.send_test(**who)
            messages.success(request, _("A test message is on its way to the institution's own e-address."))
        else:
            running.retry(**who)
            messages.success(request, _("What waits will be tried again within a minute."))
    except running.NotConnected:
        messages.error(request, _("The gateway is not connected or switched off."))
    return redirect("notices:gateway", institution.slug)
