"""Officials keep drafts: begun, described, their versions prepared and published, withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.design.forms import show_both
from balss.drafts import services
from balss.drafts.forms import DraftForm, ReasonForm, initial_of
from balss.drafts.models import Draft, WorkingText
from balss.drafts.queries import for_page
from balss.drafts.services import ChangedMeanwhile, DraftIncomplete
from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, require
from balss.shared.refusals import Refused

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def overview(request: Request) -> HttpResponse:
    """All drafts of the own institution: those being prepared first, then the newest."""
    own = _own_institution(request)
    drafts = Draft.objects.filter(institution=own)
    context = {
        "institution": own,
        "prepared": drafts.filter(published_at=None).order_by("-updated_at", "-id"),
        "published": drafts.exclude(published_at=None).order_by("-version_at", "-id"),
        "waiting": set(WorkingText.objects.filter(draft__institution=own).values_list("draft_id", flat=True)),
        "today": timezone.localdate(request.now),
    }
    return render(request, "drafts/workplace/overview.html", context)


@never_cache
@forms_only
def new_draft(request: Request) -> HttpResponse:
    institution = _own_institution(request)
    require(request.actor, "drafts.create_draft", institution, request.now)
    form = DraftForm(request.POST or None, institution=institution, today=timezone.localdate(request.now))
    if request.method == "POST" and form.is_valid():
        made = services.create_draft(institution=institution, content=form.content(), by=request.actor, now=request.now)
        messages.success(request, _("The draft is begun. Only your institution sees it. Now give its text."))
        return redirect("drafts:text", made.slug)
    return form_page(request, "edit", {"form": form, "draft": None})


@never_cache
@require_safe
def manage(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.edit_draft")
    context = {
        "draft": found,
        "versions": found.versions.all(),
        "waits": WorkingText.objects.filter(draft=found).exists(),
        "missing": services.missing_from(services.content_of(found)),
    }
    return render(request, "drafts/workplace/manage.html", context)


@never_cache
@forms_only
def edit_draft(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.edit_draft")
    shows_missing = request.method != "POST" and "trukst" in request.GET
    data = initial_of(found) if shows_missing else request.POST or None
    form = DraftForm(data, institution=found.institution, draft=found, today=timezone.localdate(request.now))
    context = {"form": form, "draft": found}
    if shows_missing:
        mark_missing(form, services.missing_from(services.content_of(found)))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "edit", context)
    revision = form.cleaned_data["revision"] or 0
    try:
        services.change_draft(draft=found, content=form.content(), revision=revision, by=request.actor, now=request.now)
    except DraftIncomplete as refused:
        form.add_error(None, refused.message)
        mark_missing(form, refused.missing)
        return form_page(request, "edit", context)
    except ChangedMeanwhile as refused:
        show_both(form, version="revision")
        form.add_error(None, refused.message)
        return form_page(request, "edit", context, status=409)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("drafts:manage", slug)
    messages.success(request, _("The draft is saved."))
    return redirect("drafts:manage", slug)


@require_POST
def discard(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.edit_draft")
    try:
        services.discard_draft(draft=found, by=request.actor, now=request.now)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("drafts:manage", slug)
    messages.success(request, _("The draft act has been thrown away."))
    return redirect("drafts:workplace")


@never_cache
@forms_only
def withdraw(request: Request, slug: str) -> HttpResponse:
    found = own_draft(request, slug, "drafts.withdraw_draft")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_draft(draft=found, reason=form.cleaned_data["reason"], by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The draft is withdrawn. Its page says why."))
            return redirect("drafts:manage", slug)
    return form_page(request, "withdraw", {"form": form, "draft": found})


def mark_missing(form: DraftForm, missing: list[str]) -> None:
    for name in missing:
        form.add_error(name, _("People need to know this."))


def own_draft(request: Request, slug: str, action: str) -> Draft:
    """The draft, for who may do this to it."""
    found = get_object_or_404(for_page(Draft.objects.all()), slug=slug)
    require(request.actor, action, found, request.now)
    return found


def form_page(request: Request, name: str, context: dict[str, object], *, status: int = 0) -> HttpResponse:
    """A form that arrives and is shown again was wrong."""
    status = status or (422 if request.method == "POST" else 200)
    return render(request, f"drafts/workplace/{name}.html", context, status=status)


def _own_institution(request: Request) -> Institution:
    """The institution in whose name the actor works. Raises NotAllowed for one who works for none."""
    require(request.actor, "drafts.open_workplace", None, request.now)
    institution_id = request.actor.grant.institution_id if request.actor.grant else None
    if institution_id is None:
        raise NotAllowed(request.actor, "drafts.open_workplace")
    return Institution.objects.prefetch_related("names").get(pk=institution_id)
