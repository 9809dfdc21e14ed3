"""What who proposes does with the own ideas: writes, hands in, changes, answers, contests, takes back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.participatory_budget import services
from balss.participatory_budget.forms.ideas import (
    CoAuthorForm,
    ConsentForm,
    FileForm,
    IdeaForm,
    MergerForm,
    WordsForm,
)
from balss.participatory_budget.forms.refused import tell
from balss.participatory_budget.models import Idea, Merger, ProposedChange
from balss.participatory_budget.queries.authors import ideas_of
from balss.participatory_budget.queries.finding import places_in
from balss.participatory_budget.queries.geometry import box_around
from balss.participatory_budget.queries.similar import similar_ideas
from balss.participatory_budget.services.refusals import IdeaIncomplete
from balss.participatory_budget.views.calls import readable_call
from balss.people.models import Person
from balss.shared.files import FileRefused, StoreUnavailable
from balss.shared.http import Request
from balss.shared.maps import shows_map
from balss.shared.permissions import NotAllowed, can, require
from balss.shared.rate_limits import count_try
from balss.shared.refusals import Refused

ASKS, ASKS_FOR_ONE, ASKS_WITHIN = 20, 5, timedelta(hours=12)  # letters to co-authors: of one account, to one address
forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def own_ideas(request: Request) -> HttpResponse:
    """All that the visitor wrote or is a co-author of."""
    if not request.actor.is_signed_in:
        raise NotAllowed(request.actor, "participatory_budget.edit_idea")
    return render(request, "participatory_budget/own_ideas.html", {"ideas": ideas_of(request.actor)})


@shows_map(locates=True)
@never_cache
@forms_only
def propose(request: Request, slug: str) -> HttpResponse:
    """Begin an idea; saving it makes a draft, which its own page hands in."""
    call = readable_call(request, slug)
    if not can(request.actor, "participatory_budget.propose", call, request.now):
        if not request.actor.is_signed_in and call.takes_ideas(request.now):
            raise NotAllowed(request.actor, "participatory_budget.propose", call)
        return render(request, "participatory_budget/propose.html", {"call": call, "is_closed": True})
    person = Person.objects.filter(pk=request.actor.person_id or 0).first()
    form = IdeaForm(request.POST or None, call=call, initial={"name": person.name if person else ""})
    if request.method == "POST" and form.is_valid():
        try:
            idea = services.save_draft(call=call, content=form.content, by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Your draft is saved. Nobody else sees it yet."))
            return redirect("participatory_budget:own_idea", idea.key)
    return _show(request, "propose", {"call": call, "form": form})


@shows_map(locates=True)
@never_cache
@forms_only
def edit_idea(request: Request, key: UUID) -> HttpResponse:
    """A draft with anything missing; a public idea while ideas are taken, and then with everything."""
    idea = _own(request, key)
    shown = Idea.objects.get(pk=idea.pk)  # the form writes onto its own copy
    form = IdeaForm(request.POST or None, instance=shown, call=idea.call)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        change: dict[str, Any] = {"idea": idea, "content": form.content, "version": version}
        try:
            if idea.state == Idea.State.DRAFT:
                services.save_draft(call=idea.call, by=request.actor, now=request.now, **change)
            else:
                services.change_idea(by=request.actor, now=request.now, **change)
        except IdeaIncomplete as refused:
            form.mark_missing(refused)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("participatory_budget:own_idea", key)
    return _show(request, "propose", {"call": idea.call, "idea": idea, "form": form})


@never_cache
@require_safe
def own_idea(request: Request, key: UUID) -> HttpResponse:
    """The author's page; who was asked to be a co-author reads there what it is about, and agrees."""
    found = _found(key)
    is_asked = can(request.actor, "participatory_budget.be_co_author", found, request.now)
    if is_asked and not can(request.actor, "participatory_budget.edit_idea", found, request.now):
        return render(request, "participatory_budget/asked.html", {"idea": found, "call": found.call})
    return _page(request, _own(request, key))


@shows_map(locates=True)
@require_POST
def act(request: Request, key: UUID) -> HttpResponse:
    """One of the buttons of the own page."""
    idea = _own(request, key)
    if request.POST.get("do") == "co_author":
        account, address = str(request.actor.account_id), request.POST.get("email", "").strip().casefold()
        count_try("participatory_budget.ask", account, times=ASKS, per=ASKS_WITHIN, now=request.now)
        count_try("participatory_budget.ask_to", address, times=ASKS_FOR_ONE, per=ASKS_WITHIN, now=request.now)
    try:
        with transaction.atomic():
            done = _do(request, idea)
    except IdeaIncomplete as refused:
        form = IdeaForm(None, instance=idea, call=idea.call)
        bound = IdeaForm(_as_data(form), instance=Idea.objects.get(pk=idea.pk), call=idea.call)
        bound.is_valid()
        bound.add_error(None, refused.message)
        bound.mark_missing(refused)
        return _show(request, "propose", {"call": idea.call, "idea": idea, "form": bound})
    except (Refused, FileRefused, StoreUnavailable) as refused:
        messages.error(request, getattr(refused, "message", str(refused)))
        return redirect("participatory_budget:own_idea", key)
    if isinstance(done, dict):
        return _page(request, idea, status=422, **done)
    return done or redirect("participatory_budget:own_idea", key)


