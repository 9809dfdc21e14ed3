"""Writing a report: saved as a draft (by the button, or by itself while typing), merged with a colleague's, sent.

Whatever goes wrong when a form arrives (the session ended, the role ended, a colleague sent the report, the period
closed), the form is shown again with every word that was typed.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from balss.plan.forms.report import ReportForm
from balss.plan.models import ProgressReport
from balss.plan.queries.contacts import names_of_accounts
from balss.plan.queries.workload import task_of
from balss.plan.services.progress import (
    SavedDraft,
    discard_draft,
    duty_of,
    keep_document,
    read_content,
    save_draft,
    slots_of,
    submit_report,
    take_out_of_period,
)
from balss.plan.services.refusals import DraftExists, PeriodClosed, ReportIncomplete
from balss.shared.files import FileRefused
from balss.shared.http import Request
from balss.shared.own_forms import is_from_our_page
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused

LONGEST_NUMBER = 19  # digits, of a row in either database
REPORTS = ProgressReport.objects.select_related("measure__plan", "measure__commitment", "institution", "period")


@never_cache
@csrf_exempt  # checked in `_why_not`, which keeps what was typed
@require_http_methods(["GET", "HEAD", "POST"])
def edit_report(request: Request, public_id: UUID) -> HttpResponse:
    report = ProgressReport.objects.filter(public_id=public_id).first()
    if report is None and request.method == "POST":
        return _show_words(request)
    report = get_object_or_404(REPORTS, public_id=public_id)
    slots = slots_of(duty_of(report, request.now))
    if request.method == "POST":
        return _receive(request, ReportForm(data=request.POST, files=request.FILES, report=report, slots=slots))
    require(request.actor, "plan.edit_report", report, request.now)
    if report.state != ProgressReport.State.DRAFT:
        return redirect("plan:report", report.public_id)
    saved = read_content(report, slots)
    return _show(request, ReportForm(initial={**saved, "version": report.version}, report=report, slots=slots))


def _receive(request: Request, form: ReportForm) -> HttpResponse:
    form.is_valid()
    by_itself = "X-Autosave" in request.headers
    if refusal := _why_not(request, form.report):
        form.add_error(None, refusal)
        return _answer(refusal) if by_itself else _show(request, form, status=403)
    try:
        saved = _save(request, form)
    except Refused as refused:
        form.add_error("as_of_date" if "as_of_date" in form.changed_data else None, refused.message)
        return _answer(refused.message) if by_itself else _show(request, form, status=409)
    except FileRefused as refused:  # what only keeping it finds out: no room left, a picture that cannot be drawn
        form.add_error(None, refused.message)
        return _answer(refused.message) if by_itself else _show(request, form, status=422)
    if by_itself:
        return _answer_saved(form, saved)
    if not saved.is_as_sent or form.errors:
        return _show_merged(request, form, saved)
    if "send" in request.POST:
        return _send(request, form, saved)
    messages.success(request, _("The draft is saved. Only your institution sees it."))
    return redirect("plan:edit_report", saved.report.public_id)


def _why_not(request: Request, report: ProgressReport) -> str:
    """Why what was sent may not be saved, in words; empty when it may."""
    if not request.actor.is_signed_in:
        return _(
            "You are no longer signed in, and nothing has been saved yet. Your words are still here: sign in in a new "
            "tab, come back to this one and save again."
        )
    if not is_from_our_page(request):
        return _("Your sign-in was renewed while the page was open. Your words are still here: save once more.")
    if not can(request.actor, "plan.edit_report", report, request.now):
        return _(
            "In the role that you act in now you cannot change this report. Your words are still here: choose the role "
            "at its institution in a new tab, come back to this one and save again."
        )
    return ""


@transaction.atomic
def _save(request: Request, form: ReportForm) -> SavedDraft:
    """Save what could be understood; uploads are kept only together with it."""
    documents: dict[str, Any] = dict(form.removed)
    for name, upload in form.uploads.items():
        documents[name] = keep_document(upload, by=request.actor, now=request.now).pk
    return save_draft(
        report=form.report,
        content=form.content | documents,
        base=form.base,
        version=form.cleaned_data.get("version") or 0,
        by=request.actor,
        now=request.now,
    )


def _send(request: Request, form: ReportForm, saved: SavedDraft) -> HttpResponse:
    try:
        submit_report(report=saved.report, version=saved.report.version, by=request.actor, now=request.now)
    except ReportIncomplete as refused:
        again = _typed_onto_saved(form, saved)
        again.is_valid()
        again.add_error(None, refused.message)
        for name in refused.missing:
            again.add_error(name, _("This is needed before the report can be sent."))
        return _show(request, again, status=422)
    except Refused as refused:
        again = _typed_onto_saved(form, saved)
        again.is_valid()
        again.add_error(None, refused.message)
        return _show(request, again, status=409, closed=isinstance(refused, PeriodClosed))
    messages.success(request, _("The report has been sent to the coordinator of the plan and is public now."))
    return redirect("plan:report", saved.report.public_id)


def _show_merged(request: Request, form: ReportForm, saved: SavedDraft) -> HttpResponse:
    """Show the form again: with a colleague's changes taken in, theirs beside what both changed, or with errors."""
    errors = {name: list(each) for name, each in form.errors.items()}
    again = _typed_onto_saved(form, saved)
    again.is_valid()
    for name, each in errors.items():
        if name not in again.errors:
            again.add_error(None if name == "__all__" else name, each)
    return _show(request, again, saved=saved, status=409 if saved.conflicts else 422 if errors else 200)


