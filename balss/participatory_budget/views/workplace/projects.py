"""Reporting how a chosen project is carried out."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balss.participatory_budget import services
from balss.participatory_budget.forms.fields import ReasonForm
from balss.participatory_budget.forms.projects import (
    ContractForm,
    DayForm,
    ExpenseForm,
    StepForms,
    UpdateForm,
    steps_of,
)
from balss.participatory_budget.models import Phase, Project
from balss.participatory_budget.queries.legal import clocks_of
from balss.participatory_budget.queries.showing import project_for_page, spent_on
from balss.shared.files import FileRefused, StoreUnavailable
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: Request, slug: str, number: int) -> HttpResponse:
    project = get_object_or_404(project_for_page(slug, number))
    require(request.actor, "participatory_budget.carry_out", project, request.now)
    do, data, files = request.POST.get("do", ""), request.POST, request.FILES
    steps = list(project.steps.values("title", "state", "until_date"))
    forms_: dict[str, Any] = {
        "day": DayForm(data if do in ("start", "finish") else None),
        "steps": StepForms(data if do == "steps" else None, prefix="steps", initial=steps),
        "contract": ContractForm(data if do == "contract" else None, auto_id="contract_%s"),
        "expense": ExpenseForm(data if do == "expense" else None, auto_id="expense_%s"),
        "update": UpdateForm(data if do == "update" else None, files if do == "update" else None, auto_id="update_%s"),
        "withdraw": ReasonForm(data if do == "withdraw" else None, auto_id="withdraw_%s"),
        "stop": ReasonForm(data if do == "stop" else None, auto_id="stop_%s"),
    }
    entries = _entries(project, data if do == "take_back" else None)
    if request.method == "POST":
        try:
            with transaction.atomic():
                done = _take_back(request, entries) if do == "take_back" else _do(request, project, do, forms_)
        except (Refused, FileRefused, StoreUnavailable) as refused:
            messages.error(request, getattr(refused, "message", str(refused)))
            done = True
        if done:
            return redirect("participatory_budget:carry_out", slug, number)
    today = timezone.localdate(request.now)
    context = {
        "project": project,
        "call": project.call,
        "today": today,
        "clocks": clocks_of(project, today=today),
        "spent": spent_on(project),
        "entries": entries,
        "may_withdraw": project.state == Project.State.LISTED and project.call.phase(request.now) == Phase.VETTING,
        "may_start": project.state == Project.State.CHOSEN,
        "may_finish": project.state == Project.State.UNDER_WAY,
        "is_carried": project.state in (Project.State.CHOSEN, Project.State.UNDER_WAY),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participatory_budget/workplace/carry_out.html", context | forms_, status=status)


def _entries(project: Project, data: QueryDict | None) -> list[tuple[str, list[tuple[Any, ReasonForm]]]]:
    """Contracts, expenses and news by their kind, each with the form that takes it back."""
    chosen = (data.get("kind"), data.get("entry")) if data is not None else None
    kinds: dict[str, Any] = {"contract": project.contracts, "expense": project.expenses, "update": project.updates}
    return [
        (kind, [
            (each, ReasonForm(data if chosen == (kind, str(each.pk)) else None, auto_id=f"{kind}_{each.pk}_%s"))
            for each in rows.all()
        ])
        for kind, rows in kinds.items()
    ]  # fmt: skip


def _take_back(request: Request, entries: list[tuple[str, list[tuple[Any, ReasonForm]]]]) -> bool:
    for _kind, rows in entries:
        for entry, form in rows:
            if form.is_bound and form.is_valid():
                reason = form.cleaned_data["reason"]
                services.take_back(entry=entry, reason=reason, by=request.actor, now=request.now)
                messages.success(request, _("Taken back. The project's page says so, with the reason."))
                return True
    return False


def _do(request: Request, project: Project, do: str, forms_: dict[str, Any]) -> bool:
    who: dict[str, Any] = {"project": project, "by": request.actor, "now": request.now}
    if do in ("start", "finish") and forms_["day"].is_valid():
        act = services.start_project if do == "start" else services.finish_project
        act(on=forms_["day"].cleaned_data["on"], **who)
    elif do == "steps" and forms_["steps"].is_valid():
        services.set_steps(steps=steps_of(forms_["steps"]), **who)
    elif do == "contract" and forms_["contract"].is_valid():
        services.add_contract(content=forms_["contract"].cleaned_data, **who)
    elif do == "expense" and forms_["expense"].is_valid():
        services.add_expense(content=forms_["expense"].cleaned_data, **who)
    elif do == "update" and forms_["update"].is_valid():
        services.add_update(text=forms_["update"].cleaned_data["text"], photos=forms_["update"].photos, **who)
    elif do == "withdraw" and forms_["withdraw"].is_valid():
        services.withdraw_project(reason=forms_["withdraw"].cleaned_data["reason"], **who)
    elif do == "stop" and forms_["stop"].is_valid():
        services.stop_project(reason=forms_["stop"].cleaned_data["reason"], **who)
    else:
        return False
    messages.success(request, _("Saved."))
    return True
