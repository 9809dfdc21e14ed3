"""Keeping an opportunity: filled in, checked against the law, seen as residents will see it, published, extended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.design.forms import show_both
from balss.participation.forms.opportunities import (
    DiscussionForm,
    ExtensionForm,
    IntakeForm,
    OpportunityForm,
    closing,
)
from balss.participation.forms.processes import ReasonForm
from balss.participation.forms.refused import tell
from balss.participation.models import Opportunity, OpportunityKind, Process, PublicDiscussion
from balss.participation.queries.reading import opportunity_with_all, process_with_all
from balss.participation.services import (
    change_opportunity,
    discard_opportunity,
    extend_opportunity,
    faults_of,
    prepare_opportunity,
    publish_opportunity,
    withdraw_opportunity,
)
from balss.participation.services.refusals import ChangedMeanwhile, NotPublishable
from balss.participation.views.opportunities import context_of
from balss.participation.views.workplace.editing_processes import forms_only
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused

State = Opportunity.State


class Forms:
    """The three forms of the page as one: the opportunity, its intake, and the record of a public discussion."""

    def __init__(self, request: Request, process: Process, opportunity: Opportunity | None = None) -> None:
        posted = request.POST if request.method == "POST" else None
        self.main = OpportunityForm(
            posted, instance=opportunity, institution=process.institution, on=timezone.localdate(request.now)
        )
        consultation = getattr(opportunity, "consultation", None)
        self.intake = IntakeForm(posted, instance=consultation, prefix="pienemsana")
        kind = posted.get("kind") if posted else getattr(opportunity, "kind", "")
        self.is_discussion = kind == OpportunityKind.PUBLIC_DISCUSSION
        record = PublicDiscussion.objects.filter(consultation=consultation).first() if consultation else None
        self.discussion = DiscussionForm(posted if self.is_discussion else None, instance=record, prefix="apspriesana")

    def are_valid(self) -> bool:
        valid = [self.main.is_valid(), self.intake.is_valid()]
        return all([*valid, self.discussion.is_valid()] if self.is_discussion else valid)

    def refuse(self, refused: Refused) -> None:
        tell(self.main, refused)
        if isinstance(refused, ChangedMeanwhile):
            show_both(self.intake)
            if self.is_discussion:
                show_both(self.discussion)

    @property
    def content(self) -> dict[str, Any]:
        of_law = self.discussion.cleaned_data if self.is_discussion else {}
        return self.main.content | self.intake.cleaned_data | of_law


@forms_only
def new_opportunity(request: Request, slug: str) -> HttpResponse:
    process = get_object_or_404(process_with_all(slug))
    require(request.actor, "participation.manage_process", process, request.now)
    filled = Forms(request, process)
    if request.method == "POST" and filled.are_valid():
        try:
            made = prepare_opportunity(process=process, content=filled.content, by=request.actor, now=request.now)
        except Refused as refused:
            filled.main.add_error(None, refused.message)
            return _show(request, "edit_opportunity", status=409, process=process, forms=filled, form=filled.main)
        return redirect("participation:keep_opportunity", made.public_id)
    return _show(request, "edit_opportunity", process=process, forms=filled, form=filled.main)


@forms_only
def edit_opportunity(request: Request, public_id: UUID) -> HttpResponse:
    opportunity = _own(request, public_id)
    assert opportunity.process is not None  # noqa: S101  (of this room: a constraint)
    filled = Forms(request, opportunity.process, opportunity)
    context: dict[str, Any] = {
        "process": opportunity.process, "opportunity": opportunity, "forms": filled, "form": filled.main,
    }  # fmt: skip
    if request.method == "POST" and filled.are_valid():
        version = filled.main.cleaned_data["version"] or 0
        saved = Opportunity.objects.get(pk=opportunity.pk)  # the form has written onto its own copy
        try:
            change_opportunity(
                opportunity=saved, content=filled.content, version=version, by=request.actor, now=request.now
            )
        except Refused as refused:
            filled.refuse(refused)
            return _show(request, "edit_opportunity", status=409, **context)
        messages.success(request, _("Saved."))
        return redirect("participation:keep_opportunity", public_id)
    return _show(request, "edit_opportunity", **context)


@forms_only
def keep_opportunity(request: Request, public_id: UUID) -> HttpResponse:
    """What is missing or against the law, the preview, and what can be done: publish, extend, withdraw, discard."""
    opportunity = _own(request, public_id)
    extension = ExtensionForm(request.POST if "extend" in request.POST else None)
    reason = ReasonForm(request.POST if "withdraw" in request.POST else None)
    if request.method == "POST":
        try:
            if done := _do(request, opportunity, extension, reason):
                return done
        except NotPublishable:
            messages.error(request, _("Not published yet: see below what has to be mended."))
            return redirect("participation:keep_opportunity", public_id)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("participation:keep_opportunity", public_id)
    faults = faults_of(opportunity, request.now) if opportunity.state == State.DRAFT else []
    form = extension if extension.is_bound else reason
    context = context_of(request, opportunity) | {"faults": faults, "extension": extension, "reason": reason}
    return _show(request, "keep_opportunity", form=form, **context)


def _do(
    request: Request, opportunity: Opportunity, extension: ExtensionForm, reason: ReasonForm
) -> HttpResponse | None:
    who: dict[str, Any] = {"opportunity": opportunity, "by": request.actor, "now": request.now}
    if "publish" in request.POST:
        publish_opportunity(**who)
        messages.success(request, _("Published. Everybody can see it now."))
    elif "discard" in request.POST:
        discard_opportunity(**who)
        messages.success(request, _("The draft is gone."))
        return redirect("participation:desk")
    elif "extend" in request.POST and extension.is_valid():
        closes_at = closing(extension.cleaned_data["last_date"])
        assert closes_at is not None  # noqa: S101  (the field is required)
        extend_opportunity(closes_at=closes_at, reason=extension.cleaned_data["reason"], **who)
        messages.success(request, _("Extended. Everybody who took part is told."))
    elif "withdraw" in request.POST and reason.is_valid():
        withdraw_opportunity(reason=reason.cleaned_data["reason"], **who)
        messages.success(request, _("Withdrawn. Its page says why, and everybody who took part is told."))
    else:
        return None
    return redirect("participation:keep_opportunity", opportunity.public_id)


def _own(request: Request, public_id: UUID) -> Opportunity:
    opportunity = get_object_or_404(opportunity_with_all(public_id))
    require(request.actor, "participation.manage_opportunity", opportunity, request.now)
    return opportunity


def _show(request: Request, name: str, *, status: int = 0, **context: Any) -> HttpResponse:
    """A form that arrives and is shown again was wrong."""
    context["today"] = timezone.localdate(request.now)
    status = status or (422 if request.method == "POST" else 200)
    return render(request, f"participation/workplace/{name}.html", context, status=status)
