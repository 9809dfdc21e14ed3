"""Keeping a process: its words, timeline and documents; publishing and stopping it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.participation.forms.processes import (
    DocumentForm,
    ProcessForm,
    ReasonForm,
    StageForms,
    stage_contents,
)
from balss.participation.forms.refused import tell
from balss.participation.models import Process
from balss.participation.queries.reading import process_with_all
from balss.participation.services import (
    add_document,
    add_version,
    change_process,
    discard_process,
    faults_of_process,
    publish_process,
    set_stages,
    start_process,
    stop_process,
)
from balss.participation.services.refusals import NotPublishable
from balss.participation.views.workplace.own import own_institution
from balss.shared.files.services import store
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@forms_only
def new_process(request: Request) -> HttpResponse:
    institution = own_institution(request)
    form = ProcessForm(request.POST or None, institution=institution, on=timezone.localdate(request.now))
    if request.method == "POST" and form.is_valid():
        process = start_process(institution=institution, content=form.content, by=request.actor, now=request.now)
        messages.success(request, _("The draft is saved. Only your institution sees it."))
        return redirect("participation:keep_process", process.slug)
    return _show(request, "edit_process", form=form, institution=institution)


@forms_only
def keep_process(request: Request, slug: str) -> HttpResponse:
    """How the process stands, what is missing, and what can be done with it."""
    process = _own(request, slug)
    reason = ReasonForm(request.POST if "stop" in request.POST else None)
    if request.method == "POST":
        try:
            if done := _do(request, process, reason):
                return done
        except NotPublishable as refused:
            for fault in refused.faults:
                messages.error(request, fault.message)
            return redirect("participation:keep_process", process.slug)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("participation:keep_process", process.slug)
    opportunities = process.opportunities(manager="objects").order_by("-id")
    return _show(
        request, "keep_process", process=process, form=reason, opportunities=opportunities,
        faults=faults_of_process(process) if process.state == Process.State.DRAFT else [],
    )  # fmt: skip


def _do(request: Request, process: Process, reason: ReasonForm) -> HttpResponse | None:
    if "publish" in request.POST:
        publish_process(process=process, by=request.actor, now=request.now)
        messages.success(request, _("Published. Everybody can read it now."))
    elif "discard" in request.POST:
        discard_process(process=process, by=request.actor, now=request.now)
        messages.success(request, _("The draft is gone."))
        return redirect("participation:desk")
    elif "stop" in request.POST and reason.is_valid():
        stop_process(process=process, by=request.actor, now=request.now, **reason.cleaned_data)
        messages.success(request, _("The process is stopped. Its page says why."))
    else:
        return None
    return redirect("participation:keep_process", process.slug)


@forms_only
def edit_process(request: Request, slug: str) -> HttpResponse:
    process = _own(request, slug)
    form = ProcessForm(
        request.POST or None, instance=process, institution=process.institution,
        on=timezone.localdate(request.now), initial={"version": process.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            saved = Process.objects.get(pk=process.pk)  # the form has written onto its own copy
            change_process(process=saved, content=form.content, version=version, by=request.actor, now=request.now)
        except Refused as refused:
            tell(form, refused)
            return _show(request, "edit_process", status=409, form=form, process=process)
        messages.success(request, _("Saved."))
        return redirect("participation:keep_process", slug)
    return _show(request, "edit_process", form=form, process=process)


@forms_only
def edit_stages(request: Request, slug: str) -> HttpResponse:
    process = _own(request, slug)
    rows = process.stages.values("title", "text", "start_date", "end_date")
    stages = StageForms(request.POST or None, initial=list(rows))
    if request.method == "POST" and stages.is_valid():
        try:
            set_stages(process=process, stages=stage_contents(stages), by=request.actor, now=request.now)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Saved."))
        return redirect("participation:keep_process", slug)
    return _show(request, "edit_stages", process=process, stages=stages, form=stages)


@forms_only
def new_document(request: Request, slug: str) -> HttpResponse:
    process = _own(request, slug)
    form = DocumentForm(request.POST or None, request.FILES or None, process=process)
    if request.method == "POST" and form.is_valid():
        try:
            _keep_document(request, process, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
            return _show(request, "new_document", status=409, process=process, form=form)
        messages.success(request, _("The document is added."))
        return redirect("participation:keep_process", slug)
    return _show(request, "new_document", process=process, form=form)


@transaction.atomic
def _keep_document(request: Request, process: Process, given: dict[str, Any]) -> None:
    document = given["document"] or add_document(
        process=process, kind=given["kind"], title=given["title"], by=request.actor, now=request.now
    )
    upload = given["upload"]
    file = (
        store(upload, by=request.actor, now=request.now, name=upload.name, public=True) if upload is not None else None
    )
    add_version(
        document=document, file=file, address=given["address"], changes=given["changes"], by=request.actor,
        now=request.now,
    )  # fmt: skip


def _own(request: Request, slug: str) -> Process:
    process = get_object_or_404(process_with_all(slug))
    require(request.actor, "participation.manage_process", process, request.now)
    return process


def _show(request: Request, name: str, *, status: int = 0, **context: Any) -> HttpResponse:
    """A form that arrives and is shown again was wrong."""
    context["today"] = timezone.localdate(request.now)
    status = status or (422 if request.method == "POST" else 200)
    return render(request, f"participation/workplace/{name}.html", context, status=status)