def _do(request: Request, idea: Idea) -> HttpResponse | dict[str, Any] | None:
    """What to answer; forms that were not filled in as needed; or nothing for the own page again."""
    who: dict[str, Any] = {"by": request.actor, "now": request.now}
    match request.POST.get("do"):
        case "hand_in":
            handed = services.hand_in(idea=idea, **who)
            messages.success(request, _("Your idea is handed in. It is public, and the municipality will vet it."))
            return redirect(handed.get_absolute_url())
        case "discard":
            services.discard_draft(idea=idea, **who)
            messages.success(request, _("The draft is gone."))
            return redirect(idea.call.get_absolute_url())
        case "withdraw":
            services.withdraw_idea(idea=idea, **who)
            messages.success(request, _("Your idea is taken back."))
        case "file":
            form = FileForm(request.POST, request.FILES)
            if not form.is_valid():
                return {"file_form": form, "form": form}
            services.add_file(idea=idea, **form.cleaned_data, **who)
        case "remove_file":
            services.remove_file(file=get_object_or_404(idea.files, pk=_number(request, "file")), **who)
        case "consent":
            consent = ConsentForm(request.POST, request.FILES)
            if not consent.is_valid():
                return {"consent_form": consent, "form": consent}
            services.add_consent(idea=idea, **consent.cleaned_data, **who)
        case "co_author":
            asked = CoAuthorForm(request.POST)
            if not asked.is_valid():
                return {"co_author_form": asked, "form": asked}
            services.invite_co_author(idea=idea, **asked.cleaned_data, **who)
            messages.success(request, _("We sent a letter with the question."))
        case "merge":
            merger = MergerForm(request.POST)
            if not merger.is_valid():
                return {"merger_form": merger, "form": merger}
            into = Idea.objects.public().filter(call=idea.call, number=merger.cleaned_data["into"]).first()
            if into is None:
                merger.add_error("into", _("There is no such idea in this round."))
                return {"merger_form": merger, "form": merger}
            services.propose_merger(idea=idea, into=into, reason=merger.cleaned_data["words"], **who)
            messages.success(request, _("The authors of the other idea are asked."))
        case "answer_merger":
            mergers = Merger.objects.filter(pk=_number(request, "merger"))
            merger_asked = get_object_or_404(mergers.filter(idea=idea) | mergers.filter(into=idea))
            services.answer_merger(merger=merger_asked, agrees="yes" in request.POST, **who)
        case "answer_change":
            change = get_object_or_404(idea.proposed_changes, pk=_number(request, "change"))
            answer = request.POST.get("words", "")[:2000]
            services.answer_change(change=change, agrees="yes" in request.POST, answer=answer, **who)
            messages.success(request, _("The municipality has your answer."))
        case "contest":
            objection = WordsForm(request.POST)
            if not objection.is_valid():
                return {"contest_form": objection, "form": objection}
            services.contest(idea=idea, objection=objection.cleaned_data["words"], **who)
            messages.success(request, _("Somebody else of the municipality will decide."))
    return None


@require_POST
def become_co_author(request: Request, key: UUID) -> HttpResponse:
    """Who was asked agrees."""
    idea = get_object_or_404(Idea.objects.select_related("call__institution"), key=key)
    services.agree_to_co_author(idea=idea, by=request.actor, now=request.now)
    messages.success(request, _("You are a co-author now."))
    return redirect("participatory_budget:own_idea", key)


def _found(key: UUID) -> Idea:
    return get_object_or_404(Idea.objects.select_related("call__institution", "area", "category", "consent"), key=key)


def _own(request: Request, key: UUID) -> Idea:
    found = _found(key)
    require(request.actor, "participatory_budget.edit_idea", found, request.now)
    return found


def _page(request: Request, idea: Idea, *, status: int = 200, **forms: Any) -> HttpResponse:
    if not can(request.actor, "participatory_budget.edit_idea", idea, request.now):
        return redirect(idea.get_absolute_url())
    mergers = Merger.objects.filter(state=Merger.State.PROPOSED).select_related("idea__call", "into__call")
    is_changeable = idea.state == Idea.State.DRAFT or (
        idea.state == Idea.State.SUBMITTED and idea.call.takes_ideas(request.now)
    )
    vetting = getattr(idea, "vetting", None)
    context = {
        "idea": idea,
        "call": idea.call,
        "phase": idea.call.phase(request.now),
        "is_changeable": is_changeable,
        "takes_files": idea.state in (Idea.State.DRAFT, Idea.State.SUBMITTED),
        "takes_ideas": idea.call.takes_ideas(request.now),
        "similar": similar_ideas(idea) if idea.state == Idea.State.DRAFT else [],
        "change": idea.proposed_changes.filter(state=ProposedChange.State.PROPOSED).first(),
        "mergers": [*mergers.filter(idea=idea), *mergers.filter(into=idea)],
        "co_authors": idea.co_authors.select_related("person"),
        "vetting": vetting if vetting and vetting.decision else None,
        "may_contest": bool(
            idea.state == Idea.State.REJECTED
            and vetting
            and not vetting.objection
            and idea.call.projects_published_at is None
        ),
        "file_form": FileForm(),
        "consent_form": ConsentForm(auto_id="consent_%s"),
        "co_author_form": CoAuthorForm(auto_id="co_author_%s"),
        "merger_form": MergerForm(auto_id="merger_%s"),
        "contest_form": WordsForm(auto_id="contest_%s"),
    }
    return render(request, "participatory_budget/own_idea.html", context | forms, status=status)


def _number(request: Request, name: str) -> int:
    written = request.POST.get(name, "")
    return int(written) if written.isdecimal() and len(written) <= 18 else 0


def _as_data(form: IdeaForm) -> dict[str, Any]:
    """What the form shows of the saved draft, as if it had been sent."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def _show(request: Request, name: str, context: dict[str, Any]) -> HttpResponse:
    """With where the map of its form looks first: around what others proposed."""
    form = context.get("form")
    status = 422 if form is not None and form.is_bound and form.errors else 200
    context["around"] = box_around(places_in(context["call"]))
    return render(request, f"participatory_budget/{name}.html", context, status=status)
