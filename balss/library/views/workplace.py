"""Officials write cases of good practice: drafted, looked at, published, changed, withdrawn and put back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.design.forms import show_both
from balss.library import services
from balss.library.forms import CaseForm, ReasonForm, initial_of
from balss.library.models import PracticeCase
from balss.library.queries import for_page
from balss.library.services import CaseIncomplete, ChangedMeanwhile
from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def overview(request: Request) -> HttpResponse:
    """All cases of the own institution: drafts first, then the newest."""
    own = _own_institution(request)
    cases = PracticeCase.objects.filter(institution=own)
    context = {
        "institution": own,
        "drafts": cases.filter(published_at=None).order_by("-updated_at", "-id"),
        "told": cases.exclude(published_at=None).order_by("-published_at", "-id"),
        "today": timezone.localdate(request.now),
    }
    return render(request, "library/workplace/overview.html", context)


@never_cache
@forms_only
def new_case(request: Request) -> HttpResponse:
    institution = _own_institution(request)
    require(request.actor, "library.create_case", institution, request.now)
    form = CaseForm(request.POST or None, institution=institution, today=timezone.localdate(request.now))
    if request.method == "POST" and form.is_valid():
        made = services.create_case(institution=institution, content=form.content(), by=request.actor, now=request.now)
        messages.success(request, _("The draft is saved. Only your institution sees it."))
        return redirect("library:manage", made.slug)
    return _form_page(request, form, None)


@never_cache
@require_safe
def manage(request: Request, slug: str) -> HttpResponse:
    found = _own(request, slug, "library.edit_case")
    context = {"case": found, "missing": services.missing_from(services.content_of(found))}
    return render(request, "library/workplace/manage.html", context)


@never_cache
@forms_only
def edit_case(request: Request, slug: str) -> HttpResponse:
    found = _own(request, slug, "library.edit_case")
    form = _form(request, found, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, found)
    try:
        services.change_case(
            case=found,
            content=form.content(),
            revision=form.cleaned_data["revision"] or 0,
            by=request.actor,
            now=request.now,
        )
    except CaseIncomplete as refused:
        _mark(form, refused)
        return _form_page(request, form, found)
    except ChangedMeanwhile as refused:
        show_both(form, version="revision")
        form.add_error(None, refused.message)
        return _form_page(request, form, found, status=409)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("library:manage", slug)
    messages.success(request, _("The case is saved."))
    return redirect("library:manage", slug)


@require_POST
def discard(request: Request, slug: str) -> HttpResponse:
    found = _own(request, slug, "library.edit_case")
    try:
        services.discard_draft(case=found, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("library:manage", slug)
    messages.success(request, _("The draft has been discarded."))
    return redirect("library:workplace")


@require_POST
def publish(request: Request, slug: str) -> HttpResponse:
    """Let everybody read it; what is missing is marked in its form."""
    found = _own(request, slug, "library.publish_case")
    try:
        services.publish_case(case=found, by=request.actor, now=request.now)
    except CaseIncomplete as refused:
        form = _form(request, found, initial_of(found))
        _mark(form, refused)
        return _form_page(request, form, found)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The case is published: everybody can read it."))
    return redirect("library:manage", slug)


@never_cache
@forms_only
def withdraw(request: Request, slug: str) -> HttpResponse:
    return _with_reason(
        request, slug, "withdraw", services.withdraw_case, _("The case is withdrawn. Its page says why.")
    )


@never_cache
@forms_only
def restore(request: Request, slug: str) -> HttpResponse:
    return _with_reason(request, slug, "restore", services.restore_case, _("The case is published again."))


def _with_reason(request: Request, slug: str, page: str, change: Callable[..., object], done: str) -> HttpResponse:
    found = _own(request, slug, "library.withdraw_case")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change(case=found, reason=form.cleaned_data["reason"], by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, done)
            return redirect("library:manage", slug)
    return _page(request, page, {"form": form, "case": found})


def _own_institution(request: Request) -> Institution:
    """The institution in whose name the actor works. Raises NotAllowed for one who works for none."""
    require(request.actor, "library.open_workplace", None, request.now)
    institution_id = request.actor.grant.institution_id if request.actor.grant else None
    if institution_id is None:
        raise NotAllowed(request.actor, "library.open_workplace")
    return Institution.objects.prefetch_related("names").get(pk=institution_id)


def _own(request: Request, slug: str, action: str) -> PracticeCase:
    """The case, for who may do this to it."""
    found = get_object_or_404(for_page(PracticeCase.objects.all()), slug=slug)
    require(request.actor, action, found, request.now)
    return found


def _form(request: Request, case: PracticeCase, data: object) -> CaseForm:
    return CaseForm(data, institution=case.institution, case=case, today=timezone.localdate(request.now))


def _mark(form: CaseForm, refused: CaseIncomplete) -> None:
    form.add_error(None, refused.message)
    for name in refused.missing:
        form.add_error(name, _("Others need to know this."))


def _form_page(request: Request, form: CaseForm, case: PracticeCase | None, *, status: int = 0) -> HttpResponse:
    return _page(request, "edit", {"form": form, "case": case}, status=status)


def _page(request: Request, name: str, context: dict[str, object], *, status: int = 0) -> HttpResponse:
    """A form that arrives and is shown again was wrong."""
    status = status or (422 if request.method == "POST" else 200)
    return render(request, f"library/workplace/{name}.html", context, status=status)