def _typed_onto_saved(form: ReportForm, saved: SavedDraft) -> ReportForm:
    now_saved = read_content(ProgressReport.objects.get(pk=saved.report.pk), form.slots)
    return form.typed_onto(now_saved, saved.report.version, taken=saved.taken)


def _show(
    request: Request, form: ReportForm, *, saved: SavedDraft | None = None, status: int = 200, closed: bool = False
) -> HttpResponse:
    report = form.report
    may_edit = can(request.actor, "plan.edit_report", report, request.now)
    documents = {value.document_id: value.document for value in report.values.select_related("document")}
    theirs = saved.conflicts if saved else {}
    groups = [
        {
            "indicator": slot.indicator,
            "metric": slot.metric,
            "fields": [
                (form[slot.field(part)], theirs.get(slot.field(part))) for part in ("number", "text", "address")
            ],
            "upload": form[slot.field("upload")],
            "remove": form[slot.field("remove")],
            "hidden": form[slot.field("document")],
            "document": documents.get(_int(form[slot.field("document")].value())) if may_edit else None,
        }
        for slot in form.slots
    ]
    context = {
        "form": form,
        "report": report,
        "main": [(form[name], theirs.get(name)) for name in ("status", "as_of_date", "text", "obstacles")],
        "groups": groups,
        "task": task_of(duty_of(report, request.now), on=request.now.date()) if may_edit else None,
        "colleague": names_of_accounts([saved.changed_by]).get(saved.changed_by, "") if saved else "",
        "merged": [form[name].label for name in saved.taken if name in form.fields] if saved else [],
        "conflicts": bool(theirs),
        "closed": closed,
        "may_edit": may_edit,
    }
    return render(request, "plan/workplace/edit_report.html", context, status=status)


def _show_words(request: Request) -> HttpResponse:
    """The draft is gone: everything that was typed, to be copied."""
    words = [(name, text) for name, text in request.POST.items() if text and not name.startswith(("initial-", "csrf"))]
    return render(request, "plan/workplace/words.html", {"words": words}, status=404)


def _answer(message: str) -> HttpResponse:
    return JsonResponse({"saved": False, "message": message}, status=409)


def _answer_saved(form: ReportForm, saved: SavedDraft) -> HttpResponse:
    """What the script needs to go on: the version, and what a colleague changed elsewhere."""
    again = _typed_onto_saved(form, saved)
    if saved.conflicts:
        return _answer(_("A colleague changed the same field. Press “Save the draft” to see both versions."))
    fields = {name: again[name].value() or "" for name in saved.taken if name in again.fields}
    message = _("A part is not saved yet: see the fields that cannot be understood.") if form.errors else _("Saved")
    return JsonResponse({"saved": True, "message": message, "version": saved.report.version, "fields": fields})


@require_POST
def discard(request: Request, public_id: UUID) -> HttpResponse:
    report = get_object_or_404(REPORTS, public_id=public_id)
    try:
        discard_draft(report=report, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("plan:report", report.public_id)
    messages.success(request, _("The draft has been discarded."))
    return redirect("plan:duty", report.measure.plan.slug, report.measure.key)


@require_POST
def outside_periods(request: Request, public_id: UUID) -> HttpResponse:
    report = get_object_or_404(REPORTS, public_id=public_id)
    try:
        take_out_of_period(report=report, by=request.actor, now=request.now)
    except DraftExists as refused:
        messages.warning(request, refused.message)
        return redirect("plan:edit_report", refused.draft.public_id)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("This is now a report outside the periods. Check its day, then send it."))
    return redirect("plan:edit_report", report.public_id)


def _int(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else None
