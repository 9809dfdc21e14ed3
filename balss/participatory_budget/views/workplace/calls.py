"""Calls of the own municipality: begun, filled in, published, and what follows each."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.participatory_budget import services
from balss.participatory_budget.forms.calls import (
    AreaForms,
    BallotSettings,
    CallForm,
    CategoryForms,
    CorrectionForm,
    ResultsForm,
    RevenueForms,
    TimesForm,
    areas_of,
    categories_of,
    revenues_of,
)
from balss.participatory_budget.forms.fields import ReasonForm
from balss.participatory_budget.forms.refused import tell
from balss.participatory_budget.models import Call, Idea, Phase, Project
from balss.participatory_budget.queries.duties import duty_of, with_waiting
from balss.participatory_budget.queries.elections import election_here
from balss.participatory_budget.queries.legal import least_money
from balss.participatory_budget.queries.results import count_of
from balss.participatory_budget.queries.showing import call_for_page
from balss.participatory_budget.services.refusals import NotPublishable
from balss.participatory_budget.services.results import counts_here
from balss.participatory_budget.views.results import shown
from balss.places.models import Institution
from balss.places.queries import territories_for
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, require
from balss.shared.refusals import Refused
from balss.voting.queries.paper import urns_not_cast

forms_only = require_http_methods(["GET", "HEAD", "POST"])


def own_institution(request: Request) -> Institution:
    """The municipality whose official the visitor is. Raises NotAllowed for everybody else."""
    grant = request.actor.grant
    own = (
        Institution.objects.prefetch_related("names").filter(pk=grant.institution_id).first()
        if grant is not None and grant.institution_id is not None
        else None
    )
    if own is None:
        raise NotAllowed(request.actor, "participatory_budget.start_call")
    require(request.actor, "participatory_budget.start_call", own, request.now)
    return own


def own_call(request: Request, slug: str) -> Call:
    found = get_object_or_404(call_for_page(slug))
    require(request.actor, "participatory_budget.manage_call", found, request.now)
    return found


@never_cache
@require_safe
def desk(request: Request) -> HttpResponse:
    own = own_institution(request)
    calls = with_waiting(Call.objects.filter(institution=own)).order_by("-year", "-id")
    carried = Project.objects.filter(
        call__institution=own, state__in=[Project.State.CHOSEN, Project.State.UNDER_WAY]
    ).select_related("call")
    context = {
        "institution": own,
        "rows": [(each, each.phase(request.now), duty_of(each, now=request.now)) for each in calls],
        "projects": carried,
        "today": timezone.localdate(request.now),
    }
    return render(request, "participatory_budget/workplace/desk.html", context)


@never_cache
@forms_only
def new_call(request: Request) -> HttpResponse:
    own = own_institution(request)
    form = CallForm(request.POST or None, initial={"year": timezone.localdate(request.now).year + 1})
    if request.method == "POST" and form.is_valid():
        made = services.start_call(institution=own, content=form.content, by=request.actor, now=request.now)
        messages.success(request, _("The draft is saved. Only your municipality sees it."))
        return redirect("participatory_budget:keep_call", made.slug)
    return _show(request, "edit_call", {"form": form, "institution": own})


@never_cache
@forms_only
def edit_call(request: Request, slug: str) -> HttpResponse:
    found = own_call(request, slug)
    form = CallForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = Call.objects.get(pk=found.pk)  # the form has written onto its own copy
        try:
            services.change_call(
                call=saved, content=form.content, version=form.cleaned_data["version"] or 0, by=request.actor,
                now=request.now,
            )  # fmt: skip
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("participatory_budget:keep_call", slug)
    return _show(request, "edit_call", {"form": form, "call": found})


@never_cache
@forms_only
def edit_money(request: Request, slug: str) -> HttpResponse:
    """Areas, categories, and the revenue of which the least money is counted."""
    found = own_call(request, slug)
    data = request.POST or None
    own = found.institution.territory_id
    within = territories_for(found.institution, on=timezone.localdate(request.now)) if own else []
    areas = AreaForms(
        data, prefix="areas",
        initial=[
            {
                "number": area.number, "name": area.name, "money_cents": area.money_cents,
                "territories": [each.pk for each in area.territories.all()],
            }
            for area in found.areas.all()
        ],
        form_kwargs={"parts": [each for each in within if each.territory_id != own]},
    )  # fmt: skip
    categories = CategoryForms(
        data, prefix="categories", initial=list(found.categories.values("name", "most_cents", "largest_cents"))
    )
    years = list(found.revenues.values("year", "income_tax_cents", "property_tax_cents"))
    revenues = RevenueForms(data, prefix="revenues", initial=years)
    if request.method == "POST" and areas.is_valid() and categories.is_valid() and revenues.is_valid():
        who: dict[str, Any] = {"call": found, "by": request.actor, "now": request.now}
        try:
            services.set_areas(areas=areas_of(areas), **who)
            services.set_categories(categories=categories_of(categories), **who)
            services.set_revenues(revenues=revenues_of(revenues), **who)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Saved."))
        return redirect("participatory_budget:keep_call", slug)
    context = {"call": found, "areas": areas, "categories": categories, "revenues": revenues, "form": areas}
    status = 422 if request.method == "POST" else 200
    return render(request, "participatory_budget/workplace/edit_money.html", context, status=status)


@never_cache
@forms_only
def edit_ballot(request: Request, slug: str) -> HttpResponse:
    found = own_call(request, slug)
    form = BallotSettings(request.POST or None, instance=getattr(found, "ballot", None))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_ballot(call=found, content=form.cleaned_data, by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("participatory_budget:keep_call", slug)
    return _show(request, "edit_ballot", {"form": form, "call": found})


@never_cache
@forms_only
def keep_call(request: Request, slug: str) -> HttpResponse:
    """How the call stands, what is missing, and what can be done with it."""
    found = own_call(request, slug)
    do = request.POST.get("do", "")
    forms_ = {
        "times_form": TimesForm(request.POST if do == "prolong" else None),
        "reason_form": ReasonForm(request.POST if do == "cancel" else None, auto_id="cancel_%s"),
    }
    status = 200
    if request.method == "POST":
        try:
            if done := _do(request, found, do, forms_):
                return done
            status = 422
        except NotPublishable as refused:
            for fault in refused.faults:
                messages.error(request, fault.message)
            return redirect("participatory_budget:keep_call", slug)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("participatory_budget:keep_call", slug)
    phase = found.phase(request.now)
    by_state = dict(found.ideas.public().order_by().values_list("state").annotate(number=Count("pk")))
    context = {
        "call": found,
        "phase": phase,
        "duty": duty_of(with_waiting(Call.objects.filter(pk=found.pk)).get(), now=request.now),
        "ballot": getattr(found, "ballot", None),
        "election": election_here(found),
        "least": least_money(found),
        "faults": services.faults_of_call(found, request.now) if found.state == Call.State.DRAFT else [],
        "waiting": by_state.get(Idea.State.SUBMITTED, 0),
        "ideas_count": sum(by_state.values()),
        "projects": found.projects.select_related("area", "call"),
        "may_set_ballot": phase in (Phase.DRAFT, Phase.COMING, Phase.IDEAS, Phase.VETTING),
        "today": timezone.localdate(request.now),
    }
    return render(request, "participatory_budget/workplace/keep_call.html", context | forms_, status=status)


def _do(request: Request, found: Call, do: str, forms_: dict[str, Any]) -> HttpResponse | None:
    who: dict[str, Any] = {"call": found, "by": request.actor, "now": request.now}
    if do == "publish":
        services.publish_call(**who)
        messages.success(request, _("Published. Everybody can read it now."))
    elif do == "discard":
        services.discard_call(**who)
        messages.success(request, _("The draft is gone."))
        return redirect("participatory_budget:desk")
    elif do == "publish_projects":
        services.publish_projects(**who)
        messages.success(request, _("The list of the vote is public."))
    elif do == "prolong" and forms_["times_form"].is_valid():
        times, reason = forms_["times_form"].times, forms_["times_form"].cleaned_data["reason"]
        services.prolong(times=times, reason=reason, **who)
        messages.success(request, _("The times are moved."))
    elif do == "cancel" and forms_["reason_form"].is_valid():
        services.cancel_call(reason=forms_["reason_form"].cleaned_data["reason"], **who)
        messages.success(request, _("The round is called off. Its page says why."))
    else:
        return None
    return redirect("participatory_budget:keep_call", found.slug)


@never_cache
@forms_only
def results(request: Request, slug: str) -> HttpResponse:
    """Publish the count of the votes cast here; else announce what was counted elsewhere."""
    found = own_call(request, slug)
    if counts_here(found):
        return _publish_count(request, found)
    form = ResultsForm(request.POST or None, projects=list(found.projects.standing()))
    if request.method == "POST" and form.is_valid():
        try:
            services.announce_results(call=found, results=form.results, by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The results are public. Authors and followers are told."))
            return redirect("participatory_budget:keep_call", slug)
    return _show(request, "results", {"form": form, "call": found})


@never_cache
@forms_only
def correct(request: Request, slug: str) -> HttpResponse:
    """Correct a published result, in the open."""
    found = own_call(request, slug)
    if found.results_announced_at is None:
        return redirect("participatory_budget:keep_call", slug)
    form = CorrectionForm(
        request.POST or None, projects=list(found.projects.standing()), voters=found.voters or 0,
        is_counted_here=counts_here(found),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reason", "decision")}
        try:
            services.correct_results(call=found, results=form.results, by=request.actor, now=request.now, **said)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The correction is public. It stands beside the result as it was."))
            return redirect(found)
    return _show(request, "correct", {"form": form, "call": found, "projects": form.projects})


def _publish_count(request: Request, found: Call) -> HttpResponse:
    count = count_of(found)
    if request.method == "POST":
        try:
            services.publish_count(call=found, by=request.actor, now=request.now)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("participatory_budget:results", found.slug)
        messages.success(request, _("The results are public. Authors and followers are told."))
        return redirect("participatory_budget:vote_results", found.slug)
    if found.results_announced_at is not None:
        return redirect("participatory_budget:vote_results", found.slug)
    if count is None:
        return _show(request, "count", {"call": found, "urns": urns_not_cast(found.election_id)})
    return _show(request, "count", shown(found, count, request))


def _show(request: Request, name: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, f"participatory_budget/workplace/{name}.html", context, status=status)
