"""Where officials read what people say: in bulk what was held, one by one what is to be removed or was contested."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.participation.forms.moderation import ContestForm, ReasonsForm
from balss.participation.models import Consultation, Contribution, Removal
from balss.participation.queries.moderating import queue_of
from balss.participation.services.moderation import (
    Reasons,
    decide_contest,
    dismiss_reports,
    hold_as_spam,
    publish_held,
    remove,
)
from balss.participation.views.contributions.reading import consultation_of
from balss.participation.views.opportunities import readable
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@forms_only
def moderate(request: Request, public_id: UUID) -> HttpResponse:
    consultation = _own(request, public_id)
    if request.method == "POST":
        _do(request, consultation)
        return redirect("participation:moderate", public_id)
    opportunity = consultation.opportunity
    context = {"opportunity": opportunity, "process": opportunity.process, "queue": queue_of(consultation)}
    return render(request, "participation/workplace/moderate.html", context)


def _do(request: Request, consultation: Consultation) -> None:
    chosen = Contribution.objects.select_related("consultation__opportunity__institution").filter(
        consultation=consultation, receipt__in=request.POST.getlist("chosen")
    )
    who: dict[str, Any] = {"by": request.actor, "now": request.now}
    if not chosen:
        messages.error(request, _("Tick what you mean first."))
    elif "publish" in request.POST:
        done = publish_held(contributions=chosen, **who)
        messages.success(request, ngettext("%(count)d published.", "%(count)d published.", done) % {"count": done})
    elif "spam" in request.POST:
        done = hold_as_spam(contributions=chosen, **who)
        messages.success(
            request,
            ngettext("%(count)d held as advertising.", "%(count)d held as advertising.", done) % {"count": done},
        )
    elif "dismiss" in request.POST:
        done = sum(dismiss_reports(contribution=each, **who) for each in chosen)
        messages.success(
            request,
            ngettext("%(count)d report answered: it stays.", "%(count)d reports answered: it stays.", done)
            % {"count": done},
        )


@never_cache
@forms_only
def judge(request: Request, public_id: UUID) -> HttpResponse:
    """One contribution: removing it with the statement of reasons, or deciding on its contested removal."""
    consultation = _own(request, public_id)
    said = get_object_or_404(
        Contribution.objects.exclude(state__in=(Contribution.State.DRAFT, Contribution.State.UNCONFIRMED)),
        consultation=consultation,
        receipt=request.GET.get("viedoklis", ""),
    )
    removal = Removal.objects.filter(contribution=said, state=Removal.State.CONTESTED).first()
    form = (ContestForm if removal else ReasonsForm)(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            _judge(request, said, removal, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            return redirect("participation:moderate", public_id)
    context = {
        "opportunity": consultation.opportunity,
        "process": consultation.opportunity.process,
        "said": said,
        "removal": removal,
        "form": form,
        "may_remove": said.state in (Contribution.State.PUBLISHED, Contribution.State.HELD, Contribution.State.SPAM),
        "may_decide": removal is not None and can(request.actor, "participation.decide_contest", removal, request.now),
    }
    return render(request, "participation/workplace/judge.html", context, status=status)


def _judge(request: Request, said: Contribution, removal: Removal | None, typed: dict[str, Any]) -> None:
    if removal is None:
        remove(contribution=said, reasons=Reasons(**typed), by=request.actor, now=request.now)
        messages.success(request, _("Removed. Its place says why, and its author was told where an address is known."))
        return
    uphold = "uphold" in request.POST
    decide_contest(
        removal=removal, uphold=uphold, decision=typed["decision"], by=request.actor, now=request.now
    )  # fmt: skip
    messages.success(request, _("The removal stands.") if uphold else _("The words are back on the page."))


def _own(request: Request, public_id: UUID) -> Consultation:
    consultation = consultation_of(readable(request, public_id))
    require(request.actor, "participation.moderate", consultation, request.now)
    return consultation
