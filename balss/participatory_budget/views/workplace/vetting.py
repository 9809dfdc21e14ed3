"""Vetting the ideas of a call: the list of what waits, and the page of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balss.participatory_budget import services
from balss.participatory_budget.forms.ideas import ConsentForm
from balss.participatory_budget.forms.vetting import ChangeForm, DecisionForm, FindingsForm, LineForms, lines_of
from balss.participatory_budget.models import Idea, ProposedChange
from balss.participatory_budget.queries.authors import has_author_here
from balss.participatory_budget.queries.finding import SoughtIdeas, ideas_found
from balss.participatory_budget.queries.showing import idea_for_page
from balss.participatory_budget.queries.similar import similar_ideas
from balss.participatory_budget.views.workplace.calls import own_call
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused


@never_cache
@require_safe
def to_vet(request: Request, slug: str) -> HttpResponse:
    """What was contested first, then what waits, then what is decided."""
    call = own_call(request, slug)
    ideas = list(ideas_found(call, SoughtIdeas()))
    contested = [each for each in ideas if getattr(each, "vetting", None) and each.vetting.contested_at]
    waiting = [each for each in ideas if each.state == Idea.State.SUBMITTED]
    decided = [each for each in ideas if each not in contested and each not in waiting]
    context = {"call": call, "contested": contested, "waiting": waiting, "decided": decided}
    return render(request, "participatory_budget/workplace/to_vet.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vet(request: Request, slug: str, number: int) -> HttpResponse:
    idea = get_object_or_404(idea_for_page(slug, number))
    require(request.actor, "participatory_budget.vet", idea, request.now)
    vetting = getattr(idea, "vetting", None)
    do = request.POST.get("do", "")
    findings = FindingsForm(request.POST if do == "findings" else None, instance=vetting)
    stored = list(vetting.cost_lines.values("words", "cents")) if vetting else []
    lines = LineForms(request.POST if do == "findings" else None, prefix="lines", initial=stored)
    shown = Idea.objects.get(pk=idea.pk)  # the form writes onto its own copy
    change = ChangeForm(request.POST if do == "change" else None, instance=shown, auto_id="change_%s")
    decision = DecisionForm(request.POST if do in ("accept", "reject") else None, auto_id="decision_%s")
    is_brought = do == "consent"
    consent = ConsentForm(
        request.POST if is_brought else None, request.FILES if is_brought else None, auto_id="consent_%s"
    )
    forms_ = {"findings": findings, "lines": lines, "change": change, "decision": decision, "consent": consent}
    if request.method == "POST":
        try:
            if _do(request, idea, do, forms_):
                return redirect("participatory_budget:vet", slug, number)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("participatory_budget:vet", slug, number)
    context: dict[str, Any] = {
        "idea": idea,
        "call": idea.call,
        "vetting": vetting,
        "similar": similar_ideas(idea),
        "proposed": idea.proposed_changes.filter(state=ProposedChange.State.PROPOSED).first(),
        "may_decide": can(request.actor, "participatory_budget.decide_idea", idea, request.now),
        "has_author_here": has_author_here(idea),
        "is_open": idea.state == Idea.State.SUBMITTED,
        "is_contested": bool(vetting and vetting.contested_at and idea.state == Idea.State.REJECTED),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participatory_budget/workplace/vet.html", context | forms_, status=status)


def _do(request: Request, idea: Idea, do: str, forms_: dict[str, Any]) -> bool:
    who: dict[str, Any] = {"by": request.actor, "now": request.now}
    findings, lines, change, decision, consent = forms_.values()
    is_told = has_author_here(idea)
    if do == "findings" and findings.is_valid() and lines.is_valid():
        services.save_findings(idea=idea, content=findings.cleaned_data, lines=lines_of(lines), **who)
        messages.success(request, _("Saved."))
    elif do == "change" and change.is_valid():
        content = dict(change.cleaned_data)
        services.propose_change(idea=idea, reason=content.pop("reason"), content=content, **who)
        messages.success(
            request, _("The author is asked by letter.") if is_told else _("The idea says it from now on.")
        )
    elif do == "take_back":
        asked = get_object_or_404(idea.proposed_changes.filter(state=ProposedChange.State.PROPOSED))
        services.take_back_change(change=asked, **who)
    elif do in ("accept", "reject") and decision.is_valid():
        services.decide(idea=idea, accepts=do == "accept", reason=decision.cleaned_data["reason"], **who)
        messages.success(request, _("Decided. The author is told.") if is_told else _("Decided."))
    elif do == "consent" and consent.is_valid():
        services.add_consent(idea=idea, **consent.cleaned_data, **who)
        messages.success(request, _("Saved."))
    else:
        return False
    return True
