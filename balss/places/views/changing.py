"""An institution is renamed, merged or closed: first what passes on and what does not, then the decision."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core import signing
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.places.forms import CloseForm, MergeForm, RenameForm
from balss.places.models import Institution
from balss.places.services import CannotClose, CannotMerge, CannotRename, close, hand_over, merge, rename
from balss.places.templatetags.places import written_day
from balss.shared.handovers import Told, handovers
from balss.shared.http import Request
from balss.shared.permissions import require

ONE_DAY = dt.timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
def rename_institution(request: Request, slug: str) -> HttpResponse:
    institution = _institution(request, slug)
    form = RenameForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            rename(institution=institution, by=request.actor, now=request.now, **form.cleaned_data)
        except CannotRename as refused:
            words = _("It has borne its present name since %(day)s. Give a later day.")
            form.add_error("effective_date", words % {"day": written_day(refused.present_since)})
        else:
            messages.success(request, _("The new name is set. Everything recorded before keeps the name of its day."))
            return redirect(institution)
    context = {"title": _("Rename the institution"), "button": _("Rename")}
    return _page(request, "places/rename.html", institution, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_institution(request: Request, slug: str) -> HttpResponse:
    """Into one that takes over everything, or a part given over to another."""
    institution = _institution(request, slug)
    today = timezone.localdate(request.now)
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        institutions=Institution.objects.bodies().on(today).exclude(pk=institution.pk),
        day=today,
    )
    told: list[tuple[str | Promise, Told]] | None = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if _was_shown(request, said):
            if _merged(request, institution, form):
                return redirect(institution)
        elif not said["scope"]:
            told = _told(institution, said["successor"], said["effective_date"])
        else:
            told = []
    context = {"title": _("Merge the institution into another"), "button": _("Merge"), "told": told}
    return _page(request, "places/ending.html", institution, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
def close_institution(request: Request, slug: str) -> HttpResponse:
    institution = _institution(request, slug)
    form = CloseForm(request.POST if request.method == "POST" else None)
    told = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if _was_shown(request, said):
            if _closed(request, institution, form):
                return redirect(institution)
        else:
            told = _told(institution, None, said["last_day"] + ONE_DAY)
    context = {"title": _("Close the institution"), "button": _("Close the institution"), "told": told}
    return _page(request, "places/ending.html", institution, form, context)


def _institution(request: Request, slug: str) -> Institution:
    institution = get_object_or_404(Institution.objects.prefetch_related("names"), slug=slug)
    require(request.actor, "places.change_institution", institution, request.now)
    return institution


def _merged(request: Request, institution: Institution, form: Form) -> bool:
    said = form.cleaned_data
    facts = {
        "predecessor": institution, "successor": said["successor"], "effective_date": said["effective_date"],
        "basis": said["basis"], "by": request.actor, "now": request.now,
    }  # fmt: skip
    try:
        if said["scope"]:
            hand_over(scope=said["scope"], **facts)
        else:
            merge(**facts)
    except CannotMerge as refused:
        form.add_error(*_why_not_merged(refused, institution))
        return False
    words = _("The part is given over.") if said["scope"] else _("The institution merges into its successor.")
    messages.success(request, words)
    return True


def _why_not_merged(refused: CannotMerge, institution: Institution) -> tuple[str, str]:
    """The field, and what is wrong with it."""
    if refused.reason == "absent" and refused.institution.pk == institution.pk:
        return "effective_date", _("This institution does not exist any more, or not yet, on the day before.")
    return {
        "absent": ("effective_date", _("The one that takes over does not exist on this day.")),
        "known": ("scope", _("This part has been given over to it from this day already.")),
        "renamed": ("effective_date", _("A new name is to begin after this day. Give a day after that one.")),
        "taken": ("successor", _("Another institution has taken over everything already.")),
    }.get(refused.reason, ("successor", _("Groups merge with nobody: choose an institution.")))


def _closed(request: Request, institution: Institution, form: Form) -> bool:
    try:
        close(institution=institution, by=request.actor, now=request.now, **form.cleaned_data)
    except CannotClose as refused:
        words = {
            "absent": _("The institution does not exist on this day, or it is its last day already."),
            "renamed": _("A new name is to begin after this day. Give a day after that one."),
            "territory": _("It governs a territory, which another institution has to take over: merge it instead."),
        }[refused.reason]
        form.add_error("last_day", words)
        return False
    messages.success(request, _("The institution is closed."))
    return True


def _told(institution: Institution, successor: Institution | None, day: dt.date) -> list[tuple[str | Promise, Told]]:
    told = [(each.title, each.tell(institution, successor, day)) for each in handovers]
    return [(title, each) for title, each in told if each.passes_on or each.stays_behind]


def _was_shown(request: Request, said: dict[str, Any]) -> bool:
    """Whether just this was shown before the button that does it was pressed."""
    return request.POST.get("shown") == _sign(request, said)


def _sign(request: Request, said: dict[str, Any]) -> str:
    words = [request.path, *(str(getattr(value, "pk", value)) for _name, value in sorted(said.items()))]
    return signing.Signer(salt="places.changing").signature("\n".join(words))


def _page(
    request: Request, template: str, institution: Institution, form: Form, context: dict[str, Any]
) -> HttpResponse:
    is_shown = context.get("told") is not None
    context |= {
        "institution": institution,
        "day": timezone.localdate(request.now),
        "form": form,
        "shown": _sign(request, form.cleaned_data) if is_shown else "",
    }
    return render(request, template, context, status=422 if form.errors else 200)
