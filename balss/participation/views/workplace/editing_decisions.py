"""Telling of a decision: filled in, published, told through channels, followed until it is carried out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.participation.forms.answers import DecisionForm, TellingForm, UpdateForm
from balss.participation.forms.processes import ReasonForm
from balss.participation.forms.refused import tell
from balss.participation.models import Decision
from balss.participation.queries.reading import decision_with_all
from balss.participation.services import outcomes
from balss.participation.services.outcomes.decisions import faults_of_decision
from balss.participation.services.refusals import NotPublishable
from balss.participation.views.workplace.own import own_institution
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])
LISTS = ("audiences", "territories")


@forms_only
def new_decision(request: Request) -> HttpResponse:
    institution = own_institution(request)
    form = DecisionForm(
        request.POST or None, institution=institution, on=timezone.localdate(request.now),
        initial={"process": request.GET.get("process")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = outcomes.start_decision(institution=institution, content=form.content, by=request.actor, now=request.now)
        messages.success(request, _("The draft is saved. Only your institution sees it."))
        return redirect("participation:keep_decision", made.slug)
    return _show(request, "edit_decision", form=form)


@forms_only
def edit_decision(request: Request, slug: str) -> HttpResponse:
    decision = _own(request, slug)
    initial = {name: [each.pk for each in getattr(decision, name).all()] for name in LISTS}
    form = DecisionForm(
        request.POST or None, instance=decision, institution=decision.institution,
        on=timezone.localdate(request.now), initial={"version": decision.version, **initial},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        saved = Decision.objects.get(pk=decision.pk)  # the form has written onto its own copy
        version = form.cleaned_data["version"] or 0
        try:
            outcomes.change_decision(
                decision=saved, content=form.content, version=version, by=request.actor, now=request.now
            )
        except Refused as refused:
            tell(form, refused)
            return _show(request, "edit_decision", status=409, form=form, decision=decision)
        messages.success(request, _("Saved."))
        return redirect("participation:keep_decision", slug)
    return _show(request, "edit_decision", form=form, decision=decision)


@forms_only
def keep_decision(request: Request, slug: str) -> HttpResponse:
    decision = _own(request, slug)
    today = timezone.localdate(request.now)
    telling = TellingForm(request.POST if "tell" in request.POST else None, initial={"told_date": today})
    update = UpdateForm(
        request.POST if "update" in request.POST else None,
        initial={"as_of_date": today, "progress": decision.progress},
    )
    reason = ReasonForm(request.POST if "withdraw" in request.POST else None)
    if request.method == "POST":
        try:
            if done := _do(request, decision, telling, update, reason):
                return done
        except NotPublishable as refused:
            for fault in refused.faults:
                messages.error(request, fault.message)
            return redirect("participation:keep_decision", slug)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("participation:keep_decision", slug)
    faults = faults_of_decision(decision, request.now) if decision.state == Decision.State.DRAFT else []
    form = next((each for each in (telling, update, reason) if each.is_bound), reason)
    return _show(
        request, "keep_decision", decision=decision, telling=telling, update=update, reason=reason, faults=faults,
        form=form,
    )  # fmt: skip


def _do(
    request: Request, decision: Decision, telling: TellingForm, update: UpdateForm, reason: ReasonForm
) -> HttpResponse | None:
    who: dict[str, Any] = {"decision": decision, "by": request.actor, "now": request.now}
    if "publish" in request.POST:
        outcomes.publish_decision(ends_process="ends_process" in request.POST, **who)
        messages.success(request, _("Published. Everybody can read it now."))
    elif "discard" in request.POST:
        outcomes.discard_decision(**who)
        messages.success(request, _("The draft is gone."))
        return redirect("participation:desk")
    elif "tell" in request.POST and telling.is_valid():
        outcomes.add_telling(**telling.cleaned_data, **who)
        messages.success(request, _("Noted."))
    elif "update" in request.POST and update.is_valid():
        outcomes.add_update(**update.cleaned_data, **who)
        messages.success(request, _("Noted. It stands on the page of the decision."))
    elif "withdraw" in request.POST and reason.is_valid():
        outcomes.withdraw_decision(reason=reason.cleaned_data["reason"], **who)
        messages.success(request, _("Withdrawn. It stays readable, with the reason."))
    else:
        return None
    return redirect("participation:keep_decision", decision.slug)


def _own(request: Request, slug: str) -> Decision:
    decision = get_object_or_404(decision_with_all(slug))
    require(request.actor, "participation.manage_decision", decision, request.now)
    return decision


def _show(request: Request, name: str, *, status: int = 0, **context: Any) -> HttpResponse:
    """A form that arrives and is shown again was wrong."""
    context["today"] = timezone.localdate(request.now)
    status = status or (422 if request.method == "POST" else 200)
    return render(request, f"participation/workplace/{name}.html", context, status=status)
