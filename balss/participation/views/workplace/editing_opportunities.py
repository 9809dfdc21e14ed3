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
    about,
    closing,
    kind_in,
    kinds_for,
)
from balss.participation.forms.processes import ReasonForm
from balss.participation.forms.refused import tell
from balss.participation.forms.sections import Section
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
    """The forms of the page as one: the opportunity, its intake, and of a public discussion what the law records."""

    def __init__(
        self, request: Request, process: Process, kind: OpportunityKind, opportunity: Opportunity | None = None
    ) -> None:
        posted = request.POST if request.method == "POST" else None
        consultation = getattr(opportunity, "consultation", None)
        record = PublicDiscussion.objects.filter(consultation=consultation).first() if consultation else None
        self.kind, self.is_public = kind, opportunity is not None and opportunity.state != State.DRAFT
        self.main = OpportunityForm(
            posted, instance=opportunity, kind=kind, institution=process.institution,
            on=timezone.localdate(request.now), initial={} if opportunity else about(process),
        )  # fmt: skip
        self.intake = IntakeForm(posted, instance=consultation, prefix="pienemsana")
        self.discussion = DiscussionForm(posted, instance=record, prefix="apspriesana")

    @property
    def all(self) -> list[OpportunityForm | DiscussionForm | IntakeForm]:
        """Those that are filled in; of what is public only the words."""
        if self.is_public:
            return [self.main]
        of_law = [self.discussion] if self.kind == OpportunityKind.PUBLIC_DISCUSSION else []
        return [self.main, *of_law, self.intake]

    @property
    def sections(self) -> list[Section]:
        return [part for form in self.all for part in form.sections()]

    def are_valid(self) -> bool:
        valid = [form.is_valid() for form in self.all]  # each says what is wrong with it
        return all(valid)

    def refuse(self, refused: Refused) -> None:
        tell(self.main, refused)
        if isinstance(refused, ChangedMeanwhile):
            for form in self.all[1:]:
                show_both(form)

    @property
    def content(self) -> dict[str, Any]:
        return self.main.content | {name: each for form in self.all[1:] for name, each in form.cleaned_data.items()}


@forms_only
def new_opportunity(request: Request, slug: str) -> HttpResponse:
    process = get_object_or_404(process_with_all(slug))
    require(request.actor, "participation.manage_process", process, request.now)
    kind = kind_in(request.POST.get("kind", request.GET.get("veids")))
    if kind is None:
        return _show(request, "choose_kind", process=process, kinds=kinds_for(process.institution))
    filled = Forms(request, process, kind)
    if request.method == "POST" and filled.are_valid():
        try:
            made = prepare_opportunity(process=process, content=filled.content, by=request.actor, now=request.now)
        except Refused as refused:
            filled.main.add_error(None, refused.message)
            return _show(request, "edit_opportunity", status=409, process=process, filled=filled, form=filled.main)
        return redirect("participation:keep_opportunity", made.public_id)
    return _show(request, "edit_opportunity", process=process, filled=filled, form=filled.main)


@forms_only
def edit_opportunity(request: Request, public_id: UUID) -> HttpResponse:
    opportunity = _own(request, public_id)
    assert opportunity.process is not None  # noqa: S101  (of this room: a constraint)
    process, is_draft = opportunity.process, opportunity.state == State.DRAFT
    chosen = request.POST.get("kind", request.GET.get("veids", opportunity.kind)) if is_draft else opportunity.kind
    if (kind := kind_in(chosen)) is None:
        kinds = kinds_for(process.institution)
        return _show(request, "choose_kind", process=process, kinds=kinds, chosen=opportunity.kind)
    filled = Forms(request, process, kind, opportunity)
    context: dict[str, Any] = {"process": process, "opportunity": opportunity, "filled": filled, "form": filled.main}
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
