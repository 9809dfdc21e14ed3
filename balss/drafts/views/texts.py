"""The text of the next version, step by step: given, looked at and corrected, published."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balss.core.provisions import Change, text_of
from balss.drafts import services
from balss.drafts.forms import DecideForm, PublishForm, RevisionForm, TextForm, TurnForm
from balss.drafts.models import Draft, Wording, WorkingText
from balss.drafts.queries import Review, review, successors_of
from balss.drafts.queries.reviewing import standing_of
from balss.drafts.services import DraftIncomplete, NoteMissing, NothingToPublish
from balss.drafts.views.workplace import form_page, forms_only, own_draft
from balss.shared.http import Request
from balss.shared.refusals import Refused


@never_cache
@forms_only
def text(request: Request, slug: str) -> HttpResponse:
    """Give the text. The form begins with what waits, else with the newest version."""
    found = own_draft(request, slug, "drafts.edit_draft")
    if request.method != "POST":
        form = TextForm(initial={"text": _begin_with(found), "revision": found.revision})
        return form_page(request, "text", {"form": form, "draft": found})
    form = TextForm(request.POST, request.FILES)
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.set_text(
                draft=found, text=cleaned["given"], revision=cleaned["revision"], by=request.actor, now=request.now
            )
        except Refused as refused:
            form.add_error("text", refused.message)
        else:
            return redirect("drafts:check", slug)
    return form_page(request, "text", {"form": form, "draft": found})


def _begin_with(draft: Draft) -> str:
    working = WorkingText.objects.filter(draft=draft).first()
    return working.text if working else text_of(each.clause for each in standing_of(draft))


@never_cache
@require_safe
def check(request: Request, slug: str) -> HttpResponse:
    """See how the text was read and what would change."""
    found = own_draft(request, slug, "drafts.edit_draft")
    return _check_page(request, found)


@require_POST
def turn(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.edit_draft")
    shown = review(found)
    form = TurnForm(request.POST, lines=len(shown.lines) if shown else 0)
    if not form.is_valid():
        messages.error(request, _("Mark lines of the text and send them again."))
        return redirect("drafts:check", slug)
    _change(request, found, services.turn_lines, _("The text is divided anew."), **form.cleaned_data)
    return redirect("drafts:check", slug)


@require_POST
def decide(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.edit_draft")
    shown = review(found)
    form = DecideForm(request.POST, marks=_marks(shown), earlier=successors_of(found))
    if not form.is_valid():
        messages.error(request, _("Choose provisions from the lists."))
        return redirect("drafts:check", slug)
    decided = {**form.cleaned_data, "serial": form.serial_number}
    _change(request, found, services.decide_provision, _("The provisions are paired anew."), **decided)
    return redirect("drafts:check", slug)


@require_POST
def drop(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.edit_draft")
    form = RevisionForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else -1
    _change(request, found, services.drop_text, _("The text has been discarded."), revision=revision)
    return redirect("drafts:manage", slug)


def _change(request: Request, draft: Draft, change: Callable[..., object], done: str, **content: Any) -> None:
    """Do it and say so, or say why it was refused."""
    try:
        change(draft=draft, **content, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)


@require_POST
def publish(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.publish_version")
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _check_page(request, found, form)
    try:
        services.publish_version(
            draft=found, note=form.cleaned_data["note"], revision=form.cleaned_data["revision"], by=request.actor,
            now=request.now,
        )  # fmt: skip
    except DraftIncomplete:
        messages.error(request, _("First say what the draft is about and whom to ask."))
        return redirect(f"{reverse('drafts:edit_draft', args=[slug])}?trukst")
    except NoteMissing as refused:
        form.add_error("note", refused.message)
        return _check_page(request, found, form)
    except NothingToPublish as refused:
        messages.error(request, refused.message)
        return redirect("drafts:manage", slug)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("drafts:check", slug)
    messages.success(request, _("The version is published: everybody can read it, and followers are told."))
    return redirect("drafts:manage", slug)


def _check_page(request: Request, draft: Draft, form: PublishForm | None = None) -> HttpResponse:
    shown = review(draft)
    if shown is None:
        return redirect("drafts:text", draft.slug)
    revision = {"revision": draft.revision}
    context: dict[str, Any] = {
        "draft": draft,
        "review": shown,
        "lines": [(line, shown.begins.get(line.number, "")) for line in shown.lines],
        "revision": draft.revision,
        "changes": [(change, label, shown.counts[Change(change)]) for change, label in _labels(shown)],
        "form": form or PublishForm(initial=revision),
        "decide_form": (
            DecideForm(initial=revision, marks=_marks(shown), earlier=successors_of(draft))
            if shown.number > 1
            else None
        ),
        "missing": services.missing_from(services.content_of(draft)),
    }
    return form_page(request, "check", context)


def _labels(shown: Review) -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in Wording.Change if shown.counts[Change(each.value)]]


def _marks(shown: Review | None) -> list[tuple[str, str]]:
    """The provisions of the text by their marks, those that are not as they were first."""
    rows = [row for row in shown.rows if row.after] if shown else []
    ordered = sorted(rows, key=lambda row: row.change == "same")
    return [(row.mark, f"{row.name} ({row.label})") for row in ordered]
