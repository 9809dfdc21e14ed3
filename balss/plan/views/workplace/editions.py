"""Importing a plan's document by hand: uploaded, compared with the edition in force, then applied or discarded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balss.core.plandoc.unreadable import Unreadable
from balss.plan.forms.workplace import EditionForm
from balss.plan.models import Edition
from balss.plan.queries import Preview, preview, read_plan_bytes
from balss.plan.queries.comparison import comparison_of
from balss.plan.services.editions import PlanChangedSince
from balss.plan.services.sources import (
    SOURCE_GUARD,
    AlreadyApplied,
    apply_source,
    discard_source,
    keep_source,
    uploaded_bytes,
)
from balss.shared.files import FileRefused, StoreUnavailable, open_for
from balss.shared.http import Request
from balss.shared.models import StoredFile
from balss.shared.permissions import can, require


@require_http_methods(["GET", "HEAD", "POST"])
def editions(request: Request) -> HttpResponse:
    """Upload a document; and every edition imported so far, with the file that it was read from."""
    require(request.actor, "plan.import_edition", None, request.now)
    form = EditionForm(request.POST, request.FILES) if request.method == "POST" else EditionForm()
    if form.is_bound and form.is_valid():
        kept = _kept(request, form)
        if kept:
            return kept
    rows = Edition.objects.select_related("plan", "source").defer("document").order_by("plan_id", "-number")
    may_read = {
        plan: can(request.actor, "plan.import_edition", plan, request.now) for plan in {row.plan for row in rows}
    }
    context = {"form": form, "rows": [(row, row.source is not None and may_read[row.plan]) for row in rows]}
    return render(request, "plan/workplace/editions.html", context, status=422 if form.errors else 200)


def _kept(request: Request, form: EditionForm) -> HttpResponse | None:
    """Keep a document that can be read and says something new, and go on to what it changes."""
    upload, country = form.cleaned_data["document"], form.cleaned_data["country"].upper()
    try:
        seen = _seen(request, uploaded_bytes(upload), country)
        require(request.actor, "plan.import_edition", seen.edition and seen.edition.plan, request.now)
        if seen.is_known:
            form.add_error("document", _("The plan says all of this already. There is nothing to import."))
            return None
        file = keep_source(upload, by=request.actor, now=request.now)
    except Unreadable as refused:
        form.add_error("document", _in_own_words(refused))
    except (FileRefused, StoreUnavailable) as refused:
        form.add_error("document", refused.message)
    else:
        return _to_preview(file, country)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: Request, public_id: UUID) -> HttpResponse:
    """What an uploaded document changes; a POST applies it, if the edition compared with is still in force."""
    file = _upload(request, public_id)
    country = (request.POST if request.method == "POST" else request.GET).get("country", "")[:2]
    try:
        with open_for(request.actor, file, now=request.now) as opened:
            content = opened.read()
        seen = _seen(request, content, country)
    except Unreadable as refused:
        messages.error(request, _in_own_words(refused))
        return redirect("plan:editions")
    except StoreUnavailable as unavailable:
        messages.error(request, unavailable.message)
        return redirect("plan:editions")
    if request.method != "POST":
        return _show(request, file, seen, country)
    after = request.POST.get("after", "")
    try:
        done = apply_source(
            file=file, document=seen.document, content=content, by=request.actor, now=request.now,
            after=int(after) if after.isdecimal() and after.isascii() else -1,
        )  # fmt: skip
    except PlanChangedSince as refused:
        return _show(request, file, _seen(request, content, country), country, changed=refused.message)
    except AlreadyApplied as applied:
        return _applied_already(request, applied)
    if done.is_new:
        words = _("Edition %(number)s of the plan is in force now. What was reported earlier stays.")
        messages.success(request, words % {"number": done.edition.number})
    else:
        messages.info(request, _("Somebody imported the same document meanwhile: the plan says all of it already."))
    return redirect("plan:changes", done.edition.plan.slug)


@require_POST
def discard(request: Request, public_id: UUID) -> HttpResponse:
    file = _upload(request, public_id)
    try:
        discard_source(file=file, by=request.actor, now=request.now)
    except AlreadyApplied as applied:
        return _applied_already(request, applied)
    messages.success(request, _("The document is discarded. Nothing was changed."))
    return redirect("plan:editions")


def _upload(request: Request, public_id: UUID) -> StoredFile:
    """The upload, for its giver alone until it is applied."""
    require(request.actor, "plan.import_edition", None, request.now)
    file = get_object_or_404(StoredFile, public_id=public_id, guard=SOURCE_GUARD)
    require(request.actor, "shared.download_file", file, request.now)
    return file


def _seen(request: Request, content: bytes, country: str) -> Preview:
    return preview(read_plan_bytes(content, on=timezone.localdate(request.now), country=country))


def _show(request: Request, file: StoredFile, seen: Preview, country: str, changed: str = "") -> HttpResponse:
    applied = Edition.objects.filter(source=file).select_related("plan").defer("document").first()
    if applied:
        return _applied_already(request, AlreadyApplied(applied))
    document = seen.document
    context = {
        "file": file,
        "seen": seen,
        "plan": seen.edition and seen.edition.plan,
        "country": country,
        "changed": changed,
        "comparison": comparison_of(seen),
        "measures": len(document.measures),
        "counts": {
            _("Commitments"): len(document.commitments),
            _("Measures"): len(document.measures),
            _("Indicators"): len(document.indicators),
            _("Deadlines"): len(document.deadlines),
            _("Footnotes"): len(document.footnotes),
        },
    }
    return render(request, "plan/workplace/edition_preview.html", context, status=409 if changed else 200)


def _applied_already(request: Request, applied: AlreadyApplied) -> HttpResponse:
    words = _("This document was applied already, as edition %(number)s.") % {"number": applied.edition.number}
    messages.info(request, words)
    return redirect("plan:changes", applied.edition.plan.slug)


def _to_preview(file: StoredFile, country: str) -> HttpResponseRedirect:
    address = reverse("plan:edition_preview", args=[file.public_id])
    return HttpResponseRedirect(f"{address}?country={country}" if country else address)


def _in_own_words(refused: Unreadable) -> str:
    return refused.message["lv" if get_language() == "lv" else "en"]
